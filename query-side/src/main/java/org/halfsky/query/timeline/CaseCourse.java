package org.halfsky.query.timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.access.Names;
import org.halfsky.query.access.Names.Named;
import org.halfsky.query.access.Readable;
import org.halfsky.query.casefile.CaseFile;
import org.halfsky.query.casefile.CaseFolding;
import org.halfsky.query.casefile.Course;
import org.halfsky.query.http.Times;
import org.halfsky.query.http.Words;
import org.halfsky.query.projection.Recorded;
import org.halfsky.query.projection.StoredEvents;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells a case from the event table itself: no table of its own can ever be behind. */
@Component
class CaseCourse implements Course {

    /** What was recorded later than this after it happened is shown with both instants. */
    private static final Duration AT_ONCE = Duration.ofMinutes(2);

    private final StoredEvents stored;
    private final Names names;
    private final MessageSource messages;
    private final Times times;

    CaseCourse(StoredEvents stored, Names names, MessageSource messages, Clock clock) {
        this.stored = stored;
        this.names = names;
        this.messages = messages;
        this.times = new Times(clock);
    }

    @Override
    public Told of(CaseId id, Locale locale) {
        List<Scene> scenes = new ArrayList<>();
        Map<Long, Sealed> notes = new HashMap<>();
        CaseFile file = null;
        for (StoredEvents.Told told : stored.ofStream(id.value())) {
            CaseFile before = file;
            file = CaseFolding.after(before, told.event(), told.recorded());
            scenes.add(scene(told, before, file, notes));
        }
        Set<StaffId> staff = new HashSet<>();
        Set<UnitCode> units = new HashSet<>();
        for (Scene scene : scenes) {
            staff.add(scene.told().recorded().actor());
            units.add(scene.told().recorded().unit());
            for (Sentence.Word word : scene.sentence().words()) {
                switch (word) {
                    case Sentence.Word.Staff(StaffId one) -> staff.add(one);
                    case Sentence.Word.Unit(UnitCode one) -> units.add(one);
                    case Sentence.Word.Code _,Sentence.Word.Codes _,Sentence.Word.Plain _,Sentence.Word.Count _,Sentence.Word.Day _,Sentence.Word.At _,Sentence.Word.Until _ ->
                        {
                        }
                }
            }
        }
        Named named = names.of(staff, units);
        return new InWords(scenes, named, new Words(messages, locale), times);
    }

    /** @param notes what each event has said in free words so far, as corrected */
    private static Scene scene(StoredEvents.Told told, CaseFile before, CaseFile after, Map<Long, Sealed> notes) {
        Sentence sentence = Storyteller.tell(told.event());
        if (told.event() instanceof DeadlineEvent clock && !(clock instanceof DeadlineOpened)) {
            sentence = sentence.naming(new Sentence.Word.Code(after.limits().stream()
                    .filter(limit -> limit.id().equals(clock.deadlineId())).findFirst().orElseThrow().kind()));
        }
        if (!sentence.quotes().isEmpty()) {
            notes.put(told.recorded().version(), sentence.quotes().getFirst());
        }
        if (!(told.event() instanceof CaseCorrected corrected) || before == null) {
            return new Scene(told, sentence, null, null);
        }
        return switch (corrected.field()) {
            case SUB_CATEGORY -> new Scene(told, sentence, before.subCategory(), after.subCategory());
            case URGENCY -> new Scene(told, sentence, before.urgency(), after.urgency());
            case NARRATIVE -> new Scene(told, sentence, before.narrative(), after.narrative());
            case PARTY_NAME -> new Scene(told, sentence, person(before, corrected).name(),
                    person(after, corrected).name());
            case PARTY_PHONE -> new Scene(told, sentence, Phone.of(person(before, corrected).phone()),
                    Phone.of(person(after, corrected).phone()));
            case ACTION_NOTE, MEDIATION_NOTE, SAFETY_NOTE -> new Scene(told, sentence,
                    notes.put(corrected.entry(), corrected.text()), corrected.text());
        };
    }

