package org.halfsky.ops.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.network.DivisionsRefused.Fault;

/**
 * A list of administrative divisions (统计用区划代码) as CSV: {@code code,name} and, where given, {@code level,parent}, which must then
 * agree with the code. Superiors come before those below them, whatever the order of the file.
 */
public record Divisions(List<Division> all) {

    /** The largest province has some 50,000 units; a line has some 50 bytes. */
    static final int LARGEST = 16 * 1024 * 1024;

    private static final int LONGEST_NAME = 60;
    private static final int MOST_FAULTS = 100;

    /** The list of Hunan that comes with the system. */
    public static Divisions ofHunan() {
        try (InputStream file = Divisions.class.getResourceAsStream("/network/divisions-hunan.csv")) {
            return read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws DivisionsRefused
     *             if anything in it is wrong
     */
    public static Divisions read(byte[] file) {
        if (file.length > LARGEST) {
            throw new DivisionsRefused(List.of(new Fault(0, "large")));
        }
        List<String> lines = text(file).lines().toList();
        List<String> heading = lines.isEmpty()
                ? List.of()
                : List.of(lines.getFirst().strip().toLowerCase(Locale.ROOT).split(",", -1));
        if (!heading.contains("code") || !heading.contains("name")) {
            throw new DivisionsRefused(List.of(new Fault(1, "heading")));
        }
        List<Fault> faults = new ArrayList<>();
        Set<UnitCode> seen = new HashSet<>();
        List<Division> all = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size() && faults.size() < MOST_FAULTS; i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Map<String, String> cells = cells(heading, lines.get(i));
            String fault = cells == null ? "columns" : fault(cells, seen);
            if (fault == null) {
                UnitCode unit = new UnitCode(cells.get("code"));
                seen.add(unit);
                all.add(new Division(i + 1, unit, cells.get("name")));
            } else {
                faults.add(new Fault(i + 1, fault));
            }
        }
        if (all.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(1, "empty"));
        }
        if (!faults.isEmpty()) {
            throw new DivisionsRefused(faults);
        }
        all.sort(Comparator.comparing((Division division) -> division.unit().level())
                .thenComparing(division -> division.unit().value()));
        return new Divisions(List.copyOf(all));
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DivisionsRefused(List.of(new Fault(0, "encoding")));
        }
    }

    private static Map<String, String> cells(List<String> heading, String line) {
        String[] values = line.split(",", -1);
        if (values.length != heading.size()) {
            return null;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            cells.put(heading.get(i), values[i].strip());
        }
        return cells;
    }

    private static String fault(Map<String, String> cells, Set<UnitCode> seen) {
        UnitCode unit;
        try {
            unit = new UnitCode(cells.get("code"));
        } catch (IllegalArgumentException e) {
            return "code";
        }
        if (seen.contains(unit)) {
            return "twice";
        }
        String name = cells.get("name");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return "name";
        }
        String level = cells.getOrDefault("level", "");
        if (!level.isEmpty() && !level.equalsIgnoreCase(unit.level().name())) {
            return "level";
        }
        String parent = cells.getOrDefault("parent", "");
        return parent.equals(unit.parent().map(UnitCode::value).orElse("")) || !cells.containsKey("parent")
                ? null
                : "parent";
    }
}
