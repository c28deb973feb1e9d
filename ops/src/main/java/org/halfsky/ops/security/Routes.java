package org.halfsky.ops.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.events.ids.Role;
import org.halfsky.query.access.Operators;
import org.halfsky.query.shell.Area;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.halfsky.events.ids.Role.ADMINISTRATOR;
import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;

/**
 * Which role may use which URL; the coarse gate before {@code @AllowedTo} on the command bus and the scope in the SQL. Whatever
 * a controller answers and this table does not name is shut.
 */
final class Routes {

    private static final String[] OPEN = {"/sign-in", "/sign-in/again", "/error", "/css/**", "/js/**", "/webjars/**",
            "/mark.svg",
            "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"};
    private static final Set<Role> INTAKE = Set.of(OPERATOR, STATION_OFFICER, RIGHTS_HEAD);
    private static final Set<Role> HANDLING = Set.of(OPERATOR, MEDIATOR, STATION_OFFICER, RIGHTS_HEAD);

    private Routes() {}

    static void rules(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry urls,
            Operators operators, Supplier<List<RequestMappingInfoHandlerMapping>> handlers) {
        urls.requestMatchers(OPEN).permitAll();
        urls.requestMatchers("/", "/find", "/password", "/sign-out", "/api-docs/**", "/loading").authenticated();

        // what is asked: the areas of the rail, and what hangs below them
        urls.requestMatchers(HttpMethod.GET, "/cases/*/replay", "/cases/*/replay/**")
                .hasAnyRole(names(Area.REPLAY.roles()));
        urls.requestMatchers(HttpMethod.GET, "/lookups/*", "/drafts/*").hasAnyRole(names(INTAKE));
        // what all units share, whether asked or done (decision 0013)
        urls.requestMatchers(Area.OPERATIONS.path() + "/**", "/actuator", "/actuator/**")
                .access((who, _) -> new AuthorizationDecision(who.get() instanceof Authentication signedIn
                        && signedIn.getPrincipal() instanceof Staff staff && operators.operates(staff.actor())));
        for (Area area : Area.values()) {
            urls.requestMatchers(HttpMethod.GET, area.path(), area.path() + "/**").hasAnyRole(names(area.roles()));
        }

        // what is done
        urls.requestMatchers("/contacts/**", "/drafts/**", "/lookups", "/persons/**").hasAnyRole(names(INTAKE));
        urls.requestMatchers("/cases/**").hasAnyRole(names(HANDLING));
        urls.requestMatchers("/units/**").hasAnyRole(names(Set.of(STATION_OFFICER, RIGHTS_HEAD, ADMINISTRATOR)));
        urls.requestMatchers("/ledgers", "/ledgers/**").hasAnyRole(names(Set.of(STATION_OFFICER, RIGHTS_HEAD)));
        urls.requestMatchers("/accounts/**").hasRole(ADMINISTRATOR.name());

        urls.anyRequest().access((who, asked) -> unnamed(who, asked, handlers.get()));
    }

    /** A URL that nothing answers is let through to be not found; one that something answers is shut. */
    private static AuthorizationDecision unnamed(Supplier<? extends Authentication> who,
            RequestAuthorizationContext asked,
            List<RequestMappingInfoHandlerMapping> handlers) {
        Authentication signedIn = who.get();
        return new AuthorizationDecision(signedIn != null && signedIn.getPrincipal() instanceof Staff
                && handlers.stream().noneMatch(mapping -> answers(mapping, asked.getRequest())));
    }

    private static boolean answers(RequestMappingInfoHandlerMapping mapping, HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        try {
            return mapping.getHandler(request) != null;
        } catch (Exception wrongMethodOrType) {
            return true;
        }
    }

    private static String[] names(Collection<Role> roles) {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }

}
