package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.halfsky.command.cases.CaseCommand.Ending;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.UnitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class YiyangLedgerTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2019, 12, 31);

    private static List<LedgerRow> rows;

    @BeforeAll
    static void written_and_read_back() {
        rows = read(written(true));
    }

    @Test
    void adds_up_to_the_published_totals() {
        assertThat(rows).hasSize(12_375);
        assertThat(count(LedgerRow::mediated)).isEqualTo(10_350);
        assertThat(count(row -> row.ending() == Ending.RECONCILED)).isEqualTo(5_547);
        assertThat(count(row -> row.ending() != null)).isEqualTo(10_350);
        assertThat(count(row -> row.notStarted() != null)).isEqualTo(2_025);
        assertThat(count(row -> row.ending() == Ending.STOPPED)).isZero();
    }

    @Test
    void adds_up_in_each_county() {
        Map<String, String> parts = rows.stream()
                .collect(Collectors.groupingBy(row -> row.unit().at(Level.COUNTY).value(),
                        TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), own -> own.size() + " "
                                + own.stream().filter(LedgerRow::mediated).count() + " "
                                + own.stream().filter(row -> row.ending() == Ending.RECONCILED).count())));

        assertThat(parts).containsExactlyInAnyOrderEntriesOf(Map.of("430902000000", "1386 1142 588", "430903000000",
                "2214 1887 1023", "430921000000", "1655 1371 712", "430922000000", "2148 1862 1106", "430923000000",
                "2497 2043 1031", "430971000000", "402 329 171", "430972000000", "355 280 145", "430981000000",
                "1718 1436 771"));
    }

    @Test
    void lies_in_towns_and_villages_and_has_ended_within_the_four_years() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.unit().level()).isIn(Level.TOWNSHIP, Level.VILLAGE);
            assertThat(row.receivedOn()).isBetween(FIRST, LAST);
            assertThat(row.closedOn()).isBetween(row.receivedOn(), LAST);
            assertThat(row.endedOn() == null || !row.endedOn().isAfter(LAST)).isTrue();
            assertThat(row.source()).isEqualTo("synthetic:yiyang");
        });
        assertThat(rows.stream().map(LedgerRow::caseId).distinct()).hasSize(12_375);
        assertThat(rows.stream().map(LedgerRow::unit).distinct().count()).isGreaterThan(1_000);
    }

    @Test
    void is_the_same_each_time() {
        assertThat(written(true)).isEqualTo(written(true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reads_the_same_from_csv_and_workbook(boolean csv) {
        assertThat(read(written(csv))).isEqualTo(rows);
    }

    private static long count(Predicate<LedgerRow> which) {
        return rows.stream().filter(which).count();
    }

    private static byte[] written(boolean csv) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        YiyangLedger.write(out, csv);
        return out.toByteArray();
    }

    private static List<LedgerRow> read(byte[] file) {
        Units units = new Units(Divisions.units().stream().collect(Collectors.toMap(unit -> unit, UnitCode::value)));
        RowReader reader = new RowReader(units, LedgerStory.YIYANG, LedgerStory.TODAY, LedgerStory::mark);
        List<LedgerRow> read = new ArrayList<>();
        LedgerStory.read(file, line -> {
            RowReader.Reading reading = reader.read(line);
            assertThat(reading.flaws()).isEmpty();
            read.add(reading.row());
        });
        return read;
    }
}
