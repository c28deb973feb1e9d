package org.halfsky.ops.i18n;

import java.time.Duration;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.halfsky.query.shell.Lang;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language once chosen, else the browser's if it is English, else Chinese. Nothing but a language ever stands in the cookie. */
final class KeptLanguage implements LocaleResolver {

    private final String cookie;
    private final Duration keptFor;

    KeptLanguage(String cookie, Duration keptFor) {
        this.cookie = cookie;
        this.keptFor = keptFor;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(KeptLanguage.class.getName()) instanceof Lang chosen) {
            return chosen.locale();
        }
        Cookie kept = WebUtils.getCookie(request, cookie);
        for (Lang lang : Lang.values()) {
            if (kept != null && lang.key().equals(kept.getValue())) {
                return lang.locale();
            }
        }
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? Lang.ZH.locale()
                : Lang.of(request.getLocale()).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Lang lang = Lang.of(locale == null ? Lang.ZH.locale() : locale);
        request.setAttribute(KeptLanguage.class.getName(), lang);
        if (response != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(cookie, lang.key()).path("/").httpOnly(true)
                    .secure(request.isSecure()).sameSite("Lax").maxAge(keptFor).build().toString());
        }
    }
}
