package org.halfsky.events.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.axonframework.eventhandling.EventData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.halfsky.events.EventFamilies;
import org.halfsky.events.wire.upcasters.Upcasters;
import org.halfsky.testkit.Examples;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * What was once stored can be read for ever: each event and revision has a committed sample under {@code contract/}, and a
 * digest that keeps the sample from being edited. A new event or revision gets its sample by running this test once with
 * {@code -Dcontract.write=true}; the file is then committed. Until the first release a sample may be remade: delete it and its
 * line in {@code samples.sha256}, and run so again.
 */
class EventContractTest {

    private static final Path SAMPLES = Path.of("src/test/resources/contract");
    private static final Path DIGESTS = SAMPLES.resolve("samples.sha256");
    private static final ObjectMapper PRETTY = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final EventSerializer serializer = new EventSerializer();

    @TestFactory
    Stream<DynamicTest> every_event_is_written_as_its_sample_shows() {
        return EventFamilies.events().map(event -> dynamicTest(nameOf(event), () -> {
            JsonNode written = json(serializer.serialize(Examples.of(event), byte[].class).getData());
            Path sample = SAMPLES.resolve(nameOf(event) + ".json");
            if (Files.notExists(sample) && Boolean.getBoolean("contract.write")) {
                write(sample, written);
            }
            assertThat(sample).as("the committed sample (see the comment of this test)").exists();
            Map<String, JsonNode> stored = fields(json(Files.readAllBytes(sample)));
            // a field that was added later, and may be absent, is not in the sample
            assertThat(fields(written)).containsAllEntriesOf(stored);
        }));
    }

    @TestFactory
    Stream<DynamicTest> every_sample_can_be_read_as_the_event_it_became() throws IOException {
        return samples().stream().map(sample -> dynamicTest(sample.getFileName().toString(), () -> {
            Object event = read(sample);
            assertThat(event).isInstanceOf(Record.class);
            JsonNode again = json(serializer.serialize(event, byte[].class).getData());
            assertThat(serializer.<byte[], Object>deserialize(serializer.serialize(event, byte[].class)))
                    .isEqualTo(event);
            if (sample.getFileName().toString().equals(nameOf(event.getClass()) + ".json")) {
                assertThat(again).isEqualTo(json(Files.readAllBytes(sample)));
            }
        }));
    }

    @Test
    void no_sample_was_edited() throws IOException {
        Map<String, String> digests = digests();
        assertThat(samples().stream().map(sample -> sample.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(
                        digests.keySet());
        for (Path sample : samples()) {
            assertThat(digest(sample)).as("%s is added, never edited", sample.getFileName())
                    .isEqualTo(digests.get(sample.getFileName().toString()));
        }
    }

    private Object read(Path sample) throws IOException {
        String name = sample.getFileName().toString().replaceAll("\\.json$", "");
        int dot = name.lastIndexOf('.');
        SerializedObject<byte[]> payload = new SimpleSerializedObject<>(Files.readAllBytes(sample), byte[].class,
                new SimpleSerializedType(name.substring(0, dot), name.substring(dot + 1)));
        return readBack(payload, Upcasters.chain(), serializer);
    }

    /** Reads as the store does: through the chain of upcasters. */
    static Object readBack(SerializedObject<byte[]> payload, EventUpcasterChain chain, EventSerializer serializer) {
        EventData<byte[]> stored = new StoredEvent(payload);
        return chain.upcast(Stream.of(new InitialEventRepresentation(stored, serializer)))
                .map(event -> serializer.deserialize(event.getData())).toList().getFirst();
    }

    private static String nameOf(Class<?> event) {
        EventType type = event.getAnnotation(EventType.class);
        return type.value() + "." + type.revision();
    }

    private static JsonNode json(byte[] bytes) {
        return PRETTY.readTree(bytes);
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        Files.readAllLines(DIGESTS).forEach(line -> digests.put(line.substring(66), line.substring(0, 64)));
        return digests;
    }

    private static void write(Path sample, JsonNode json) throws IOException {
        Files.createDirectories(SAMPLES);
        Files.writeString(sample, PRETTY.writeValueAsString(json).replace("\r\n", "\n") + "\n");
        Map<String, String> digests = Files.exists(DIGESTS) ? digests() : new TreeMap<>();
        digests.put(sample.getFileName().toString(), digest(sample));
        StringBuilder lines = new StringBuilder();
        digests.forEach((name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        Files.writeString(DIGESTS, lines);
    }

    private static String digest(Path sample) throws IOException {
        try {
            byte[] text = Files.readString(sample).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
