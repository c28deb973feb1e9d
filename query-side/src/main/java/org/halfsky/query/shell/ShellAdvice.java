package org.halfsky.query.shell;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.events.ids.Actor;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.StaffNames;
import org.halfsky.query.access.UnitNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** Gives every page its frame. */
@ControllerAdvice
class ShellAdvice {

    static final String THEME = "theme";
    static final Set<String> THEMES = Set.of("light", "dark");

    private final ObjectProvider<StaffNames> staff;
    private final ObjectProvider<UnitNames> units;
    private final Operators operators;
    private final Clock clock;

    ShellAdvice(ObjectProvider<StaffNames> staff, ObjectProvider<UnitNames> units, Operators operators, Clock clock) {
        this.staff = staff;
        this.units = units;
        this.operators = operators;
        this.clock = clock;
    }

    /** The zone that the pages tell times in. */
    @ModelAttribute("zone")
    ZoneId zone() {
        return clock.getZone();
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request, Actor actor, Locale locale) {
        return new Shell(request, actor, Lang.of(locale), theme(request), staff, units, operators);
    }

    private static String theme(HttpServletRequest request) {
        String asked = request.getParameter(THEME);
        if (asked == null) {
            Cookie kept = WebUtils.getCookie(request, THEME);
            asked = kept == null ? null : kept.getValue();
        }
        return asked != null && THEMES.contains(asked) ? asked : null;
    }
}
