package org.halfsky.ops.security;

import java.io.IOException;
import java.time.Clock;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.ops.accounts.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Who gets in, and with which headers every answer leaves. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    /** Nothing from elsewhere, nothing inline, no eval, in no foreign frame. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    /** A bean, so that Spring Boot makes no user of its own. */
    @Bean
    AuthenticationManager passwordCheck(Accounts accounts) {
        return new ProviderManager(new PasswordCheck(accounts));
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, AuthenticationManager check, Accounts accounts, Answers answers,
            Clock clock,
            ObjectProvider<RequestMappingInfoHandlerMapping> handlers) throws Exception {
        AuthenticationEntryPoint signedOut = signedOut(answers);
        AccessDeniedHandler denied = denied(answers);

        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setRequestMatcher(request -> request.getMethod().equals("GET") && Answers.browses(request)
                && request.getDispatcherType() == DispatcherType.REQUEST);

        http.authenticationManager(check).requestCache(cache -> cache.requestCache(wanted))
                .formLogin(form -> form.loginPage("/sign-in").loginProcessingUrl("/sign-in")
                        .successHandler(welcome(accounts))
                        .failureHandler(again(answers)))
                .httpBasic(basic -> basic.disable())
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out").deleteCookies("JSESSIONID",
                        "halfsky"))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(fromABrowser()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(signedOut).accessDeniedHandler(denied))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                        .frameOptions(frame -> frame.deny()))
                .authorizeHttpRequests(urls -> Routes.rules(urls, accounts, () -> handlers.stream().toList()));

        BasicAuthenticationFilter programs = new BasicAuthenticationFilter(
                new RememberedPasswords(check, accounts, clock),
                signedOut);
        http.addFilterAt(programs, BasicAuthenticationFilter.class);
        http.addFilterAfter(new StillStanding(accounts, answers), BasicAuthenticationFilter.class);
        return http.build();
    }

    /** A program that signs each request itself has no session that a foreign page could ride on; browsers always say whence. */
    private static RequestMatcher fromABrowser() {
        return request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && !programSigns(request);
    }

    private static boolean programSigns(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)
                && request.getHeader("Sec-Fetch-Site") == null && request.getHeader(HttpHeaders.ORIGIN) == null
                && request.getRequestedSessionId() == null;
    }

    private static AuthenticationEntryPoint signedOut(Answers answers) {
        return (request, response, why) -> {
            if (why instanceof PasswordCheck.TooFast) {
                tooFast(answers, request, response);
                return;
            }
            if (Answers.browses(request) && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
                response.sendRedirect("/sign-in");
                return;
            }
            if (request.getHeader("X-Requested-With") == null && request.getHeader("HX-Request") == null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"halfsky\", charset=\"UTF-8\"");
            }
            answers.refuse(request, response, HttpStatus.UNAUTHORIZED, ruleOf(why));
        };
    }

    private static void tooFast(Answers answers, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        answers.refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "HOUSE-TOO-FAST");
    }

    private static String ruleOf(AuthenticationException why) {
        return switch (why) {
            case LockedException _ -> "HOUSE-LOCKED";
            case PasswordCheck.WrongPassword _ -> "HOUSE-WRONG-PASSWORD";
            default -> "HOUSE-SIGNED-OUT";
        };
    }

    private static AccessDeniedHandler denied(Answers answers) {
        return (request, response, why) -> {
            boolean stale = why instanceof CsrfException;
            if (stale && Answers.browses(request) && request.getRequestURI().startsWith("/sign-")) {
                response.sendRedirect("/sign-in?stale");
            } else {
                answers.refuse(request, response, HttpStatus.FORBIDDEN, stale ? "HOUSE-CSRF" : "HOUSE-ROLE");
            }
        };
    }

    private static AuthenticationSuccessHandler welcome(Accounts accounts) {
        SavedRequestAwareAuthenticationSuccessHandler onwards = new SavedRequestAwareAuthenticationSuccessHandler();
        onwards.setDefaultTargetUrl("/");
        return (request, response, signedIn) -> {
            accounts.signedIn(((Staff) signedIn.getPrincipal()).actor().staff());
            onwards.onAuthenticationSuccess(request, response, signedIn);
        };
    }

    /** The form again, with what was typed as the name, and how many tries are left. */
    private static AuthenticationFailureHandler again(Answers answers) {
        return (request, response, why) -> {
            if (why instanceof PasswordCheck.TooFast) {
                tooFast(answers, request, response);
                return;
            }
            request.setAttribute("left", why instanceof PasswordCheck.WrongPassword wrong ? wrong.left() : 0);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            request.getRequestDispatcher("/sign-in/again").forward(request, response);
        };
    }
}
