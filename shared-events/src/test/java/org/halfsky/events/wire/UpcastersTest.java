package org.halfsky.events.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.NetworkEvent.StationClosed;
import org.halfsky.events.network.NetworkEvent.StationCorrected;
import org.halfsky.events.network.StationClosingReason;
import org.halfsky.events.network.StationCorrectionReason;
import org.halfsky.events.wire.upcasters.JsonUpcaster;
import org.halfsky.events.wire.upcasters.Upcasters;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.halfsky.events.wire.EventContractTest.readBack;

/**
 * An event that changed its shape twice and its name once, read from each of the rows that were ever written; and the events of
 * the house, read from the rows it wrote before.
 */
class UpcastersTest {

    /** Revision 1 had the hours as one text "from-to"; revision 2 split them; then it was named as the network names it. */
    @EventType(value = "watch.opened", revision = "3")
    record WatchOpened(UnitCode unit, int from, int to, List<String> lines) {}

    private final EventSerializer serializer = new EventSerializer(new EventTypes(Stream.of(WatchOpened.class)));
    private final EventUpcasterChain chain = new EventUpcasterChain(
            JsonUpcaster.reshape("hotline.opened", "1", "2", UpcastersTest::splitHours),
            JsonUpcaster.rename("hotline.opened", "2", "watch.opened", "3", UpcastersTest::manyLines));

    @Test
    void the_oldest_row_climbs_the_whole_chain() {
        assertThat(read("hotline.opened", "1", """
                {"unit":"430900000000","hours":"8-20"}""")).isEqualTo(opened());
    }

    @Test
    void a_row_in_between_climbs_the_rest() {
        assertThat(read("hotline.opened", "2", """
                {"unit":"430900000000","from":8,"to":20}""")).isEqualTo(opened());
    }

    @Test
    void a_row_of_today_is_left_alone() {
        assertThat(read("watch.opened", "3", """
                {"unit":"430900000000","from":8,"to":20,"lines":["12338"]}""")).isEqualTo(opened());
    }

    @Test
    void a_row_that_nothing_lifts_stops_the_reader() {
        assertThatThrownBy(() -> read("hotline.opened", "0", "{}")).isInstanceOf(UnknownEventType.class)
                .hasMessageContaining("hotline.opened");
    }

    @Test
    void a_reason_that_was_typed_reads_as_other_and_its_text_is_gone() throws IOException {
        UnitCode heshan = new UnitCode("430903000000");
        assertThat(stored("station.closed", "1")).isEqualTo(new StationClosed(heshan, StationClosingReason.OTHER));
        assertThat(stored("station.corrected", "1"))
                .isEqualTo(new StationCorrected(heshan, "hours", StationCorrectionReason.OTHER));
        assertThat(stored("station.closed", "2")).isEqualTo(new StationClosed(heshan, StationClosingReason.MERGED));
        assertThat(stored("station.corrected", "2"))
                .isEqualTo(new StationCorrected(heshan, "hours", StationCorrectionReason.MISTYPED));
    }

    private static Object stored(String name, String revision) throws IOException {
        byte[] sample = Files.readAllBytes(Path.of("src/test/resources/contract", name + "." + revision + ".json"));
        return readBack(row(name, revision, sample), Upcasters.chain(), new EventSerializer());
    }

    private static void splitHours(ObjectNode event) {
        String[] hours = event.remove("hours").asString().split("-");
        event.put("from", Integer.parseInt(hours[0])).put("to", Integer.parseInt(hours[1]));
    }

    private static void manyLines(ObjectNode event) {
        event.putArray("lines").add("12338");
    }

    private static WatchOpened opened() {
        return new WatchOpened(new UnitCode("430900000000"), 8, 20, List.of("12338"));
    }

    private Object read(String name, String revision, String json) {
        return readBack(row(name, revision, json.getBytes(StandardCharsets.UTF_8)), chain, serializer);
    }

    private static SerializedObject<byte[]> row(String name, String revision, byte[] json) {
        return new SimpleSerializedObject<>(json, byte[].class, new SimpleSerializedType(name, revision));
    }
}
