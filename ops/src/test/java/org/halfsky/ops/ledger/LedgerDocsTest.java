package org.halfsky.ops.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.halfsky.ops.network.Division;
import org.halfsky.ops.network.Divisions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Template, example and guide say what the reader does; every reason has its words in both languages. */
class LedgerDocsTest {

    private static final Path DOCS = Path.of("docs");

    @Test
    void the_template_has_the_columns() throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        LedgerWriter.csv(csv, LedgerWriter.headings(Locale.CHINESE), Stream.empty());

        assertThat(Files.readAllBytes(DOCS.resolve("ledger-template.csv"))).isEqualTo(csv.toByteArray());
        assertThat(sheets(Files.readAllBytes(DOCS.resolve("ledger-template.xlsx"))))
                .isEqualTo(sheets(LedgerWriter.template(Locale.CHINESE)));
    }

    @Test
    void the_example_can_be_imported() throws IOException {
        RowReader reader = LedgerStory.reader();
        List<Flaw> flaws = new ArrayList<>();
        List<LedgerRow> rows = new ArrayList<>();

        LedgerStory.read(Files.readAllBytes(DOCS.resolve("ledger-example.csv")), line -> {
            flaws.addAll(reader.read(line).flaws());
            rows.add(reader.read(line).row());
        });

        assertThat(flaws).isEmpty();
        assertThat(rows).hasSize(3);
        assertThat(Divisions.ofHunan().all().stream().map(Division::unit)).as("the unit that is told by its code")
                .contains(rows.getLast().unit());
    }

    /** But for girls out of school, whom the desk tells from children out of school by the group they stand in. */
    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void a_category_is_called_what_the_desk_calls_it(String lang) {
        Properties desk = Words
                .load(lang.equals("zh") ? "/messages/codes.properties" : "/messages/codes_en.properties");
        RowReader.lists().get(Column.CATEGORY).choices(Locale.of(lang)).forEach((code, word) -> {
            if (!code.equals("E02")) {
                assertThat(word).isEqualToIgnoringCase(desk.getProperty("subCategory." + code));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.md", "ledger.zh-CN.md"})
    void the_guide_names_every_column_and_word(String guide) throws IOException {
        String text = Files.readString(DOCS.resolve(guide));

        for (Column column : Column.values()) {
            assertThat(text).contains(column.chinese());
        }
        for (Column column : List.of(Column.ENDING, Column.NOT_STARTED, Column.OUTCOME)) {
            assertThat(RowReader.lists().get(column).all()).allSatisfy(word -> assertThat(text).contains(word));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages/ledger.properties", "/messages/ledger_en.properties"})
    void every_reason_has_its_words(String bundle) throws IOException {
        Properties words = new Properties();
        words.load(new java.io.InputStreamReader(LedgerDocsTest.class.getResourceAsStream(bundle),
                java.nio.charset.StandardCharsets.UTF_8));
        TreeSet<String> needed = new TreeSet<>();
        Arrays.stream(Flaw.Reason.values())
                .forEach(reason -> needed
                        .addAll(List.of("ledger.flaw." + reason.code(), "ledger.fix." + reason.code())));
        Arrays.stream(UnreadableLedger.Why.values()).forEach(why -> needed.add("problem." + why.key()));
        Arrays.stream(Stage.values())
                .forEach(stage -> needed.addAll(List.of("ledger.stage." + stage, "ledger.head." + stage)));

        assertThat(words.stringPropertyNames()).containsAll(needed);
    }

    private static List<String> sheets(byte[] book) throws IOException {
        List<String> text = new ArrayList<>();
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(book))) {
            for (var sheet : read.getSheets().toList()) {
                sheet.read().forEach(row -> row.forEach(cell -> text.add(cell == null ? "" : cell.getText())));
            }
        }
        return text;
    }
}