    private static CaseFile.Person person(CaseFile file, CaseCorrected corrected) {
        return file.parties().stream().filter(person -> person.person().equals(corrected.person())).findFirst()
                .orElseThrow();
    }

    /** An event with its sentence, and with what a correction changed: a code or a sealed text. */
    private record Scene(StoredEvents.Told told, Sentence sentence, Object before, Object after) {

        Set<Sealed> sealed() {
            Set<Sealed> sealed = new LinkedHashSet<>(sentence.quotes());
            for (Object value : new Object[]{before, after}) {
                switch (value) {
                    case Sealed text -> sealed.add(text);
                    case Phone(Sealed number) -> sealed.add(number);
                    case null, default -> {
                    }
                }
            }
            return sealed;
        }
    }

    /** A sealed number: whoever may read it sees it masked here too. */
    private record Phone(Sealed number) {

        static Phone of(Sealed number) {
            return number == null ? null : new Phone(number);
        }
    }

    private record InWords(List<Scene> scenes, Named named, Words words, Times times) implements Told {

        @Override
        public Set<Sealed> sealed() {
            Set<Sealed> all = new LinkedHashSet<>();
            scenes.forEach(scene -> scene.sealed().stream()
                    .filter(text -> text.dataClass() == DataClass.D2 || text.dataClass() == DataClass.D3)
                    .forEach(all::add));
            return all;
        }

        @Override
        public List<Line> lines(Readable opened) {
            List<Line> lines = new ArrayList<>();
            for (Scene scene : scenes) {
                Recorded recorded = scene.told().recorded();
                Sentence sentence = scene.sentence();
                boolean clock = scene.told().event() instanceof DeadlineEvent;
                boolean bySystem = recorded.role() == Role.SYSTEM || clock;
                List<String> quotes = sentence.quotes().stream().map(opened::get).filter(text -> text != null).toList();
                lines.add(new Line(recorded.version() + 1, recorded.position(), times.day(recorded.happenedAt()),
                        recorded.happenedAt(), recorded.at(),
                        bySystem && sentence.look().isEmpty() ? "sys" : sentence.look(), sentence.icon(), !bySystem,
                        clock, recorded.imported(), bySystem ? null : named.staff(recorded.actor()),
                        bySystem ? null : recorded.role(), bySystem ? null : named.unit(recorded.unit()),
                        said(sentence), quotes, sentence.quotes().size() - quotes.size(),
                        shown(scene.before(), opened), shown(scene.after(), opened),
                        Duration.between(recorded.happenedAt(), recorded.at()).compareTo(AT_ONCE) > 0,
                        scene.told().type(), scene.told().payload()));
            }
            return lines;
        }

        private String said(Sentence sentence) {
            return words.of("timeline." + sentence.key(), sentence.words().stream().map(this::word).toArray());
        }

        private String word(Sentence.Word word) {
            return switch (word) {
                case Sentence.Word.Code(Enum<?> value) -> value == null
                        ? words.of("timeline.unknown")
                        : words.code(value);
                case Sentence.Word.Codes(List<? extends Enum<?>> values) -> String.join(
                        words.of("timeline.and"), values.stream().map(words::code).toList());
                case Sentence.Word.Staff(StaffId id) -> named.staff(id);
                case Sentence.Word.Unit(UnitCode code) -> named.unit(code);
                case Sentence.Word.Plain(String text) -> text == null ? "" : text;
                case Sentence.Word.Count(long number) -> Long.toString(number);
                case Sentence.Word.Day(LocalDate day) -> day == null
                        ? words.of("timeline.unknown")
                        : day.toString();
                case Sentence.Word.At(Instant instant) -> times.stamp(instant);
                case Sentence.Word.Until(Instant instant) -> times.until(instant);
            };
        }

        private String shown(Object value, Readable opened) {
            return switch (value) {
                case null -> null;
                case Enum<?> code -> words.code(code);
                case Phone(Sealed number) -> opened.get(number) == null
                        ? words.of("timeline.sealed")
                        : opened.masked(number);
                case Sealed text -> opened.get(text) == null ? words.of("timeline.sealed") : opened.get(text);
                default -> value.toString();
            };
        }
    }
}
