package org.halfsky.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * States of long streams, kept only to load them faster. One is valid for exactly the code that wrote it, because other code
 * might have remembered something else of the same events; and it is written only if it reads back the same.
 */
final class Snapshots extends AggregateSnapshotter {

    private final Iterable<AggregateFactory<?>> factories;
    private final Jackson3Serializer serializer;

    /** @param factories of every root that may be asked for */
    Snapshots(AggregateSnapshotter.Builder builder, Iterable<AggregateFactory<?>> factories,
            Jackson3Serializer serializer) {
        super(builder);
        this.factories = factories;
        this.serializer = serializer;
    }

    @Override
    protected AggregateFactory<?> getAggregateFactory(Class<?> root) {
        for (AggregateFactory<?> factory : factories) {
            if (factory.getAggregateType().equals(root)) {
                return factory;
            }
        }
        throw new AxonConfigurationException("No AggregateFactory bean for " + root.getName());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected DomainEventMessage createSnapshot(Class<?> root, String id, DomainEventStream events) {
        DomainEventMessage<?> snapshot = super.createSnapshot(root, id, events);
        if (snapshot != null) {
            SerializedObject<byte[]> written = serializer.serialize(snapshot.getPayload(), byte[].class);
            SerializedObject<byte[]> again = serializer.serialize(serializer.deserialize(written), byte[].class);
            if (!Arrays.equals(written.getData(), again.getData())) {
                throw new IllegalStateException("A snapshot of " + root.getName() + " does not read back the same");
            }
        }
        return snapshot;
    }

    /** Writes the fields of a root, whatever its methods are called. */
    static Jackson3Serializer serializer() {
        return Jackson3Serializer.builder().revisionResolver(_ -> Code.REVISION)
                .jsonMapperBuilderCustomizer(Snapshots::fields)
                .build();
    }

    /** Passes over what other code wrote. */
    static SnapshotFilter ofThisCode() {
        return (DomainEventData<?> snapshot) -> Code.REVISION.equals(snapshot.getPayload().getType().getRevision());
    }

    private static void fields(JsonMapper.Builder mapper) {
        mapper.changeDefaultVisibility(visibility -> visibility.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY));
        mapper.enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS);
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** A digest of every class that decides or tells; computed when the first snapshot is met. */
    private static final class Code {

        static final String REVISION = revision();

        private static String revision() {
            try {
                PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String module : new String[]{"command", "events"}) {
                    Resource[] classes = resolver.getResources("classpath*:org/halfsky/" + module + "/**/*.class");
                    Arrays.sort(classes, Comparator.comparing(Resource::getDescription));
                    for (Resource type : classes) {
                        try (InputStream bytes = type.getInputStream()) {
                            digest.update(bytes.readAllBytes());
                        }
                    }
                }
                return HexFormat.of().formatHex(digest.digest(), 0, 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
