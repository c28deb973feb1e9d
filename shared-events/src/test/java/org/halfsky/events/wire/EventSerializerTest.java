package org.halfsky.events.wire;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.axonframework.common.IdentifierFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.ids.CaseId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventSerializerTest {

    private static final CaseId CASE = new CaseId("01957000-0000-7000-8000-000000000001");

    private final EventSerializer serializer = new EventSerializer();

    @Test
    void a_row_holds_the_stored_name_and_plain_json() {
        SerializedObject<byte[]> row = serializer.serialize(new CaseAccepted(CASE, HandlingBasis.values()[0]),
                byte[].class);

        assertThat(row.getType()).isEqualTo(new SimpleSerializedType("case.accepted", "1"));
        assertThat(new String(row.getData(), StandardCharsets.UTF_8))
                .isEqualTo("{\"caseId\":\"%s\",\"basis\":\"%s\"}".formatted(CASE, HandlingBasis.values()[0]));
    }

    @Test
    void what_is_not_known_is_not_written() {
        assertThat(new String(serializer.serialize(new CaseAccepted(CASE, null), byte[].class).getData(),
                StandardCharsets.UTF_8))
                .isEqualTo("{\"caseId\":\"" + CASE + "\"}");
        assertThat(read("case.accepted", "{\"caseId\":\"" + CASE + "\"}")).isEqualTo(new CaseAccepted(CASE, null));
    }

    @Test
    void metadata_comes_back() {
        MetaData meta = MetaData.with("actor", "a").and("role", "OPERATOR");
        byte[] bytes = serializer.serialize(meta, byte[].class).getData();

        assertThat((Object) serializer.deserialize(new SerializedMetaData<>(bytes, byte[].class))).isEqualTo(meta);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("{\"actor\":\"a\",\"role\":\"OPERATOR\"}");
    }

    @Test
    void an_unknown_name_stops_the_reader() {
        assertThatThrownBy(() -> read("case.never-heard-of", "{}")).isInstanceOf(UnknownEventType.class)
                .hasMessageContaining("case.never-heard-of");
        assertThatThrownBy(() -> read(CaseAccepted.class.getName(), "{}")).isInstanceOf(UnknownEventType.class);
    }

    @Test
    void an_unknown_or_missing_field_stops_the_reader() {
        assertThatThrownBy(() -> read("case.accepted", "{\"caseId\":\"" + CASE + "\",\"surprise\":1}"))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(
                () -> read("case.contact-linked", "{\"caseId\":\"" + CASE + "\",\"contactId\":\"" + CASE + "\"}"))
                .isInstanceOf(SerializationException.class);
        assertThat(read("case.contact-linked", "{\"caseId\":\"" + CASE + "\",\"contactId\":\"" + CASE
                + "\",\"dvMarker\":false,\"newIncident\":true}")).isInstanceOf(CaseContactLinked.class);
    }

    @Test
    void what_is_no_event_is_not_written() {
        assertThatThrownBy(() -> serializer.serialize("text", byte[].class)).isInstanceOf(UnknownEventType.class);
    }

    @Test
    void two_events_never_share_a_name() {
        assertThatThrownBy(() -> new EventTypes(Stream.of(CaseAccepted.class, SameName.class)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("case.accepted");
        assertThatThrownBy(() -> new EventTypes(Stream.of(String.class))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ids_of_axon_grow_with_time() {
        String before = IdentifierFactory.getInstance().generateIdentifier();
        String after = IdentifierFactory.getInstance().generateIdentifier();

        assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIds.class);
        assertThat(before).isLessThan(after);
        assertThat(TimeOrderedIds.next().version()).isEqualTo(7);
    }

    @EventType("case.accepted")
    record SameName() {}

    private Object read(String name, String json) {
        return serializer.deserialize(new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class,
                new SimpleSerializedType(name, "1")));
    }
}
