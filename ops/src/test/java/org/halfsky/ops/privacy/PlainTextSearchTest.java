package org.halfsky.ops.privacy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.halfsky.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The searcher is only worth something if it finds what is there. */
class PlainTextSearchTest {

    private static final String NAME = "欧阳素琴";
    private static final String PHONE = "13975561234";
    private static final byte[] UTF8 = NAME.getBytes(StandardCharsets.UTF_8);

    static Stream<Map.Entry<String, byte[]>> hidden() throws Exception {
        String json = "{\"name\":\"" + NAME + "\",\"n\":1}";
        String escaped = NAME.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining());
        byte[] zip = zip("xl/sharedStrings.xml", "<t>" + NAME + "</t>");
        return Stream.of(
                Map.entry("as it is", ("她叫" + NAME + "。").getBytes(StandardCharsets.UTF_8)),
                Map.entry("GB18030", ("她叫" + NAME).getBytes(Charset.forName("GB18030"))),
                Map.entry("UTF-16", ("她叫" + NAME).getBytes(StandardCharsets.UTF_16LE)),
                Map.entry("JSON", json.getBytes(StandardCharsets.UTF_8)),
                Map.entry("JSON escapes", ("{\"name\":\"" + escaped + "\"}").getBytes(StandardCharsets.UTF_8)),
                Map.entry("mixed escapes", ("欧" + escaped.substring(6).toLowerCase()).getBytes(StandardCharsets.UTF_8)),
                Map.entry("JSON in JSON",
                        ("\"" + escaped.replace("\\", "\\\\") + "\"").getBytes(StandardCharsets.UTF_8)),
                Map.entry("base64", Base64.getEncoder().encode(json.getBytes(StandardCharsets.UTF_8))),
                Map.entry("base64 one further",
                        Base64.getEncoder().encode(("x" + json).getBytes(StandardCharsets.UTF_8))),
                Map.entry("base64 in base64", Base64.getUrlEncoder().encode(Base64.getMimeEncoder().encode(
                        ("a long line that has to be broken, and then the name " + json)
                                .getBytes(StandardCharsets.UTF_8)))),
                Map.entry("base64 of escapes", Base64.getEncoder().encode(escaped.getBytes(StandardCharsets.UTF_8))),
                Map.entry("hex", ("\\x" + HexFormat.of().formatHex(UTF8)).getBytes(StandardCharsets.UTF_8)),
                Map.entry("odd hex", ("f" + HexFormat.of().formatHex(UTF8)).getBytes(StandardCharsets.UTF_8)),
                Map.entry("URL",
                        ("GET /find?q=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)),
                Map.entry("HTML",
                        NAME.chars().mapToObj("&#%d;"::formatted).collect(Collectors.joining())
                                .getBytes(StandardCharsets.UTF_8)),
                Map.entry("gzip", gzip(json)),
                Map.entry("base64 of gzip of escapes", Base64.getEncoder().encode(gzip(escaped))),
                Map.entry("zlib", zlib(json)),
                Map.entry("spreadsheet", zip),
                Map.entry("spreadsheet, cut short", Arrays.copyOf(zip, zip.length - 40)),
                Map.entry("bare hash", hash("SHA-256")),
                Map.entry("bare hash in hex", HexFormat.of().formatHex(hash("MD5")).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void finds_a_name_in_any_form(Map.Entry<String, byte[]> form) {
        assertThat(search().in("here", form.getValue()).findings()).isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.text()).isEqualTo(NAME));
    }

    @Test
    void finds_a_phone_however_it_is_spaced() {
        for (String written : List.of("139-7556-1234", "139 7556 1234", "+86 13975561234", "(139)75561234",
                "MTM5NzU1NjEyMzQ=")) {
            assertThat(search().in("here", written).findings()).as(written).isNotEmpty();
        }
    }

    @Test
    void finds_nothing_where_nothing_is() {
        PlainTextSearch search = search();
        search.in("here", "欧阳某，电话 139****1234。素琴 欧阳 1397556 1235 %E6 \\u6b27 &#27431; H4sIAAAA PK 0x1f8b");
        search.in("here", Base64.getEncoder().encode("万俟长山".getBytes(StandardCharsets.UTF_8)));

        assertThat(search.findings()).isEmpty();
        assertThat(search.bytes()).isPositive();
    }

    @Test
    void says_where_and_how() {
        assertThat(search().in("command.draft.fields", Base64.getEncoder().encode(UTF8)).findings())
                .contains(new PlainTextSearch.Finding(NAME, "command.draft.fields", "base64 > UTF-8"));
    }

    @Test
    void reads_every_table_of_every_schema() {
        TestDatabase database = TestDatabase.fresh();
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.execute("create schema one");
        jdbc.execute("create table one.bytes (id int, payload bytea)");
        jdbc.update("insert into one.bytes values (1, ?)",
                (Object) ("{\"a\":\"" + NAME + "\"}").getBytes(StandardCharsets.UTF_8));
        jdbc.execute("create table public.lists (names text[])");
        jdbc.execute("insert into public.lists values (array['" + PHONE + "'])");
        jdbc.execute("create table public.\"Empty\" (doc jsonb)");

        PlainTextSearch search = search().inDatabase(database.dataSource());

        assertThat(search.findings()).extracting(PlainTextSearch.Finding::where).contains("one.bytes.payload",
                "public.lists.names");
        assertThat(search.rows()).containsEntry("one.bytes", 1L).containsEntry("public.lists", 1L)
                .containsEntry("public.\"Empty\"", 0L);
    }

    @Test
    void reads_files_small_and_large(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("small.log"), Base64.getEncoder().encode(gzip(NAME)));
        byte[] large = new byte[3 << 20];
        System.arraycopy(UTF8, 0, large, (1 << 16) * 20 - 5, UTF8.length);
        Files.write(Files.createDirectory(folder.resolve("pg_wal")).resolve("segment"), large);
        Files.write(folder.resolve("raw"), Base64.getEncoder().encode(gzip(NAME)));
        Files.writeString(folder.resolve("raw.log"), NAME);

        List<PlainTextSearch.Finding> findings = search()
                .inFiles(folder, file -> !file.getFileName().toString().startsWith("raw")).findings();

        assertThat(findings).extracting(PlainTextSearch.Finding::where).contains(
                folder.resolve("small.log").toString(), folder.resolve("pg_wal/segment").toString(),
                folder.resolve("raw.log").toString())
                .noneMatch(where -> where.endsWith("/raw"));
    }

    private static PlainTextSearch search() {
        return new PlainTextSearch(List.of(NAME, PHONE));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] zlib(String text) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] out = new byte[1024];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] zip(String entry, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] hash(String algorithm) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm).digest(UTF8);
    }
}
