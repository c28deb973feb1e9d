package org.halfsky.ops.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/**
 * Files between two steps of their import, sealed under a key of their own: names and phones stand in them. The key is destroyed
 * with the file as soon as the import is done or given up, or a day after anybody last went on with it.
 */
@Component
class HeldFiles {

    private static final int PART = 1024 * 1024;
    /** How many parts are opened in one logged act. */
    private static final int PARTS_AT_ONCE = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LedgerJobs jobs;
    private final Vault vault;

    HeldFiles(LedgerJobs jobs, Vault vault) {
        this.jobs = jobs;
        this.vault = vault;
    }

    void hold(UUID id, byte[] bytes) {
        for (int place = 0; place * PART < bytes.length; place++) {
            String part = Base64.getEncoder().encodeToString(
                    Arrays.copyOfRange(bytes, place * PART, Math.min(bytes.length, (place + 1) * PART)));
            jobs.holdPart(id, place, vault.seal(keyOfFile(id), DataClass.D3, part));
        }
        jobs.held(id);
    }

    LedgerFile open(UUID id, Actor by) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int from = 0;; from += PARTS_AT_ONCE) {
            List<Sealed> sealed = jobs.heldParts(id, from, PARTS_AT_ONCE).stream()
                    .map(part -> new Sealed(keyOfFile(id), DataClass.D3, part)).toList();
            if (sealed.isEmpty()) {
                return new LedgerFile(bytes.toByteArray());
            }
            var opened = vault.open(sealed, new Opening(by.staff(), "ledger.import", id.toString()));
            sealed.forEach(part -> bytes.writeBytes(
                    Base64.getDecoder().decode(opened.get(part).getBytes(StandardCharsets.ISO_8859_1))));
        }
    }

    void keep(UUID id, Mapping mapping) {
        jobs.keepMapping(id, vault.seal(RefusedRows.keyOf(id), DataClass.D3, JSON.writeValueAsString(mapping)));
    }

    Optional<Mapping> mapping(UUID id, Actor by) {
        return jobs.mapping(id).map(sealed -> new Sealed(RefusedRows.keyOf(id), DataClass.D3, sealed))
                .map(sealed -> vault
                        .open(List.of(sealed), new Opening(by.staff(), "ledger.mapping", id.toString())).get(sealed))
                .map(text -> JSON.readValue(text, Mapping.class));
    }

    /** Nobody needs the file any more. */
    void drop(UUID id) {
        jobs.dropParts(id);
        vault.destroy(keyOfFile(id));
        jobs.notHeld(id);
    }

    /** Nobody needs anything that stood in it, refused rows included. */
    void forget(UUID id) {
        jobs.forgetCells(id);
        vault.destroy(RefusedRows.keyOf(id));
        drop(id);
    }

    @Scheduled(fixedDelayString = "${halfsky.ledger.forget-every:10m}", initialDelayString = "${halfsky.ledger.forget-every:10m}")
    void forgetTheForgotten() {
        for (UUID id : jobs.forgotten()) {
            boolean written = jobs.find(id).orElseThrow().began();
            if (written) {
                drop(id);
            } else {
                jobs.ended(id, Stage.DROPPED);
                forget(id);
            }
        }
    }

    private static PersonId keyOfFile(UUID id) {
        return new PersonId(UUID.nameUUIDFromBytes(("ledger-file\n" + id).getBytes(StandardCharsets.UTF_8)).toString());
    }
}
