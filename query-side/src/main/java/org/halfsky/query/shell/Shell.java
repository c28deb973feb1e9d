package org.halfsky.query.shell;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.StaffNames;
import org.halfsky.query.access.UnitNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the frame around a page shows. Asked only while a page is rendered: a program that wants JSON never pays for names.
 */
public final class Shell {

    /** How many areas stand in the tab bar of a narrow screen before the rest goes under 更多. */
    private static final int TABS = 4;
    /** Neither a mobile number, nor one with its area code, nor an identity number; a unit's code has twelve digits. */
    private static final String NO_NUMBER_OF_A_PERSON = "(?!(?:\\D*86)?\\D*1\\D*[3-9](?:\\D*\\d){9,9}\\D*$)"
            + "(?!\\D*0(?:\\D*\\d){9,11}\\D*$)(?!(?:.*\\d){15}).*";

    private final HttpServletRequest request;
    private final Actor actor;
    private final Lang lang;
    private final String theme;
    private final ObjectProvider<StaffNames> staff;
    private final ObjectProvider<UnitNames> units;
    private final Operators operators;
    private List<Area> areas;

    Shell(HttpServletRequest request, Actor actor, Lang lang, String theme, ObjectProvider<StaffNames> staff,
            ObjectProvider<UnitNames> units, Operators operators) {
        this.request = request;
        this.actor = actor;
        this.lang = lang;
        this.theme = theme;
        this.staff = staff;
        this.units = units;
        this.operators = operators;
    }

    public boolean isSignedIn() {
        return actor != null;
    }

    public Lang getLang() {
        return lang;
    }

    /** {@code light}, {@code dark}, or null to follow the machine. */
    public String getTheme() {
        return theme;
    }

    public Role getRole() {
        return actor == null ? null : actor.role();
    }

    /** The person's id: what a page sends is sent in nobody else's name. */
    public String getStaff() {
        return actor == null ? null : actor.staff().value();
    }

    /** The person's name, or the id where no account tells it. */
    public String getPerson() {
        if (actor == null) {
            return null;
        }
        return staff.stream().map(names -> names.of(List.of(actor.staff())).get(actor.staff()))
                .filter(name -> name != null).findFirst().orElse(actor.staff().value());
    }

    /** The unit's name, or its code before the network is loaded. */
    public String getUnit() {
        if (actor == null) {
            return null;
        }
        return units.stream().map(names -> names.of(List.of(actor.unit())).get(actor.unit()))
                .filter(name -> name != null).findFirst().orElse(actor.unit().value());
    }

    /** Case numbers and units: nothing for who sees neither. */
    public boolean isCanFind() {
        return actor != null;
    }

    /** What may be typed to be found: it stands in the URL, where nobody's number may. */
    public String getFindable() {
        return NO_NUMBER_OF_A_PERSON;
    }

    public List<Section> getRail() {
        return Stream.of(Area.Group.values())
                .map(group -> new Section(group.key(), areas().filter(area -> area.group() == group).toList()))
                .filter(section -> !section.areas().isEmpty()).toList();
    }

    public List<Area> getTabs() {
        List<Area> all = areas().toList();
        return all.size() <= TABS + 1 ? all : all.subList(0, TABS);
    }

    /** What does not fit into the tab bar. */
    public List<Area> getMore() {
        List<Area> all = areas().toList();
        return all.size() <= TABS + 1 ? List.of() : all.subList(TABS, all.size());
    }

    /** Links to this same page in the other languages. */
    public List<Language> getOtherLanguages() {
        return Stream.of(Lang.values()).filter(other -> other != lang)
                .map(other -> new Language(other.htmlLang(), other.ownName(), here("lang", other.key()))).toList();
    }

    public List<Theme> getThemes() {
        return Stream.of("auto", "light", "dark")
                .map(name -> new Theme(name, here("theme", name), name.equals(theme == null ? "auto" : theme)))
                .toList();
    }

    private Stream<Area> areas() {
        if (areas == null) {
            areas = actor == null
                    ? List.of()
                    : Area.of(actor.role()).stream()
                            .filter(area -> area != Area.OPERATIONS || operators.operates(actor)).toList();
        }
        return areas.stream();
    }

    private String here(String parameter, String value) {
        boolean failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
        boolean askable = !failed && request.getMethod().equals("GET");
        String start = isSignedIn() ? "/" : "/sign-in";
        UriComponentsBuilder here = UriComponentsBuilder.fromPath(askable ? request.getRequestURI() : start);
        if (askable) {
            here.query(request.getQueryString());
        }
        return here.replaceQueryParam(parameter, value).build().toUriString();
    }

    /** One heading of the rail with its areas. */
    public record Section(String name, List<Area> areas) {}

    /** A link that shows this page in another language. */
    public record Language(String htmlLang, String name, String href) {}

    /** A link that shows this page in another theme. */
    public record Theme(String name, String href, boolean current) {}
}
