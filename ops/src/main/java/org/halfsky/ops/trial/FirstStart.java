package org.halfsky.ops.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.ops.HalfskyProperties.Mode;
import org.halfsky.ops.Home;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.accounts.Prepared;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * What a new house needs before anyone can sign in: in a trial one account per role in Yiyang and, in the background, something
 * to look at; in production one administrator, who makes the others.
 */
@ForCommands
@Component
@ConditionalOnProperty(name = "halfsky.first-start", havingValue = "true", matchIfMissing = true)
class FirstStart implements ApplicationRunner {

    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final StaffId RIGHTS_HEAD = new StaffId("rights-head");

    private static final UnitCode PROVINCE = new UnitCode("430000000000");
    private static final String FILE = "trial-accounts.csv";
    private static final List<Person> TRIAL = List.of(new Person("operator", "周琳", Role.OPERATOR),
            new Person("mediator", "陈静", Role.MEDIATOR), new Person("station-officer", "刘芳", Role.STATION_OFFICER),
            new Person(RIGHTS_HEAD.value(), "何敏", Role.RIGHTS_HEAD), new Person("leader", "郑岚", Role.LEADER),
            new Person("auditor", "孙洁", Role.AUDITOR), new Person("administrator", "吴越", Role.ADMINISTRATOR));

    private final Accounts accounts;
    private final HalfskyProperties properties;
    private final Home home;
    private final TrialData data;

    FirstStart(Accounts accounts, HalfskyProperties properties, Home home, TrialData data) {
        this.accounts = accounts;
        this.properties = properties;
        this.home = home;
        this.data = data;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Mode made = accounts.madeAs(properties.mode());
        if (made != properties.mode()) {
            throw new OtherMode(made, properties.mode());
        }
        boolean first = accounts.none();
        switch (properties.mode()) {
            case TRIAL -> {
                if (first) {
                    trialAccounts();
                }
                data.load();
            }
            case PRODUCTION -> {
                if (first) {
                    administrator();
                }
            }
        }
    }

    /**
     * The passwords are written down before the accounts exist: whoever is interrupted in between starts anew. Hashing a password
     * is slow on purpose, and all cores share it.
     */
    private void trialAccounts() {
        List<Prepared> made = TRIAL.parallelStream().map(person -> accounts.prepare(new StaffId(person.username()),
                person.name(), person.role(), YIYANG, false)).toList();
        if (accounts.provideFirst(made, () -> writeDown(made))) {
            tell(made);
        }
    }

    private void writeDown(List<Prepared> made) {
        StringBuilder csv = new StringBuilder("role,username,password,unit\n");
        made.forEach(one -> csv.append(String.join(",", one.role().name(), one.staff().value(), one.password(),
                one.unit().value())).append('\n'));
        try {
            Home.writeSecret(home.resolve(FILE), csv.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void tell(List<Prepared> made) {
        PrintStream console = console();
        console.println();
        console.println("试用账户（只显示这一次，另存于 " + home.resolve(FILE) + "）");
        console.println("Trial accounts (shown once; kept in that file)");
        made.forEach(one -> console.printf("  %-16s %s%n", one.staff().value(), one.password()));
        console.println();
        console.flush();
    }

    /** Told first and made then: an interrupted start tells another. */
    private void administrator() {
        Prepared administrator = accounts.prepare(new StaffId("administrator"), "管理员", Role.ADMINISTRATOR, PROVINCE,
                true);
        accounts.provideFirst(List.of(administrator), () -> {
            PrintStream console = console();
            console.println();
            console.println("管理员的一次性密码（只显示这一次，首次登录须更换） · One-time password of the administrator (shown once):");
            console.printf("  %-16s %s%n%n", administrator.staff().value(), administrator.password());
            console.flush();
        });
    }

    private static PrintStream console() {
        return new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    private record Person(String username, String name, Role role) {}
}
