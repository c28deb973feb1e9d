package org.halfsky.query.shell;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Remembers {@code ?theme=light|dark|auto} in a cookie: the page comes in the right colours at once, without a script. */
@Configuration(proxyBeanMethods = false)
class ThemeChoice implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String asked = request.getMethod().equals("GET") ? request.getParameter(ShellAdvice.THEME) : null;
        if (asked != null) {
            boolean fixed = ShellAdvice.THEMES.contains(asked);
            response.addHeader(HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(ShellAdvice.THEME, fixed ? asked : "").path("/")
                            .httpOnly(true).secure(request.isSecure()).sameSite("Lax")
                            .maxAge(fixed ? Duration.ofDays(400) : Duration.ZERO)
                            .build().toString());
        }
        return true;
    }
}
