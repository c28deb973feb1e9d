package org.halfsky.ops.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

/**
 * Looks for planted texts wherever something may have been written down. What it finds is found in any usual encoding, and in
 * encodings inside encodings: the base64 of a gzip of a JSON with escapes.
 */
final class PlainTextSearch {

    /** A planted text that lies open. */
    record Finding(String text, String where, String form) {}

    private static final int DEEPEST = 4;
    private static final long SMALL = 256 * 1024;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-][A-Za-z0-9+/_\\s-]{10,}+");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{12,}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");
    private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Pattern ENTITY = Pattern.compile("&#(x?)([0-9a-fA-F]{1,6});");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\s\\p{Pd}().]{1,2}(?=\\d)");

    private final Automaton automaton = new Automaton();
    private final List<String> texts = new ArrayList<>();
    private final List<String> forms = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<String, Long> rows = new TreeMap<>();
    private long bytes;
    private long largeObjects;

    PlainTextSearch(Collection<String> planted) {
        for (String text : planted) {
            Forms.of(text).forEach((form, pattern) -> {
                automaton.add(pattern, texts.size());
                texts.add(text);
                forms.add(form);
            });
        }
        automaton.ready();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many rows of each table were read: a search that read nothing finds nothing. */
    Map<String, Long> rows() {
        return rows;
    }

    /** How much was searched. */
    long bytes() {
        return bytes;
    }

    PlainTextSearch in(String where, String content) {
        return in(where, content.getBytes(StandardCharsets.UTF_8));
    }

    PlainTextSearch in(String where, byte[] content) {
        bytes += content.length;
        look(where, "", content, 0);
        return this;
    }

    /** Every row of every table of every schema that this role may read, and what the catalogue knows of their content. */
    PlainTextSearch inDatabase(DataSource source) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(2000);
            for (String table : tables(statement, "and has_table_privilege(c.oid, 'select')")) {
                inTable(statement, table);
            }
            for (String view : List.of("pg_stats", "pg_stat_activity", "pg_description")) {
                inTable(statement, "pg_catalog." + view);
            }
            try (ResultSet objects = statement
                    .executeQuery("select count(*) from pg_catalog.pg_largeobject_metadata")) {
                objects.next();
                largeObjects += objects.getLong(1);
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** What lies outside tables and has to be looked through by other means; none is used here. */
    long largeObjects() {
        return largeObjects;
    }

    /** All tables there are, whoever may read them. */
    static List<String> tables(DataSource source) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            return tables(statement, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Statement statement, String only) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("""
                select format('%%I.%%I', n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'm', 'p') and n.nspname not in ('information_schema', 'pg_catalog') %s
                order by 1""".formatted(only))) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private void inTable(Statement statement, String table) throws SQLException {
        long count = 0;
        try (ResultSet row = statement.executeQuery("select * from " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                count++;
                for (int i = 1; i <= columns; i++) {
                    String where = table + "." + row.getMetaData().getColumnName(i);
                    if (row.getMetaData().getColumnTypeName(i).equals("bytea")) {
                        byte[] value = row.getBytes(i);
                        in(where, value == null ? new byte[0] : value);
                    } else {
                        String value = row.getString(i);
                        in(where, value == null ? "" : value);
                    }
                }
            }
        }
        rows.merge(table, count, Long::sum);
    }

    /** Every file below a folder, decoded like a row where the filter says so and it is small. */
    PlainTextSearch inFiles(Path folder, Predicate<Path> decoded) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> inFile(file, decoded.test(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Large files and a database's own are searched as they lie, in one pass. */
    void inFile(Path file, boolean decoded) {
        try (InputStream content = Files.newInputStream(file)) {
            if (decoded && Files.size(file) <= SMALL) {
                in(file.toString(), content.readAllBytes());
                return;
            }
            byte[] piece = new byte[1 << 16];
            int state = 0;
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                bytes += read;
                state = automaton.search(state, piece, read, id -> report(id, file.toString(), ""));
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            // A temporary file that its owner removed meanwhile, or one that is not ours.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(String where, String how, byte[] content, int depth) {
        if (content.length == 0) {
            return;
        }
        automaton.search(0, content, content.length, id -> report(id, where, how));
        if (depth == DEEPEST) {
            return;
        }
        decoded(content).forEach((decoding, decoded) -> {
            for (byte[] one : decoded) {
                look(where, how + decoding + " > ", one, depth + 1);
            }
        });
    }

    private void report(int id, String where, String how) {
        findings.add(new Finding(texts.get(id), where, how + forms.get(id)));
    }

    private static Map<String, List<byte[]>> decoded(byte[] content) {
        Map<String, List<byte[]>> all = new LinkedHashMap<>();
        unpacked(content, all);
        String text = new String(content, StandardCharsets.UTF_8);
        unescaped(all, "unescaped", ESCAPE, text, match -> Character.toString(Integer.parseInt(match.group(1), 16)));
        unescaped(all, "entities", ENTITY, text, match -> {
            int point = Integer.parseInt(match.group(2), match.group(1).isEmpty() ? 10 : 16);
            return Character.isValidCodePoint(point) ? Character.toString(point) : "";
        });
        String latin = new String(content, StandardCharsets.ISO_8859_1);
        if (PERCENT.matcher(latin).find()) {
            String plain = PERCENT.matcher(latin).replaceAll(match -> Matcher
                    .quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
            all.put("percent", List.of(plain.replace('+', ' ').getBytes(StandardCharsets.ISO_8859_1)));
        }
        String joined = BETWEEN_DIGITS.matcher(text).replaceAll("");
        if (!joined.equals(text)) {
            all.put("digits joined", List.of(joined.getBytes(StandardCharsets.UTF_8)));
        }
        List<byte[]> fromBase64 = new ArrayList<>();
        Matcher run = BASE64.matcher(latin);
        while (run.find()) {
            String whole = run.group().replaceAll("\\s", "").replace('-', '+').replace('_', '/');
            for (int offset = 0; offset < Math.min(4, whole.length()); offset++) {
                int length = (whole.length() - offset) / 4 * 4;
                int rest = (whole.length() - offset) % 4;
                length += rest == 1 ? 0 : rest;
                fromBase64.add(Base64.getDecoder().decode(whole.substring(offset, offset + Math.max(0, length))));
            }
        }
        all.put("base64", fromBase64);
        List<byte[]> fromHex = new ArrayList<>();
        Matcher hex = HEX.matcher(latin);
        while (hex.find()) {
            for (int offset = 0; offset < 2; offset++) {
                int length = (hex.group().length() - offset) / 2 * 2;
                fromHex.add(HexFormat.of().parseHex(hex.group().substring(offset, offset + length)));
            }
        }
        all.put("hex", fromHex);
        return all;
    }

    private static void unescaped(Map<String, List<byte[]>> all, String name, Pattern pattern, String text,
            Function<MatchResult, String> plain) {
        if (pattern.matcher(text).find()) {
            String replaced = pattern.matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(plain.apply(match)));
            all.put(name, List.of(replaced.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void unpacked(byte[] content, Map<String, List<byte[]>> all) {
        if (content.length < 8) {
            return;
        }
        int magic = (content[0] & 0xff) << 8 | content[1] & 0xff;
        if (magic == 0x1f8b) {
            read("gzip", all, () -> new GZIPInputStream(new ByteArrayInputStream(content)));
        } else if (magic == 0x504b) {
            unzipped(content, all);
        } else if ((content[0] & 0x0f) == 8 && magic % 31 == 0) {
            read("zlib", all, () -> new InflaterInputStream(new ByteArrayInputStream(content)));
        }
    }

    private static void unzipped(byte[] content, Map<String, List<byte[]>> all) {
        List<byte[]> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            while (zip.getNextEntry() != null) {
                entries.add(zip.readAllBytes());
            }
        } catch (IOException e) {
            // Cut short: what could be read is searched.
            all.put("zip, broken", entries);
            return;
        }
        all.put("zip", entries);
    }

    private interface Opened {
        InputStream stream() throws IOException;
    }

    private static void read(String name, Map<String, List<byte[]>> all, Opened opened) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream stream = opened.stream()) {
            byte[] piece = new byte[8192];
            for (int n = stream.read(piece); n >= 0 && out.size() < 1 << 24; n = stream.read(piece)) {
                out.write(piece, 0, n);
            }
        } catch (IOException e) {
            // Only looked like it; what came out of it until then is searched all the same.
            name = name + ", broken";
        }
        all.put(name, List.of(out.toByteArray()));
    }
}
