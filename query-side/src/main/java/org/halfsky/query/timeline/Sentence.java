package org.halfsky.query.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.Sealed;

/**
 * What one event says, before it is put into a language.
 *
 * @param key
 *            the message under {@code timeline.}
 * @param look
 *            {@code good}, {@code bad} or nothing
 * @param icon
 *            the symbol's id
 * @param words
 *            what the message names, in its order
 * @param quotes
 *            what was written down, sealed
 */
record Sentence(String key, String look, String icon, List<Word> words, List<Sealed> quotes) {

    static Sentence of(String key, String look, String icon, Word... words) {
        return new Sentence(key, look, icon, List.of(words), List.of());
    }

    Sentence quoting(Sealed... some) {
        return new Sentence(key, look, icon, words,
                Stream.of(some).filter(quote -> quote != null).toList());
    }

    /** The same with one more thing that it names. */
    Sentence naming(Word word) {
        return new Sentence(key, look, icon, Stream.concat(words.stream(), Stream.of(word)).toList(), quotes);
    }

    /** Something a sentence names. */
    sealed interface Word {

        /** A value of a code list; null is said as unknown. */
        record Code(Enum<?> value) implements Word {}

        /** Several values of a code list. */
        record Codes(List<? extends Enum<?>> values) implements Word {}

        /** A member of staff. */
        record Staff(StaffId id) implements Word {}

        /** A unit. */
        record Unit(UnitCode code) implements Word {}

        /** A number of our own, such as a case number. */
        record Plain(String text) implements Word {}

        /** A number. */
        record Count(long number) implements Word {}

        /** A day. */
        record Day(LocalDate day) implements Word {}

        /** A moment. */
        record At(Instant instant) implements Word {}

        /** The end of a time limit. */
        record Until(Instant instant) implements Word {}
    }
}
