package org.halfsky.query.rates;

import java.time.LocalDate;
import java.time.ZoneId;

import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.ConsentGiven;
import org.halfsky.events.mediation.MediationEvent.ConsentRefused;
import org.halfsky.events.mediation.MediationEvent.DisputeReceived;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.MediationLapsed;
import org.halfsky.events.mediation.MediationEvent.MediationNotStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStarted;
import org.halfsky.events.mediation.MediationEvent.MediationStopped;
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.query.projection.Recorded;

/**
 * What the rates know of one dispute that the network received, and of the mediation it came to.
 *
 * @param unit     the unit responsible now
 * @param imported whether a ledger told it, so that what it does not say is unknown rather than not done
 * @param sessions whether a session was held
 * @param received where it stands among the disputes received
 * @param ended    where it stands among the mediations that ended, or null
 */
record RatedMediation(MediationId mediationId, UnitCode unit, boolean imported, boolean sessions, Stand received,
        Stand ended) {

    private static RatedMediation received(MediationId id, UnitCode unit, Mark mark, Recorded recorded, ZoneId zone) {
        return new RatedMediation(id, unit, recorded.imported(), false,
                new Stand(mark, unit, day(recorded, zone), recorded.position()), null);
    }

    static RatedMediation after(RatedMediation before, UnitCode caseUnit, MediationEvent event, Recorded recorded,
            ZoneId zone) {
        if (before == null) {
            return first(caseUnit, event, recorded, zone);
        }
        return switch (event) {
            case DisputeReceived again -> throw new IllegalStateException(
                    "mediation " + again.mediationId() + " was received before");
            case MediationNotStarted not -> before.marked(switch (not.why()) {
                case REFUSED -> Mark.RECEIVED_REFUSED;
                case WITHDRAWN -> Mark.RECEIVED_WITHDRAWN;
                case ADVISED -> Mark.RECEIVED_ADVISED;
                case COURT -> Mark.RECEIVED_COURT;
                case LOST_CONTACT -> Mark.RECEIVED_LOST_CONTACT;
            }, recorded);
            case ConsentRefused _ -> before.marked(Mark.RECEIVED_REFUSED, recorded);
            case ConsentGiven _ -> before.received.mark() == Mark.RECEIVED_REFUSED
                    ? before.marked(Mark.RECEIVED_WAITING, recorded)
                    : before;
            case MediationBarred _ -> before.started()
                    ? before.ended(Mark.RECEIVED_BARRED, Mark.ENDED_BARRED, recorded, zone)
                    : before.marked(Mark.RECEIVED_BARRED, recorded);
            case MediationStarted _ -> before.imported
                    ? before.ended(Mark.RECEIVED_END_UNKNOWN, Mark.ENDED_UNKNOWN, recorded, zone)
                    : before.marked(Mark.RECEIVED_RUNNING, recorded);
            case SessionHeld _ -> new RatedMediation(before.mediationId, before.unit, before.imported, true,
                    before.received, before.ended);
            case AgreementReached _ -> before.ended(Mark.RECEIVED_AGREED, Mark.ENDED_AGREED, recorded, zone);
            case PartiesReconciled _ -> before.ended(Mark.RECEIVED_RECONCILED, Mark.ENDED_RECONCILED, recorded, zone);
            case MediationFailed _ -> before.ended(Mark.RECEIVED_FAILED, Mark.ENDED_FAILED, recorded, zone);
            case MediationLapsed _ -> before.ended(Mark.RECEIVED_LAPSED, Mark.ENDED_LAPSED, recorded, zone);
            case MediationStopped _ -> before.started()
                    ? before.ended(Mark.RECEIVED_STOPPED, before.stop(), recorded, zone)
                    : before.marked(Mark.RECEIVED_WITHDRAWN, recorded);
            case RightsNoticeGiven _,MediatorAssigned _ -> before;
        };
    }

    private static RatedMediation first(UnitCode caseUnit, MediationEvent event, Recorded recorded, ZoneId zone) {
        if (event instanceof DisputeReceived dispute) {
            return received(dispute.mediationId(), dispute.unit(),
                    recorded.imported() ? Mark.RECEIVED_UNKNOWN : Mark.RECEIVED_WAITING, recorded, zone);
        }
        if (event instanceof MediationBarred barred) {
            return received(barred.mediationId(), caseUnit, Mark.RECEIVED_BARRED, recorded, zone);
        }
        throw new IllegalStateException("no dispute was received as mediation " + event.mediationId());
    }

    /** Whether the event can change what the rates know. */
    static boolean matters(MediationEvent event) {
        return switch (event) {
            case RightsNoticeGiven _,MediatorAssigned _ -> false;
            case DisputeReceived _,MediationNotStarted _,MediationBarred _,ConsentGiven _,ConsentRefused _,MediationStarted _,SessionHeld _,AgreementReached _,PartiesReconciled _,MediationFailed _,MediationStopped _,MediationLapsed _ ->
                true;
        };
    }

    /** The same under the unit that took the case over; what ended stays with whoever ended it. */
    RatedMediation under(UnitCode taker) {
        return ended != null && ended.mark() != Mark.ENDED_UNKNOWN
                ? this
                : new RatedMediation(mediationId, taker, imported, sessions, received, ended);
    }

    private boolean started() {
        return Rate.MEDIATION.part(received.mark()) == Part.NUMERATOR;
    }

    private Mark stop() {
        if (sessions) {
            return Mark.ENDED_STOPPED;
        }
        return imported ? Mark.ENDED_STOPPED_UNKNOWN : Mark.ENDED_STOPPED_EARLY;
    }

    private RatedMediation marked(Mark mark, Recorded recorded) {
        return new RatedMediation(mediationId, unit, imported, sessions, received.now(mark, recorded.position()),
                ended);
    }

    /** It ended; the day and unit of a first known end stay, so that no later event takes it out of a past figure. */
    private RatedMediation ended(Mark receivedMark, Mark endedMark, Recorded recorded, ZoneId zone) {
        boolean known = ended != null && ended.mark() != Mark.ENDED_UNKNOWN;
        return new RatedMediation(mediationId, unit, imported, sessions,
                received.now(receivedMark, recorded.position()),
                known
                        ? ended.now(endedMark, recorded.position())
                        : new Stand(endedMark, unit, day(recorded, zone), recorded.position()));
    }

    private static LocalDate day(Recorded recorded, ZoneId zone) {
        return LocalDate.ofInstant(recorded.happenedAt(), zone);
    }
}
