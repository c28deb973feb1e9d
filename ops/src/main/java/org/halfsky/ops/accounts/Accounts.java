package org.halfsky.ops.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.halfsky.command.act.Registers;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Rule;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.HalfskyProperties;
import org.halfsky.ops.HalfskyProperties.Mode;
import org.halfsky.query.access.Operators;
import org.halfsky.query.access.StaffNames;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may sign in: the accounts, each change with its audit row in the same transaction. */
@Component
public class Accounts implements StaffNames, Operators {

    /** How long another process may go on with an account that was changed here; in this process it ends at once. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final String COLUMNS = "staff_id, name, role, unit, must_change, closed_at, signed_in_at, version";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ObjectProvider<Registers> registers;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final Map<StaffId, Seen> seen = new ConcurrentHashMap<>();

    Accounts(@Qualifier("command") JdbcClient jdbc, @Qualifier("command") PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<Registers> registers, HalfskyProperties properties) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.registers = registers;
        this.passwords = new Passwords(properties.passwordCost());
        this.failures = new SignInFailures(jdbc, clock);
    }

    /** Whether nobody has an account yet: a first start. */
    public boolean none() {
        return jdbc.sql("select count(*) from account.account").query(Long.class).single() == 0;
    }

    /** What the house was made as, said by its first start; this one where none said it yet. */
    public Mode madeAs(Mode now) {
        jdbc.sql("insert into account.house_mode (mode) values (?) on conflict do nothing").param(now.name()).update();
        return Mode.valueOf(jdbc.sql("select mode from account.house_mode").query(String.class).single());
    }

    /**
     * Makes an account at the start of an installation, before anyone can sign in.
     *
     * @param mustChange whether the password is to be replaced at the first sign-in
     * @return the password, told nowhere else; empty when the account exists
     */
    public Optional<String> provide(StaffId staff, String name, Role role, UnitCode unit, boolean mustChange) {
        Prepared prepared = prepare(staff, name, role, unit, mustChange);
        return insert(StaffId.SYSTEM, prepared) ? Optional.of(prepared.password()) : Optional.empty();
    }

    /** An account with its password, before it is made: whoever is told the password can be told first. */
    public Prepared prepare(StaffId staff, String name, Role role, UnitCode unit, boolean mustChange) {
        String password = passwords.make();
        return new Prepared(staff, name, role, unit, password, passwords.hash(password), mustChange);
    }

