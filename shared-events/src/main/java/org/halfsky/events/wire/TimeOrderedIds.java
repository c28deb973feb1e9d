package org.halfsky.events.wire;

import java.util.UUID;

import org.axonframework.common.IdentifierFactory;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/**
 * Ids that grow with time (UUID version 7), so that new rows go to the right edge of an index. Axon finds this class through the
 * service loader.
 */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** The next id; within one process each is greater than the one before. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    @Override
    public String generateIdentifier() {
        return next().toString();
    }
}
