package org.halfsky.ops.journeys;

import java.time.LocalDate;
import java.util.Map;

import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.network.Coverage;
import org.halfsky.query.network.NetworkReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the city of Yiyang published comes out of single events, and out of its counties' parts. */
@Journey
class YiyangFiguresTest {

    private static final String FOUR_YEARS = "?unit=430900000000&from=2016-01-01&to=2019-12-31";

    private final Visitor leader = RunningHalfsky.get().as(Role.LEADER);

    @ParameterizedTest
    @CsvSource({"mediation, 10350, 12375, 0.8364", "reconciliation, 5547, 10350, 0.5359",
            "reconciliation-of-received, 5547, 12375, 0.4482", "mediation-success, 8761, 10350, 0.8465"})
    void come_out_exactly(String rate, int numerator, int denominator, double ratio) {
        JsonNode figure = leader.get("/rates/" + rate + FOUR_YEARS).in(200).json();

        assertThat(figure.get("numerator").asInt()).isEqualTo(numerator);
        assertThat(figure.get("denominator").asInt()).isEqualTo(denominator);
        assertThat(figure.get("rate").asDouble()).isCloseTo(ratio, within(0.00005));
        assertThat(figure.get("excluded").asInt()).isZero();
        assertThat(figure.get("missing").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mediation, 10350, 12375", "reconciliation, 5547, 10350"})
    void add_up_from_the_counties(String rate, int numerator, int denominator) {
        JsonNode parts = leader.get("/rates/" + rate + FOUR_YEARS + "&by=unit").in(200).json().get("children");

        assertThat(parts.valueStream().mapToInt(part -> part.get("numerator").asInt()).sum()).isEqualTo(numerator);
        assertThat(parts.valueStream().mapToInt(part -> part.get("denominator").asInt()).sum()).isEqualTo(denominator);
    }

    @ParameterizedTest
    @CsvSource({"mediation, numerator, 10350", "mediation, denominator, 12375", "reconciliation, numerator, 5547",
            "reconciliation, denominator, 10350"})
    void open_lists_that_are_as_long_as_they_say(String rate, String part, int lines) {
        JsonNode list = leader.get("/rates/" + rate + "/" + part + FOUR_YEARS).in(200).json();

        assertThat(list.get("total").asInt()).isEqualTo(lines);
        assertThat(list.get("cases").valueStream().map(line -> line.get("caseId").asString()).distinct())
                .hasSize(lines);
        assertThat(list.get("next").isNull()).isTrue();
    }

    @Test
    void belong_to_the_eight_counties_as_the_ledger_says() {
        JsonNode parts = leader.get("/rates/mediation" + FOUR_YEARS + "&by=unit").in(200).json().get("children");
        Map<String, String> expected = Map.of("430902000000", "1142/1386", "430903000000", "1887/2214", "430921000000",
                "1371/1655", "430922000000", "1862/2148", "430923000000", "2043/2497", "430971000000", "329/402",
                "430972000000",
                "280/355", "430981000000", "1436/1718");

        expected.forEach((unit, figure) -> assertThat(parts.valueStream()
                .filter(part -> part.path("unit").asString("").equals(unit))
                .map(part -> part.get("numerator").asInt() + "/" + part.get("denominator").asInt())).as(unit)
                .containsExactly(figure));
    }

    @Test
    void stand_on_the_whole_network_of_hunan() {
        Coverage coverage = RunningHalfsky.get().beans(NetworkReader.class).iterator().next()
                .coverage(new UnitCode("430000000000"), LocalDate.of(2026, 11, 22));

        assertThat(Map.of(Level.CITY, 14, Level.COUNTY, 134, Level.TOWNSHIP, 2_008, Level.VILLAGE, 29_534))
                .allSatisfy((level, units) -> assertThat(coverage.at(level).denominator()).as("%s", level)
                        .isEqualTo(units.longValue()));
    }
}
