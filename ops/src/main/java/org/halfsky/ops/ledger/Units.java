package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.halfsky.events.ids.UnitCode;

/** The units of the network by code and by name, as ledgers write them: 「桃江县灰山港镇」, 「桃江县/灰山港镇」, 430922104000. */
final class Units {

    private static final String SEPARATORS = "[\\s/／\\\\>＞、,，·\\-－—|]+";

    private final Map<UnitCode, String> names;
    private final Map<String, List<UnitCode>> byName = new HashMap<>();

    Units(Map<UnitCode, String> names) {
        this.names = names;
        names.forEach((code, name) -> byName.computeIfAbsent(name, none -> new ArrayList<>(1)).add(code));
    }

    /** What a ledger's text means to somebody who may act in this subtree. */
    Found find(String text, UnitCode scope) {
        String written = text.strip();
        if (written.matches("\\d+")) {
            return byCode(written, scope);
        }
        String path = written.replaceAll(SEPARATORS, "");
        List<UnitCode> meant = new ArrayList<>();
        for (int from = 0; from < path.length(); from++) {
            String ancestors = path.substring(0, from);
            for (UnitCode unit : byName.getOrDefault(path.substring(from), List.of())) {
                if (leadsTo(ancestors, unit.parent())) {
                    meant.add(unit);
                }
            }
        }
        List<UnitCode> own = meant.stream().filter(scope::covers).toList();
        if (own.size() == 1) {
            return new Found.One(own.getFirst());
        }
        if (own.isEmpty()) {
            return meant.isEmpty() ? new Found.None() : new Found.Elsewhere();
        }
        return new Found.Several(own.size());
    }

    /** A code may be written without its trailing zeros, as 6 digits for a county. */
    private Found byCode(String digits, UnitCode scope) {
        if (digits.length() > 12 || digits.charAt(0) == '0') {
            return new Found.None();
        }
        UnitCode code = new UnitCode((digits + "000000000000").substring(0, 12));
        if (!names.containsKey(code)) {
            return new Found.None();
        }
        return scope.covers(code) ? new Found.One(code) : new Found.Elsewhere();
    }

    /** Whether the text is made of names of this unit and those above it, from above to below, any of them left out. */
    private boolean leadsTo(String ancestors, Optional<UnitCode> nearest) {
        if (ancestors.isEmpty()) {
            return true;
        }
        if (nearest.isEmpty()) {
            return false;
        }
        String name = names.get(nearest.get());
        Optional<UnitCode> next = nearest.get().parent();
        if (name != null && ancestors.endsWith(name)
                && leadsTo(ancestors.substring(0, ancestors.length() - name.length()), next)) {
            return true;
        }
        return leadsTo(ancestors, next);
    }

    /** What was found. */
    sealed interface Found {

        record One(UnitCode unit) implements Found {}

        record None() implements Found {}

        record Several(int count) implements Found {}

        record Elsewhere() implements Found {}
    }
}
