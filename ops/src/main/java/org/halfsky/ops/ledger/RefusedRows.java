package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stood in refused rows, so that it can be handed back to be corrected. It is sealed as soon as it is set aside: names and
 * phones stand in it, and a row that nobody took in must not lie about in clear.
 */
@Component
class RefusedRows {

    private static final int AT_ONCE = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {
    };

    private final LedgerJobs jobs;
    private final Vault vault;

    RefusedRows(LedgerJobs jobs, Vault vault) {
        this.jobs = jobs;
        this.vault = vault;
    }

    /** Sets rows aside as they come; {@link Aside#close} seals the rest. */
    Aside aside(UUID id) {
        return new Aside(id);
    }

    /**
     * Hands rows back.
     *
     * @param lines which, or null for all
     */
    Map<Integer, Line> open(UUID id, Collection<Integer> lines, Actor by, String purpose) {
        List<Sealed> sealed = jobs.refused(id, lines).stream()
                .map(ciphertext -> new Sealed(keyOf(id), DataClass.D3, ciphertext)).toList();
        Map<Integer, Line> rows = new TreeMap<>();
        if (!sealed.isEmpty()) {
            vault.open(sealed, new Opening(by.staff(), purpose, id.toString())).values()
                    .forEach(text -> JSON.readValue(text, LINES).forEach(line -> rows.put(line.number(), line)));
        }
        return rows;
    }

    static PersonId keyOf(UUID id) {
        return new PersonId(id.toString());
    }

    /** Rows on their way into the vault. */
    final class Aside implements AutoCloseable {

        private final UUID id;
        private final List<Line> lines = new ArrayList<>();

        private Aside(UUID id) {
            this.id = id;
        }

        void put(Line line) {
            lines.add(line);
            if (lines.size() == AT_ONCE) {
                close();
            }
        }

        @Override
        public void close() {
            if (!lines.isEmpty()) {
                Sealed sealed = vault.seal(keyOf(id), DataClass.D3, JSON.writeValueAsString(lines));
                jobs.keepRefused(id, lines.stream().map(Line::number).toList(), sealed);
                lines.clear();
            }
        }
    }
}
