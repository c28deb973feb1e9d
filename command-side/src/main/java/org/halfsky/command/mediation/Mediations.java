package org.halfsky.command.mediation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import org.halfsky.command.act.Act;
import org.halfsky.command.mediation.Mediation.Stage;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.events.mediation.MediationEvent.MediationBarred;

/** The mediations of one case, one at a time under way. */
public final class Mediations {

    private final Map<MediationId, Mediation> all = new HashMap<>();

    public List<MediationEvent> decide(MediationCommand command, MediationFacts facts, Act act) {
        MediationId which = command.mediationId();
        boolean anotherLive = live().stream().anyMatch(each -> !each.equals(which));
        return all.getOrDefault(which, new Mediation()).decide(command, facts, anotherLive, act);
    }

    /** High danger ends at once what is under way (MED-06, DV-06). */
    public List<MediationEvent> bar(CaseId caseId) {
        return live().stream().<MediationEvent>map(which -> new MediationBarred(caseId, which, BarGround.DANGER_HIGH))
                .toList();
    }

    /** @param happenedAt when it happened; null in streams that do not say */
    public void evolve(MediationEvent event, Instant happenedAt) {
        all.computeIfAbsent(event.mediationId(), _ -> new Mediation()).evolve(event, happenedAt);
    }

    public boolean underWay() {
        return !live().isEmpty();
    }

    /** Whether one ended in agreement. */
    public boolean agreed() {
        return anyAt(Stage.AGREED);
    }

    /** Whether one ended in reconciliation. */
    public boolean reconciled() {
        return anyAt(Stage.RECONCILED);
    }

    /** @param where the unit that the case belongs to now */
    public boolean areInHandsOf(StaffId staff, UnitCode where) {
        return all.values().stream().anyMatch(each -> each.inHandsOf(staff, where));
    }

    private boolean anyAt(Stage stage) {
        return all.values().stream().anyMatch(each -> each.stage() == stage);
    }

    private List<MediationId> live() {
        return all.entrySet().stream().filter(each -> each.getValue().live()).map(Entry::getKey).toList();
    }
}
