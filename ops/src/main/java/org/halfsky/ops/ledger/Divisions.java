package org.halfsky.ops.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.halfsky.events.ids.UnitCode;

/** The units below Yiyang in the division codes that come with the system, so that its ledger can be written without a network. */
final class Divisions {

    private static final UnitCode YIYANG = new UnitCode("430900000000");

    private Divisions() {}

    static List<UnitCode> units() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Divisions.class.getResourceAsStream("/network/divisions-hunan.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).map(UnitCode::new)
                    .filter(YIYANG::covers).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
