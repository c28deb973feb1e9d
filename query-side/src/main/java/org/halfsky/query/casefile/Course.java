package org.halfsky.query.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.access.Readable;

/** What happened to a case, told in words; the timeline tells it. */
public interface Course {

    /** The whole course of a case, the texts in it still sealed. */
    Told of(CaseId id, Locale locale);

    /** What of a course is shown. */
    enum Show {
        /** 全部 */
        ALL,
        /** 人做的 */
        PEOPLE,
        /** 期限 */
        CLOCKS,
        /** 谁看过 */
        READERS;

        private boolean tells(Line line) {
            return switch (this) {
                case ALL -> true;
                case PEOPLE -> line.byPerson();
                case CLOCKS -> line.clock();
                case READERS -> false;
            };
        }
    }

    /**
     * What a page shows of a course.
     *
     * @param lines
     *            the newest first
     * @param counts
     *            how much there is to see under each choice that the reader has
     */
    record Part(Show show, List<Line> lines, Map<Show, Integer> counts) {

        /** The most openings that are looked through. */
        public static final int READINGS = 500;

        /**
         * @param all
         *            the whole course in order
         * @param readings
         *            how often its texts were opened; null for whoever may not see that
         */
        public static Part of(Show show, List<Line> all, Integer readings) {
            Map<Show, Integer> counts = new EnumMap<>(Show.class);
            for (Show one : Show.values()) {
                if (one != Show.READERS) {
                    counts.put(one, (int) all.stream().filter(one::tells).count());
                } else if (readings != null) {
                    counts.put(one, readings);
                }
            }
            List<Line> lines = new ArrayList<>(all.stream().filter(show::tells).toList());
            Collections.reverse(lines);
            return new Part(show, lines, counts);
        }
    }

    /** A course whose texts can be put in once they were opened, or not at all. */
    interface Told {

        /** What could be opened for whoever may read content. */
        Set<Sealed> sealed();

        /** Every event in order; a text that is not among the opened ones is shown as sealed. */
        List<Line> lines(Readable opened);
    }

    /**
     * One event in words.
     *
     * @param number
     *            its place in the case, from 1
     * @param look
     *            {@code good}, {@code bad}, {@code sys} or nothing
     * @param who
     *            the name of who did it, or null for the system, which has no role and no unit either
     * @param unit
     *            the name of the unit it was done for
     * @param said
     *            the sentence
     * @param quotes
     *            what was written down, as far as it was opened
     * @param sealed
     *            how many texts stay sealed
     * @param before
     *            what a correction replaced, or null
     * @param after
     *            what a correction put in its place, or null
     * @param late
     *            whether it was recorded noticeably after it happened
     * @param type
     *            its stored name
     * @param raw
     *            the event as it lies in the store
     */
    record Line(long number, long position, LocalDate day, Instant happenedAt, Instant recordedAt, String look,
            String icon, boolean byPerson, boolean clock, boolean imported, String who, Role role, String unit,
            String said, List<String> quotes, int sealed, String before, String after, boolean late, String type,
            String raw) {}
}
