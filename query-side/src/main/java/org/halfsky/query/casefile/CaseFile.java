package org.halfsky.query.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.Party;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.Level;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.access.MayRead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The case as its events tell it. The live view, the rebuild, the time machine
 * and the tests all fold with {@link CaseFolding#after}.
 *
 * @param offer
 *            where it is offered to and nobody has answered yet, or null
 * @param handovers
 *            every offer with its answer, in order
 * @param handler
 *            who is responsible by name, or null
 * @param contacts
 *            every contact that belongs to it, the first first
 * @param danger
 *            null as long as domestic violence is neither suspected nor assessed
 * @param narrative
 *            sealed, as corrected
 * @param openedAt
 *            when it was opened, by its own dates
 * @param version
 *            of the last event
 * @param changedByPerson
 *            version of the last event that a person caused
 * @param position
 *            of the last event
 * @param recordedAt
 *            when the last event was recorded
 * @param inReadersHands
 *            whether who reads it handles or mediates it; the store knows no reader
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = false)
public record CaseFile(CaseId id, String number, UnitCode unit, Offer offer, List<Handover> handovers, StaffId handler,
        UnitCode handlerUnit, Stage stage, HandlingBasis basis, Destination destination, List<ContactId> contacts,
        SubCategory subCategory, List<SubCategory> also, Urgency urgency, Danger danger, List<Person> parties,
        Sealed narrative, List<Mediation> mediations, List<TimeLimit> limits, List<Done> actions,
        List<Correction> corrections, Outcome outcome, List<Reopening> reopenings, Instant openedAt,
        Instant acceptedAt, Instant closedAt, boolean imported, long version, long changedByPerson, long position,
        Instant recordedAt, @JsonIgnore Boolean inReadersHands) {

    public CaseFile {
        inReadersHands = Boolean.TRUE.equals(inReadersHands);
        handovers = copy(handovers);
        contacts = copy(contacts);
        also = copy(also);
        parties = copy(parties);
        mediations = copy(mediations);
        limits = copy(limits);
        actions = copy(actions);
        corrections = copy(corrections);
        reopenings = copy(reopenings);
    }

    /** An offer to another unit that waits for an answer. */
    public record Offer(UnitCode to, Direction direction, Instant at, StaffId by, Sealed reason) {}

    /** How an offer went on. */
    public enum Answer {
        /** 待接收 */
        WAITING,
        /** 已接收 */
        RECEIVED,
        /** 已退回 */
        RETURNED,
        /** 已撤回 */
        WITHDRAWN
    }

    /** One offer of the case to another unit, and its answer. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Handover(UnitCode from, UnitCode to, Direction direction, Instant at, Answer answer,
            Instant answeredAt) {

        Handover answered(Answer how, Instant when) {
            return new Handover(from, to, direction, at, how, when);
        }
    }

    /** One person in the matter, as corrected. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Person(PersonId person, PartyRole role, Sealed name, Sealed phone) {

        static Person of(Party party) {
            return new Person(party.person(), party.role(), party.name(), party.phone());
        }

        Person named(Sealed corrected) {
            return new Person(person, role, corrected, phone);
        }

        Person reachedAt(Sealed corrected) {
            return new Person(person, role, name, corrected);
        }
    }

    /**
     * What is known of violence and danger.
     *
     * @param level
     *            null until the scale was answered
     * @param outdated
     *            whether something happened that the assessment could not know
     * @param safeAt
     *            when it was recorded how she is safe, after the last assessment
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Danger(Set<DvForm> forms, Instant flaggedAt, DangerLevel level, Integer score, Boolean special,
            String scale, Boolean victimSigned, Instant assessedAt, boolean outdated, Instant safeAt) {

        public Danger {
            forms = forms == null || forms.isEmpty() ? Set.of() : new TreeSet<>(forms);
        }

        static Danger none() {
            return new Danger(Set.of(), null, null, null, null, null, null, null, false, null);
        }

        Danger flagged(Set<DvForm> more, Instant at) {
            Set<DvForm> all = EnumSet.noneOf(DvForm.class);
            all.addAll(forms);
            all.addAll(more);
            return new Danger(all, flaggedAt == null ? at : flaggedAt, level, score, special, scale, victimSigned,
                    assessedAt, outdated, safeAt);
        }

        /** What made her safe before says nothing of what happened now. */
        Danger outdate() {
            return new Danger(forms, flaggedAt, level, score, special, scale, victimSigned, assessedAt, true, null);
        }

        Danger safe(Instant at) {
            return new Danger(forms, flaggedAt, level, score, special, scale, victimSigned, assessedAt, outdated, at);
        }

        /** Whether an assessment is owed before anything is mediated (MED-07) or the matter closed (DV-03, HAN-08). */
        public boolean assessmentOwed() {
            return outdated || flaggedAt != null && level == null;
        }

        public boolean high() {
            return level == DangerLevel.HIGH;
        }

        /** Whether she is in high danger and nobody recorded how she is safe (HAN-08). */
        public boolean safetyOwed() {
            return high() && safeAt == null;
        }
    }

    /** One mediation with all that happened to it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Mediation(MediationId id, MediationStage stage, UnitCode unit, MediationSource source,
            Set<Side> consents, Side refusedBy, Instant receivedAt, Instant startedAt, StaffId mediator,
            UnitCode appointedAt, LocalDate termEndsOn, int sessions, Instant endedAt, NotStarted notStarted,
            BarGround barred, Side stoppedBy, Boolean written) {

        public Mediation {
            consents = consents == null || consents.isEmpty() ? Set.of() : new TreeSet<>(consents);
        }

        /** Whose consent is still asked for, or null. */
        public Side sideToAsk() {
            return Stream.of(Side.values()).filter(side -> !consents.contains(side)).findFirst().orElse(null);
        }

        Mediation at(MediationStage next) {
            return new Mediation(id, next, unit, source, consents, refusedBy, receivedAt, startedAt, mediator,
                    appointedAt, termEndsOn, sessions, endedAt, notStarted, barred, stoppedBy, written);
        }

        Mediation consented(Side side) {
            Set<Side> both = EnumSet.of(side);
            both.addAll(consents);
            return new Mediation(id, both.size() == Side.values().length ? MediationStage.CONSENTED : stage, unit,
                    source, both, refusedBy, receivedAt, startedAt, mediator, appointedAt, termEndsOn, sessions,
                    endedAt, notStarted, barred, stoppedBy, written);
        }

        Mediation refused(Side side) {
            return new Mediation(id, stage, unit, source, consents, side, receivedAt, startedAt, mediator, appointedAt,
                    termEndsOn, sessions, endedAt, notStarted, barred, stoppedBy, written);
        }

        Mediation started(Instant at) {
            return new Mediation(id, MediationStage.ACCEPTED, unit, source, consents, refusedBy, receivedAt, at,
                    mediator, appointedAt, termEndsOn, sessions, endedAt, notStarted, barred, stoppedBy, written);
        }

        Mediation mediatedBy(StaffId who, UnitCode where, LocalDate until) {
            return new Mediation(id, stage, unit, source, consents, refusedBy, receivedAt, startedAt, who, where,
                    until, sessions, endedAt, notStarted, barred, stoppedBy, written);
        }

        Mediation sat(int number) {
            return new Mediation(id, MediationStage.IN_SESSION, unit, source, consents, refusedBy, receivedAt,
                    startedAt, mediator, appointedAt, termEndsOn, number, endedAt, notStarted, barred, stoppedBy,
                    written);
        }

        Mediation ended(MediationStage how, Instant at) {
            return new Mediation(id, how, unit, source, consents, refusedBy, receivedAt, startedAt, mediator,
                    appointedAt, termEndsOn, sessions, at, notStarted, barred, stoppedBy, written);
        }

        Mediation because(NotStarted why, BarGround ground, Side side, Boolean onPaper) {
            return new Mediation(id, stage, unit, source, consents, refusedBy, receivedAt, startedAt, mediator,
                    appointedAt, termEndsOn, sessions, endedAt, why, ground, side, onPaper);
        }
    }

    /** How a time limit stands. */
    public enum LimitState {
        /** 在走 */
        OPEN,
        /** 已办 */
        MET,
        /** 逾期 */
        MISSED
    }

    /** One time limit. Missed ones stay to be done. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TimeLimit(DeadlineId id, DeadlineKind kind, Instant openedAt, Instant dueAt, String ruleId,
            LimitState state, boolean extended, Instant settledAt) {

        TimeLimit extendedTo(Instant due) {
            return new TimeLimit(id, kind, openedAt, due, ruleId, state, true, settledAt);
        }

        TimeLimit settled(LimitState how, Instant at) {
            return new TimeLimit(id, kind, openedAt, dueAt, ruleId, how, extended, at);
        }

        /** Whether something is still owed. */
        public boolean owed() {
            return state == LimitState.OPEN || state == LimitState.MISSED;
        }
    }

    /** One thing done in handling, its note sealed and as corrected. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Done(ActionKind kind, Sealed note, StaffId by, Instant at, long version) {}

    /** What was set right; the old entry stays in the stream. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Correction(CaseField field, PersonId person, StaffId by, Instant at, long version, long position) {}

    /** Why a closed case went on. */
    public record Reopening(ReopenGround ground, Instant at) {}

    /** The units it once belonged to, which keep its metadata. */
    public List<UnitCode> formerUnits() {
        return handovers.stream().filter(handed -> handed.answer() == Answer.RECEIVED).map(Handover::from).distinct()
                .toList();
    }

    /** Handler and mediators, those of earlier units too: who is named in it. */
    public List<StaffId> workers() {
        return Stream.concat(Stream.ofNullable(handler), mediations.stream().map(Mediation::mediator))
                .filter(worker -> worker != null).distinct().toList();
    }

    /** As whoever handles or mediates it reads it. */
    CaseFile inHands() {
        return new CaseFile(id, number, unit, offer, handovers, handler, handlerUnit, stage, basis, destination,
                contacts,
                subCategory, also, urgency, danger, parties, narrative, mediations, limits, actions, corrections,
                outcome, reopenings, openedAt, acceptedAt, closedAt, imported, version, changedByPerson, position,
                recordedAt, true);
    }

    /** Whether its texts may be opened for the reader. What it said earlier is hers only if what it says now is. */
    public boolean contentFor(MayRead may) {
        return may.content(unit, offer == null ? null : offer.to(), inReadersHands);
    }

    /** What is still owed, the earliest first. */
    public List<TimeLimit> owed() {
        return limits.stream().filter(TimeLimit::owed).sorted((a, b) -> a.dueAt().compareTo(b.dueAt())).toList();
    }

    /** The mediation that is under way, or null. */
    public Mediation liveMediation() {
        return mediations.stream().filter(mediation -> mediation.stage().live()).findFirst().orElse(null);
    }

    public boolean violence() {
        return danger != null && danger.flaggedAt() != null;
    }

    /** An emergency, or opened again and nobody has taken it up since. */
    boolean urgent() {
        return stage.open() && (urgency == Urgency.U1 || stage == Stage.REOPENED
                || (stage == Stage.ACCEPTANCE_PENDING || stage == Stage.ACCEPTED) && reopenedLately());
    }

    private boolean reopenedLately() {
        return !reopenings.isEmpty()
                && (actions.isEmpty() || !actions.getLast().at().isAfter(reopenings.getLast().at()));
    }

    /** Whether the field was ever corrected. */
    public boolean corrected(CaseField field) {
        return corrections.stream().anyMatch(correction -> correction.field() == field);
    }

    /** The subtrees, from the province down, in which a unit that once had it, or is offered it, lies. */
    List<String> otherScopes() {
        Set<String> prefixes = new TreeSet<>();
        Stream.concat(formerUnits().stream(), Stream.ofNullable(offer).map(Offer::to)).forEach(code -> {
            for (Level level : Level.values()) {
                if (!level.above(Level.PROVINCE) && level.digits() <= code.level().digits()) {
                    prefixes.add(code.value().substring(0, level.digits()));
                }
            }
        });
        return List.copyOf(prefixes);
    }

    private static <T> List<T> copy(List<T> some) {
        return some == null ? List.of() : List.copyOf(some);
    }

    /** A list with one more at its end. */
    static <T> List<T> plus(List<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }
}
