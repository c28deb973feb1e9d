package org.halfsky.query.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.halfsky.events.ids.Role;

import static org.halfsky.events.ids.Role.ADMINISTRATOR;
import static org.halfsky.events.ids.Role.AUDITOR;
import static org.halfsky.events.ids.Role.LEADER;
import static org.halfsky.events.ids.Role.MEDIATOR;
import static org.halfsky.events.ids.Role.OPERATOR;
import static org.halfsky.events.ids.Role.RIGHTS_HEAD;
import static org.halfsky.events.ids.Role.STATION_OFFICER;

/**
 * The places of the system, in the order of the rail, and which roles may open them. The one table that both the rail and the
 * URL rules are made from, so that nobody is shown a door that is locked.
 */
public enum Area {
    DESK(Group.WORK, "/desk", "i-phone", "d", OPERATOR, STATION_OFFICER, RIGHTS_HEAD), WORKLIST(Group.WORK, "/worklist",
            "i-todo", "w", MEDIATOR, STATION_OFFICER, RIGHTS_HEAD), CASES(Group.WORK, "/cases", "i-case", "c", OPERATOR,
                    MEDIATOR, STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR), CONTACTS(Group.WORK, "/contacts", "i-log",
                            "l", OPERATOR, STATION_OFFICER, RIGHTS_HEAD, AUDITOR), RATES(Group.LOOK, "/rates",
                                    "i-chart", "r", STATION_OFFICER, RIGHTS_HEAD, LEADER,
                                    AUDITOR), NETWORK(Group.LOOK, "/network", "i-net", "n", OPERATOR, MEDIATOR,
                                            STATION_OFFICER, RIGHTS_HEAD, LEADER, AUDITOR,
                                            ADMINISTRATOR), REPLAY(Group.CHECK, "/replay", "i-replay", "p", RIGHTS_HEAD,
                                                    LEADER, AUDITOR), LEDGERS(Group.CHECK, "/ledgers", "i-import", "i",
                                                            STATION_OFFICER, RIGHTS_HEAD, AUDITOR), ACCOUNTS(Group.RUN,
                                                                    "/accounts", "i-users", "a",
                                                                    ADMINISTRATOR), OPERATIONS(Group.RUN, "/operations",
                                                                            "i-gear", "o", ADMINISTRATOR), COMPONENTS(
                                                                                    Group.RUN, "/components", "i-parts",
                                                                                    "k", ADMINISTRATOR);

    /** The headings of the rail. */
    public enum Group {
        WORK, LOOK, CHECK, RUN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Group group;
    private final String path;
    private final String icon;
    private final String letter;
    private final Set<Role> roles;

    Area(Group group, String path, String icon, String letter, Role first, Role... others) {
        this.group = group;
        this.path = path;
        this.icon = icon;
        this.letter = letter;
        this.roles = EnumSet.of(first, others);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Group group() {
        return group;
    }

    public String path() {
        return path;
    }

    public String icon() {
        return icon;
    }

    /** The keys that go there: G, then the area's letter. */
    public String goKey() {
        return "g " + letter;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** What the role may open, in the order of the rail. */
    public static List<Area> of(Role role) {
        return Stream.of(values()).filter(area -> area.roles.contains(role)).toList();
    }

    /** Where the role's day begins. */
    public static Area home(Role role) {
        return switch (role) {
            case OPERATOR -> DESK;
            case MEDIATOR, STATION_OFFICER, RIGHTS_HEAD -> WORKLIST;
            case LEADER -> RATES;
            case AUDITOR -> REPLAY;
            case ADMINISTRATOR -> ACCOUNTS;
            case SYSTEM -> throw new IllegalArgumentException("the system itself never signs in");
        };
    }
}
