package org.halfsky.command.cases;

import java.util.LinkedHashMap;
import java.util.Map;

import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.mediation.MediationEvent.AgreementReached;
import org.halfsky.events.mediation.MediationEvent.MediationFailed;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.privacy.Sealed;

/** Which entries of the stream say something in free words, so that a correction can name the one it sets right. */
final class Notes {

    private final Map<Long, CaseField> of = new LinkedHashMap<>();

    /** The entry that is meant: the one named, or the latest of its kind; null where there is none such. */
    Long entry(CaseField field, Long named) {
        return of.entrySet().stream()
                .filter(each -> each.getValue() == field && (named == null || named.equals(each.getKey())))
                .map(Map.Entry::getKey).reduce((_, later) -> later).orElse(null);
    }

    void evolve(Object event, long sequence) {
        switch (event) {
            case ActionRecorded action -> add(action.note(), CaseField.ACTION_NOTE, sequence);
            case SessionHeld held -> add(held.note(), CaseField.MEDIATION_NOTE, sequence);
            case AgreementReached agreed -> add(agreed.content(), CaseField.MEDIATION_NOTE, sequence);
            case PartiesReconciled reconciled -> add(reconciled.note(), CaseField.MEDIATION_NOTE, sequence);
            case MediationFailed failed -> add(failed.note(), CaseField.MEDIATION_NOTE, sequence);
            case SafetySecured secured -> add(secured.outcome(), CaseField.SAFETY_NOTE, sequence);
            default -> {
            }
        }
    }

    private void add(Sealed note, CaseField field, long sequence) {
        if (note != null) {
            of.put(sequence, field);
        }
    }
}
