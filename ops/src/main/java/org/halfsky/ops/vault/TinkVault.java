package org.halfsky.ops.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Indexed;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import com.google.crypto.tink.Aead;

/**
 * The vault on Google Tink and PostgreSQL: AES-256-GCM under a key per person, each wrapped by the master key. A text is bound
 * to its person and data class, so that no ciphertext can be passed off as somebody else's or as something less secret.
 */
public final class TinkVault implements Vault {

    /**
     * A key need not be on the disk before the event that needs it is: both go through one write-ahead log in order, and the
     * event's own commit forces everything before it. This saves a disk wait per contact, and holds only as long as vault and
     * events are in one server.
     */
    private static final String COMMITS_WITH_THE_EVENT = "set_config('synchronous_commit', 'off', true) is not null";

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();
    private static final int KEYS_IN_MEMORY = 4096;
    private static final int ROWS_AT_ONCE = 1000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final MasterKey master;
    private final Clock clock;
    private final String keyCommit;
    private final Map<PersonId, Aead> keys = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PersonId, Aead> eldest) {
            return size() > KEYS_IN_MEMORY;
        }
    };

    private TinkVault(JdbcTemplate jdbc, TransactionTemplate transactions, MasterKey master, Clock clock,
            boolean besideEvents) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.master = master;
        this.clock = clock;
        this.keyCommit = besideEvents ? COMMITS_WITH_THE_EVENT : "true";
    }

    /**
     * Opens the vault with the master key of this file; makes the file at the very first start.
     *
     * @param jdbc         of the vault's own role
     * @param transactions over the same connections
     * @param besideEvents whether the vault's tables and the events share one database server
     * @throws VaultRefused if the master key is missing, wrong, or readable by others
     */
    public static TinkVault unlocked(JdbcTemplate jdbc, TransactionTemplate transactions, MasterKeyFile file,
            Clock clock, boolean besideEvents) {
        MasterKey master = transactions.execute(status -> {
            // Two processes that start at the same moment must not prove two keys.
            jdbc.execute("lock table vault.master_key in exclusive mode");
            List<byte[]> proofs = jdbc.queryForList("select proof from vault.master_key", byte[].class);
            if (proofs.isEmpty()) {
                return first(jdbc, file, clock);
            }
            if (!file.exists()) {
                throw new VaultRefused(
                        "主密钥文件不存在：" + file.path() + "，而库中已有用它封存的内容。不会另造密钥：那样旧内容永远打不开。请放回备份的主密钥。",
                        "The master key file is missing: " + file.path()
                                + ", but texts sealed with it exist. No other key is made, for nothing old would ever open again. Put the copy back that was kept with the backup.");
            }
            MasterKey read = file.read();
            if (!read.proves(proofs.getFirst())) {
                throw new VaultRefused("主密钥不是这个库的：" + file.path() + "。请放回与此库一起备份的主密钥。",
                        "This master key belongs to another database: " + file.path()
                                + ". Put the copy back that was kept with this one's backup.");
            }
            return read;
        });
        return new TinkVault(jdbc, transactions, Objects.requireNonNull(master), clock, besideEvents);
    }

    private static MasterKey first(JdbcTemplate jdbc, MasterKeyFile file, Clock clock) {
        if (Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from vault.person_key)", Boolean.class))) {
            throw new VaultRefused("库中有封存的内容，却没有主密钥的凭证：库不完整，请从备份恢复。",
                    "Sealed texts exist, but the proof of their master key does not: the database is incomplete. Restore it from a backup.");
        }
        MasterKey made = file.exists() ? file.read() : file.create();
        jdbc.update("insert into vault.master_key (proof, since) values (?, ?)", made.proof(), now(clock));
        return made;
    }

    @Override
    public Sealed seal(PersonId person, DataClass dataClass, String text) {
        try {
            byte[] ciphertext = keyOf(person).encrypt(text.getBytes(StandardCharsets.UTF_8),
                    boundTo(person, dataClass));
            return new Sealed(person, dataClass, ENCODER.encodeToString(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed for " + person, e);
        }
    }

    @Override
    public void prepare(Collection<PersonId> persons) {
        List<PersonId> all = List.copyOf(new LinkedHashSet<>(persons));
        for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
            makeKeys(all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE)));
        }
    }

    @Override
    public Map<Sealed, String> open(Collection<Sealed> sealed, Opening why) {
        Set<Sealed> asked = new LinkedHashSet<>(sealed);
        asked.remove(null);
        if (asked.isEmpty()) {
            return Map.of();
        }
        if (why.who().equals(StaffId.SYSTEM)) {
            throw new IllegalArgumentException("Sealed text is opened by a person, never by a process");
        }
        Set<PersonId> persons = new LinkedHashSet<>();
        Set<DataClass> classes = new LinkedHashSet<>();
        for (Sealed one : asked) {
            persons.add(one.person());
            classes.add(one.dataClass());
        }
        // Always asked, though the key may be in memory: another node may have destroyed it.
        Map<PersonId, byte[]> wrapped = Objects.requireNonNull(transactions.execute(status -> {
            log(why, persons, classes);
            return wrapped(persons);
        }));
        Map<Sealed, String> texts = new LinkedHashMap<>();
        for (Sealed one : asked) {
            byte[] key = wrapped.get(one.person());
            if (key != null) {
                texts.put(one, text(one, key));
            }
        }
        return texts;
    }

    @Override
    public void index(PersonId person, Identifier kind, String value) {
        indexAll(List.of(new Indexed(person, kind, value)));
    }

    @Override
    public void indexAll(Collection<Indexed> entries) {
        record Row(PersonId person, Identifier kind, byte[] token) {}
        List<Row> rows = new ArrayList<>();
        for (Indexed entry : entries) {
            String value = Normal.of(entry.kind(), entry.value());
            if (!value.isBlank()) {
                rows.add(new Row(entry.person(), entry.kind(), master.token(entry.kind(), value)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        prepare(rows.stream().map(Row::person).toList());
        transactions.executeWithoutResult(status -> {
            for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
                List<Row> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
                String[] kinds = some.stream().map(row -> row.kind().name()).toArray(String[]::new);
                byte[][] tokens = some.stream().map(Row::token).toArray(byte[][]::new);
                UUID[] persons = some.stream().map(row -> uuid(row.person())).toArray(UUID[]::new);
                // "for share" waits for a destruction under way, so that nobody is findable after it.
                jdbc.update(connection -> {
                    PreparedStatement insert = connection.prepareStatement("""
                            insert into vault.blind_index (kind, token, person)
                            select r.kind, r.token, k.person
                            from unnest(?, ?, ?) r (kind, token, person)
                            join vault.person_key k on k.person = r.person and k.wrapped is not null
                            where not exists (select from vault.blind_index b where b.person = r.person and b.kind = r.kind)
                              and %s
                            for share of k
                            on conflict do nothing""".formatted(keyCommit));
                    insert.setArray(1, connection.createArrayOf("text", kinds));
                    insert.setArray(2, connection.createArrayOf("bytea", tokens));
                    insert.setArray(3, connection.createArrayOf("uuid", persons));
                    return insert;
                });
            }
        });
    }

    @Override
    public void reindex(PersonId person, Identifier kind, String value) {
        transactions.executeWithoutResult(_ -> {
            jdbc.update("delete from vault.blind_index where person = ? and kind = ?", uuid(person), kind.name());
            index(person, kind, value);
        });
    }

    @Override
    public Set<PersonId> find(Identifier kind, String value) {
        String normal = Normal.of(kind, value);
        if (normal.isBlank()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.query("select person from vault.blind_index where kind = ? and token = ?",
                (row, n) -> new PersonId(row.getString(1)), kind.name(), master.token(kind, normal)));
    }

    @Override
    public Set<PersonId> sharing(Collection<PersonId> persons, Identifier kind) {
        UUID[] ids = persons.stream().map(TinkVault::uuid).toArray(UUID[]::new);
        return new HashSet<>(jdbc.query("""
                select distinct other.person
                from vault.blind_index mine
                join vault.blind_index other on other.kind = mine.kind and other.token = mine.token
                where mine.person = any (?) and mine.kind = ? and other.person <> all (?)""",
                (row, n) -> new PersonId(row.getString(1)), ids, kind.name(), ids));
    }

    @Override
    public byte[] mark(String text) {
        return master.mark(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void destroy(PersonId person) {
        transactions.executeWithoutResult(status -> {
            Timestamp now = now(clock);
            jdbc.update("""
                    insert into vault.person_key (person, wrapped, made_at, destroyed_at) values (?, null, ?, ?)
                    on conflict (person) do update set wrapped = null, destroyed_at = excluded.destroyed_at
                    where person_key.destroyed_at is null""", uuid(person), now, now);
            jdbc.update("delete from vault.blind_index where person = ?", uuid(person));
        });
        synchronized (keys) {
            keys.remove(person);
        }
    }

    private void log(Opening why, Set<PersonId> persons, Set<DataClass> classes) {
        jdbc.update(connection -> {
            PreparedStatement insert = connection.prepareStatement(
                    "insert into vault.opening (at, who, purpose, about, persons, classes) values (?, ?, ?, ?, ?, ?)");
            insert.setTimestamp(1, now(clock));
            insert.setString(2, why.who().value());
            insert.setString(3, why.purpose());
            insert.setString(4, why.about());
            insert.setArray(5, connection.createArrayOf("uuid", persons.stream().map(TinkVault::uuid).toArray()));
            insert.setArray(6, connection.createArrayOf("text", classes.stream().map(DataClass::name).toArray()));
            return insert;
        });
    }

    private String text(Sealed one, byte[] wrapped) {
        try {
            Aead key = remembered(one.person());
            if (key == null) {
                key = master.unwrap(one.person().value(), wrapped);
                remember(one.person(), key);
            }
            byte[] text = key.decrypt(DECODER.decode(one.ciphertext()), boundTo(one.person(), one.dataClass()));
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw damaged("封存的内容或密钥被改动过：" + one.person(), "A sealed text or its key was altered: " + one.person(), e);
        }
    }

    private Aead keyOf(PersonId person) {
        Aead known = remembered(person);
        if (known != null) {
            return known;
        }
        makeKeys(List.of(person));
        Aead made = remembered(person);
        if (made != null) {
            return made;
        }
        byte[] wrapped = wrapped(Set.of(person)).get(person);
        if (wrapped == null) {
            throw new IllegalStateException("The key of " + person + " was destroyed: nothing more is sealed for her");
        }
        try {
            Aead key = master.unwrap(person.value(), wrapped);
            remember(person, key);
            return key;
        } catch (GeneralSecurityException e) {
            throw damaged("密钥被改动过：" + person, "A key was altered: " + person, e);
        }
    }

    /** Makes a key for each who has none yet; only keys that were really stored are remembered. */
    private void makeKeys(List<PersonId> persons) {
        Map<PersonId, MasterKey.PersonKey> made = new HashMap<>();
        for (PersonId person : persons) {
            if (remembered(person) == null) {
                made.put(person, master.newKey(person.value()));
            }
        }
        if (made.isEmpty()) {
            return;
        }
        List<PersonId> order = List.copyOf(made.keySet());
        List<String> stored = Objects.requireNonNull(transactions.execute(status -> jdbc.query(connection -> {
            PreparedStatement insert = connection.prepareStatement("""
                    insert into vault.person_key (person, wrapped, made_at)
                    select r.person, r.wrapped, ? from unnest(?, ?) r (person, wrapped)
                    where %s
                    order by r.person
                    on conflict (person) do nothing
                    returning person""".formatted(keyCommit));
            insert.setTimestamp(1, now(clock));
            insert.setArray(2, connection.createArrayOf("uuid", order.stream().map(TinkVault::uuid).toArray()));
            insert.setArray(3, connection.createArrayOf("bytea",
                    order.stream().map(person -> made.get(person).wrapped()).toArray(byte[][]::new)));
            return insert;
        }, (row, n) -> row.getString(1))));
        for (String person : stored) {
            PersonId id = new PersonId(person);
            remember(id, made.get(id).aead());
        }
    }

    /** The wrapped keys of these persons; null for a destroyed one. */
    private Map<PersonId, byte[]> wrapped(Set<PersonId> persons) {
        Map<PersonId, byte[]> found = new HashMap<>();
        jdbc.query(connection -> {
            PreparedStatement select = connection
                    .prepareStatement("select person, wrapped from vault.person_key where person = any (?)");
            select.setArray(1, connection.createArrayOf("uuid", persons.stream().map(TinkVault::uuid).toArray()));
            return select;
        }, row -> {
            found.put(new PersonId(row.getString(1)), row.getBytes(2));
        });
        for (PersonId person : persons) {
            if (!found.containsKey(person)) {
                throw damaged("找不到密钥：" + person + "，它从未被销毁：密钥表不完整", "No key of " + person
                        + ", though it was never destroyed: the table of keys is incomplete", null);
            }
        }
        return found;
    }

    private Aead remembered(PersonId person) {
        synchronized (keys) {
            return keys.get(person);
        }
    }

    private void remember(PersonId person, Aead key) {
        synchronized (keys) {
            keys.put(person, key);
        }
    }

    private static VaultRefused damaged(String chinese, String english, Exception cause) {
        return new VaultRefused(chinese, english, cause);
    }

    private static byte[] boundTo(PersonId person, DataClass dataClass) {
        return (person.value() + '|' + dataClass.name()).getBytes(StandardCharsets.UTF_8);
    }

    private static UUID uuid(PersonId person) {
        return UUID.fromString(person.value());
    }

    private static Timestamp now(Clock clock) {
        return Timestamp.from(clock.instant());
    }
}
