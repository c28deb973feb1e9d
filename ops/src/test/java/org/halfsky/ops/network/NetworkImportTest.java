package org.halfsky.ops.network;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.StandaloneApplication;
import org.halfsky.ops.TestHome;
import org.halfsky.query.network.Coverage;
import org.halfsky.query.network.NetworkReader;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A city's network through the command bus and into the view; all of Hunan comes in at every trial start. */
@SpringBootTest(classes = StandaloneApplication.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkImportTest {

    /** Province, Yiyang, and all below it. */
    private static final int UNITS = 1_554;
    private static final UnitCode HUNAN = new UnitCode("430000000000");
    private static final UnitCode YIYANG = new UnitCode("430900000000");
    private static final Actor SYSTEM = new Actor(StaffId.SYSTEM, Role.SYSTEM, HUNAN);
    private static final Actor ADMINISTRATOR = new Actor(new StaffId("gao"), Role.ADMINISTRATOR, YIYANG);

    @Autowired
    NetworkImport network;

    @Autowired
    NetworkReader units;

    @Autowired
    @Qualifier("command")
    JdbcClient jdbc;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        TestHome.on(registry);
    }

    @Test
    @Order(1)
    void a_list_that_cannot_be_is_refused_whole() {
        Divisions outside = list("430900000000,益阳市", "430100000000,长沙市");
        assertThatThrownBy(() -> network.run(outside, ADMINISTRATOR, NetworkImport.Progress.NONE))
                .isInstanceOf(DivisionsRefused.class);
        Divisions hanging = list("430903104000,兰溪镇");
        assertThatThrownBy(() -> network.run(hanging, SYSTEM, NetworkImport.Progress.NONE))
                .isInstanceOf(DivisionsRefused.class);
        assertThat(events()).isZero();
    }

    @Test
    @Order(2)
    void a_city_is_there_with_all_below_it_and_only_once() throws InterruptedException {
        Divisions yiyang = withoutTheOtherCities();
        List<Integer> told = new ArrayList<>();
        NetworkImport.Imported imported = network.run(yiyang, SYSTEM, (done, _) -> told.add(done));

        assertThat(imported).isEqualTo(new NetworkImport.Imported(UNITS, 0, 0));
        assertThat(told).isSorted().endsWith(UNITS);
        assertThat(events()).isEqualTo(UNITS);

        assertThat(network.run(yiyang, SYSTEM, NetworkImport.Progress.NONE))
                .isEqualTo(new NetworkImport.Imported(0, 0, UNITS));
        assertThat(events()).isEqualTo(UNITS);

        awaitView();
        Coverage coverage = units.coverage(YIYANG, LocalDate.of(2026, 11, 22));
        assertThat(coverage.at(Level.COUNTY).denominator()).isEqualTo(8);
        assertThat(coverage.at(Level.TOWNSHIP).denominator() + coverage.at(Level.VILLAGE).denominator())
                .isEqualTo(UNITS - 1 - 9);
        assertThat(coverage.lowest()).contains(Level.VILLAGE);
    }

    @Test
    @Order(3)
    void another_name_is_a_renaming() {
        assertThat(network.run(list("430903104000,兰溪镇（新）"), SYSTEM, NetworkImport.Progress.NONE))
                .isEqualTo(new NetworkImport.Imported(0, 1, 0));
        assertThat(events()).isEqualTo(UNITS + 1);
    }

    private void awaitView() throws InterruptedException {
        for (int i = 0; i < 600 && units.position() < events(); i++) {
            Thread.sleep(100);
        }
        assertThat(units.position()).isGreaterThanOrEqualTo(UNITS);
    }

    private long events() {
        return jdbc.sql("select count(*) from events.domain_event where payload_type like 'unit.%'").query(Long.class)
                .single();
    }

    private static Divisions withoutTheOtherCities() {
        return list(Divisions.ofHunan().all().stream()
                .filter(division -> division.unit().equals(HUNAN) || YIYANG.covers(division.unit()))
                .map(division -> division.unit() + "," + division.name()).toArray(String[]::new));
    }

    private static Divisions list(String... lines) {
        return Divisions.read(("code,name\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8));
    }
}
