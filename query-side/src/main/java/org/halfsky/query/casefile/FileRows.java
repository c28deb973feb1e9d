package org.halfsky.query.casefile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.access.Names.Named;
import org.halfsky.query.access.Readable;
import org.halfsky.query.http.Times;
import org.halfsky.query.http.Words;

/** A case file as rows of words, so that two states of it can be laid side by side. */
public final class FileRows {

    private final Words words;
    private final Named named;
    private final boolean dangerScore;
    private final Readable opened;
    private final Times times;

    /**
     * @param opened
     *            the texts that were opened for the reader; any other shows as sealed
     */
    public FileRows(Words words, Named named, boolean dangerScore, Readable opened, Clock clock) {
        this.words = words;
        this.named = named;
        this.dangerScore = dangerScore;
        this.opened = opened;
        this.times = new Times(clock);
    }

    /**
     * The rows after an event, and what each said before it.
     *
     * @param before
     *            null before the first event
     */
    public List<Row> compared(CaseFile before, CaseFile after) {
        Map<Key, String> was = before == null ? Map.of() : rows(before);
        List<Row> rows = new ArrayList<>();
        rows(after).forEach((key, value) -> {
            String old = was.get(key);
            if (value != null || old != null) {
                rows.add(new Row(key.group(), key.name(), old, value, before != null && !Objects.equals(old, value)));
            }
        });
        return rows;
    }

    /** One fact of the file. */
    public record Row(String group, String name, String before, String value, boolean changed) {}

    private record Key(String group, String name) {}

    private Map<Key, String> rows(CaseFile file) {
        Map<Key, String> rows = new LinkedHashMap<>();
        put(rows, "state", "stage", words.code(file.stage()));
        put(rows, "state", "basis", words.code(file.basis()));
        put(rows, "state", "destination", words.code(file.destination()));
        put(rows, "state", "outcome", words.code(file.outcome()));
        put(rows, "state", "unit", named.unit(file.unit()));
        put(rows, "state", "handler", named.staff(file.handler()));
        put(rows, "state", "offer", file.offer() == null ? null : named.unit(file.offer().to()));
        put(rows, "state", "handovers", file.handovers().stream().map(handed -> named.unit(handed.from()) + " → "
                + named.unit(handed.to()) + "　" + words.of("casefile.answer." + handed.answer())).toList());
        danger(rows, file);
        put(rows, "matter", "category",
                file.subCategory() + " " + words.code(file.subCategory()) + file.also().stream()
                        .map(code -> "　" + code + " " + words.code(code)).collect(Collectors.joining()));
        put(rows, "matter", "urgency", words.code(file.urgency()));
        put(rows, "matter", "narrative", text(file.narrative()));
        put(rows, "matter", "people",
                file.parties().stream()
                        .map(person -> words.code(person.role())
                                + (person.name() == null ? "" : "　" + text(person.name()))
                                + (person.phone() == null ? "" : "　" + phone(person.phone())))
                        .toList());
        put(rows, "matter", "contacts", file.contacts().isEmpty() ? null : String.valueOf(file.contacts().size()));
        put(rows, "work", "actions",
                file.actions().stream().map(done -> times.stamp(done.at()) + "　" + words.code(done.kind())).toList());
        put(rows, "work", "mediations", file.mediations().stream().map(this::mediation).toList());
        put(rows, "work", "limits",
                file.limits().stream().map(limit -> words.code(limit.kind()) + "　" + times.until(limit.dueAt()) + "　"
                        + limit.ruleId() + "　" + words.of("replay.limit." + limit.state())).toList());
        put(rows, "work", "corrections", file.corrections().stream()
                .map(correction -> words.code(correction.field()) + "　" + times.stamp(correction.at())).toList());
        return rows;
    }

    private void danger(Map<Key, String> rows, CaseFile file) {
        CaseFile.Danger danger = file.danger();
        boolean known = danger != null;
        put(rows, "danger", "forms",
                known ? danger.forms().stream().map(words::code).collect(Collectors.joining("　")) : null);
        put(rows, "danger", "level", !known || danger.level() == null
                ? null
                : words.code(danger.level()) + (dangerScore ? "　" + danger.score() + "/9" : ""));
        put(rows, "danger", "assessment-owed",
                known && danger.assessmentOwed() ? words.of("casefile.outdated.owed") : null);
        put(rows, "danger", "safe", known ? times.stamp(danger.safeAt()) : null);
    }

    private String mediation(CaseFile.Mediation mediation) {
        return words.code(mediation.stage()) + mediation.consents().stream()
                .map(side -> "　" + words.of("casefile.consented", words.code(side))).collect(Collectors.joining())
                + (mediation.mediator() == null ? "" : "　" + named.staff(mediation.mediator()))
                + (mediation.sessions() == 0 ? "" : "　" + words.of("casefile.sessions", mediation.sessions()))
                + (mediation.notStarted() == null ? "" : "　" + words.code(mediation.notStarted()));
    }

    private String text(Sealed sealed) {
        return sealed == null
                ? null
                : opened.get(sealed) == null ? words.of("replay.content-sealed") : opened.get(sealed);
    }

    private String phone(Sealed sealed) {
        return opened.get(sealed) == null ? words.of("replay.content-sealed") : opened.masked(sealed);
    }

    private void put(Map<Key, String> rows, String group, String name, List<String> lines) {
        put(rows, group, name, String.join(words.of("replay.between"), lines));
    }

    private static void put(Map<Key, String> rows, String group, String name, String value) {
        rows.put(new Key(group, name), value == null || value.isBlank() ? null : value);
    }
}