    /**
     * Makes the first accounts of an installation: all of them, after their passwords were told, or none. Of two processes that
     * start at the same moment one makes them.
     *
     * @return false when there are accounts already; nothing was told then
     */
    public boolean provideFirst(List<Prepared> prepared, Runnable told) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            jdbc.sql("lock table account.account in share row exclusive mode").update();
            if (!none()) {
                return false;
            }
            told.run();
            prepared.forEach(one -> insert(StaffId.SYSTEM, one));
            return true;
        }));
    }

    /** One account of the administrator's units. */
    Optional<Account> find(Actor by, String staff) {
        return staffId(staff).flatMap(this::account).filter(account -> by.covers(account.unit()));
    }

    /** @throws org.halfsky.command.rules.RuleBroken when there is none in the administrator's units */
    Account in(Actor by, StaffId staff) {
        Optional<Account> account = find(by, staff.value());
        Rule.require(HouseRule.KNOWN, account.isPresent());
        return account.get();
    }

    /** All accounts of the administrator's units: open ones first, by unit. */
    List<Account> allOf(Actor by) {
        return jdbc.sql("select " + COLUMNS + """
                 from account.account where unit like ? || '%'
                order by closed_at is not null, unit, role, staff_id""").param(by.unit().prefix())
                .query(Accounts::account).list();
    }

    List<AccountChange> changesOf(StaffId staff) {
        return jdbc.sql("""
                select at, by_staff, kind, name, role, unit, reason from account.account_change where staff_id = ?
                order by id desc limit 200""").param(staff.value())
                .query((row, n) -> new AccountChange(row.getTimestamp("at").toInstant(),
                        new StaffId(row.getString("by_staff")),
                        AccountChange.Kind.valueOf(row.getString("kind")), row.getString("name"),
                        row.getString("role") == null ? null : Role.valueOf(row.getString("role")),
                        row.getString("unit") == null ? null : new UnitCode(row.getString("unit")),
                        row.getString("reason") == null ? null : ClosingReason.valueOf(row.getString("reason"))))
                .list();
    }

    /** A repeated request has no second effect and tells no second password. */
    Added add(Actor by, StaffId staff, String name, Role role, UnitCode unit) {
        Rule.require(AccountRule.ROLE_OF_A_PERSON, role != Role.SYSTEM, "role");
        Rule.require(HouseRule.ONCE, !staff.equals(StaffId.SYSTEM), "staffId");
        inScope(by, unit);
        Prepared prepared = prepare(staff, name, role, unit, true);
        if (insert(by.staff(), prepared)) {
            return new Added(0, prepared.password());
        }
        Optional<Account> same = find(by, staff.value()).filter(account -> account.open() && account.version() == 0
                && account.name().equals(name) && account.role() == role && account.unit().equals(unit));
        Rule.require(HouseRule.ONCE, same.isPresent(), "staffId"); // an id that another unit uses is told as taken, not as unknown
        return new Added(0, null);
    }

    long change(Actor by, StaffId staff, long version, String name, Role role, UnitCode unit) {
        Rule.require(AccountRule.ROLE_OF_A_PERSON, role != Role.SYSTEM, "role");
        inScope(by, unit);
        return changed(by, staff, version, account -> account.role() == role && account.unit().equals(unit)
                && (name == null || account.name().equals(name))
                && wasChangedBy(by, staff, AccountChange.Kind.CHANGED, null),
                account -> {
                    jdbc.sql(
                            "update account.account set name = ?, role = ?, unit = ?, version = version + 1 where staff_id = ?")
                            .params(name == null ? account.name() : name, role.name(), unit.value(), staff.value())
                            .update();
                    audit(by.staff(), staff, AccountChange.Kind.CHANGED, name == null ? account.name() : name, role,
                            unit,
                            null);
                });
    }

    long close(Actor by, StaffId staff, long version, ClosingReason reason) {
        return changed(by, staff, version,
                account -> !account.open() && wasChangedBy(by, staff, AccountChange.Kind.CLOSED, reason),
                account -> {
                    jdbc.sql("update account.account set closed_at = ?, version = version + 1 where staff_id = ?")
                            .params(Timestamp.from(clock.instant()), staff.value()).update();
                    audit(by.staff(), staff, AccountChange.Kind.CLOSED, null, null, null, reason);
                });
    }

    /** The new password is told once, and must be replaced at the next sign-in. */
    Added resetPassword(Actor by, StaffId staff, long version) {
        String password = passwords.make();
        String hash = passwords.hash(password);
        long next = changed(by, staff, version, _ -> false, account -> {
            jdbc.sql(
                    "update account.account set password = ?, must_change = true, version = version + 1 where staff_id = ?")
                    .params(hash, staff.value()).update();
            audit(by.staff(), staff, AccountChange.Kind.PASSWORD_RESET, null, null, null, null);
        });
        failures.forget(staff.value());
        return new Added(next, password);
    }

    /** One's own password. */
    public Account changePassword(StaffId staff, String old, String fresh, String again) {
        Rule.require(AccountRule.OLD_PASSWORD_KNOWN, check(staff.value(), old) instanceof Verdict.Right, "old");
        Rule.require(AccountRule.PASSWORD_STRONG, Passwords.strong(fresh, staff), "fresh");
        Rule.require(AccountRule.PASSWORD_NEW, !fresh.equals(old), "fresh");
        Rule.require(AccountRule.PASSWORD_REPEATED, fresh.equals(again), "again");
        String hash = passwords.hash(fresh);
        transactions.executeWithoutResult(work -> {
            jdbc.sql(
                    "update account.account set password = ?, must_change = false, version = version + 1 where staff_id = ?")
                    .params(hash, staff.value()).update();
            audit(staff, staff, AccountChange.Kind.PASSWORD_CHANGED, null, null, null, null);
        });
        seen.remove(staff);
        return account(staff).orElseThrow();
    }

    /** Judges a name and a password, in the same time whether or not there is such an account. */
    public Verdict check(String name, String password) {
        if (failures.locked(name)) {
            return new Verdict.Locked();
        }
        Optional<StaffId> staff = staffId(name);
        Optional<String> kept = staff.flatMap(id -> jdbc
                .sql("select password from account.account where staff_id = ? and closed_at is null").param(id.value())
                .query(String.class).optional());
        if (passwords.matches(password, kept.orElse(null))) {
            // many tries at the same moment: those that were wrong may have locked the name meanwhile
            if (failures.locked(name)) {
                return new Verdict.Locked();
            }
            failures.forget(name);
            return account(staff.orElseThrow()).<Verdict>map(Verdict.Right::new).orElseGet(() -> new Verdict.Wrong(0));
        }
        int left = failures.failed(name);
        if (left == 0 && kept.isPresent()) {
            audit(StaffId.SYSTEM, staff.orElseThrow(), AccountChange.Kind.LOCKED, null, null, null, null);
        }
        return left == 0 ? new Verdict.Locked() : new Verdict.Wrong(left);
    }

    /** Notes that someone signed in at the form. */
    public void signedIn(StaffId staff) {
        transactions.executeWithoutResult(work -> {
            jdbc.sql("update account.account set signed_in_at = ? where staff_id = ?")
                    .params(Timestamp.from(clock.instant()), staff.value()).update();
            audit(staff, staff, AccountChange.Kind.SIGNED_IN, null, null, null, null);
        });
    }

    /** Whether the account stands as it stood when this version of it signed in. */
    public boolean stands(StaffId staff, long version) {
        Instant now = clock.instant();
        Seen known = seen.get(staff);
        if (known == null || !now.isBefore(known.at().plus(FRESH)) || now.isBefore(known.at())) {
            known = new Seen(now, account(staff).filter(Account::open).map(Account::version).orElse(-1L));
            seen.put(staff, known);
        }
        return known.version() == version;
    }

    @Override
    public Map<StaffId, String> of(Collection<StaffId> staff) {
        if (staff.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("select staff_id, name from account.account where staff_id in (:staff)")
                .param("staff", staff.stream().map(StaffId::value).distinct().toList())
                .query((row, n) -> Map.entry(new StaffId(row.getString(1)), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean operates(Actor actor) {
        if (actor.role() != Role.ADMINISTRATOR) {
            return false;
        }
        List<String> above = actor.unit().upwards().stream().skip(1).map(UnitCode::value).toList();
        return above.isEmpty() || jdbc.sql("""
                select not exists (select from account.account
                                   where unit in (:above) and role = 'ADMINISTRATOR' and closed_at is null)""")
                .param("above", above).query(Boolean.class).single();
    }

    private Optional<Account> account(StaffId staff) {
        return jdbc.sql("select " + COLUMNS + " from account.account where staff_id = ?").param(staff.value())
                .query(Accounts::account).optional();
    }

    private boolean insert(StaffId by, Prepared prepared) {
        boolean added = Boolean.TRUE.equals(transactions.execute(work -> {
            int rows = jdbc.sql("""
                    insert into account.account (staff_id, name, role, unit, password, must_change)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(prepared.staff().value(), prepared.name(), prepared.role().name(), prepared.unit().value(),
                            prepared.hash(), prepared.mustChange())
                    .update();
            if (rows == 1) {
                audit(by, prepared.staff(), AccountChange.Kind.ADDED, prepared.name(), prepared.role(),
                        prepared.unit(), null);
            }
            return rows == 1;
        }));
        seen.remove(prepared.staff());
        return added;
    }

    /** @param done whether the account stands as it would after this change of hers: its answer was lost, and it is not done again */
    private long changed(Actor by, StaffId staff, long version, Predicate<Account> done, Consumer<Account> change) {
        long next = transactions.execute(work -> {
            // of two administrators who close each other at the same moment, the second is an administrator no more
            jdbc.sql("select 1 from account.account where staff_id in (?, ?) order by staff_id for update")
                    .params(by.staff().value(), staff.value()).query(Integer.class).list();
            Rule.require(HouseRule.ROLE_ALLOWS, account(by.staff()).filter(Account::open).map(Account::actor)
                    .filter(by::equals).isPresent());
            Account account = in(by, staff);
            Rule.require(AccountRule.NOT_ONESELF, !staff.equals(by.staff()));
            if (account.version() == version + 1 && done.test(account)) {
                return account.version();
            }
            Rule.require(AccountRule.STILL_OPEN, account.open());
            Rule.require(HouseRule.UNCHANGED, account.version() == version);
            change.accept(account);
            return account.version() + 1;
        });
        seen.remove(staff);
        return next;
    }

    /** Whether the last thing that was done to the account was this, by her. */
    private boolean wasChangedBy(Actor by, StaffId staff, AccountChange.Kind kind, ClosingReason reason) {
        return jdbc.sql("""
                select exists (select from account.account_change
                               where id = (select max(id) from account.account_change
                                           where staff_id = ? and kind not in ('SIGNED_IN', 'LOCKED'))
                                 and by_staff = ? and kind = ? and reason is not distinct from ?)""")
                .params(staff.value(), by.staff().value(), kind.name(), reason == null ? null : reason.name())
                .query(Boolean.class).single();
    }

    private void inScope(Actor by, UnitCode unit) {
        Rule.require(HouseRule.UNIT_IN_SCOPE, by.covers(unit), "unit");
        Rule.require(HouseRule.UNIT_IN_NETWORK, unit.equals(by.unit()) || registers.getObject().unitExists(unit),
                "unit");
    }

    private void audit(StaffId by, StaffId staff, AccountChange.Kind kind, String name, Role role, UnitCode unit,
            ClosingReason reason) {
        jdbc.sql("""
                insert into account.account_change (staff_id, at, by_staff, kind, name, role, unit, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?)""").params(staff.value(), Timestamp.from(clock.instant()), by.value(),
                kind.name(), name, role == null ? null : role.name(), unit == null ? null : unit.value(),
                reason == null ? null : reason.name())
                .update();
    }

    private static Optional<StaffId> staffId(String name) {
        try {
            return Optional.of(new StaffId(name));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        return new Account(new StaffId(row.getString("staff_id")), row.getString("name"),
                Role.valueOf(row.getString("role")),
                new UnitCode(row.getString("unit")), row.getBoolean("must_change"), instant(row, "closed_at"),
                instant(row, "signed_in_at"), row.getLong("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** What a password turned out to be. */
    public sealed interface Verdict {

        record Right(Account account) implements Verdict {}

        /** @param left how many tries are left */
        record Wrong(int left) implements Verdict {}

        record Locked() implements Verdict {}
    }

    /** @param oneTimePassword told once; null where nothing new was made */
    record Added(long version, String oneTimePassword) {}

    /** @param version of the open account, or -1 */
    private record Seen(Instant at, long version) {}
}
