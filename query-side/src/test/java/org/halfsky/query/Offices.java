package org.halfsky.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.network.NetworkEvent;
import org.halfsky.events.network.NetworkEvent.MediatorAppointed;
import org.halfsky.events.network.NetworkEvent.MediatorDismissed;
import org.halfsky.events.network.NetworkEvent.UnitRegistered;
import org.halfsky.query.network.NetworkView;
import org.halfsky.testkit.TestClock;

/** Who is in office, as the network's events tell it. */
public final class Offices {

    private static final Instant THEN = CaseStory.MONDAY.minusSeconds(86_400);

    private Offices() {}

    /** From the day before the stories begin, for three years. */
    public static void appointed(ViewDatabase database, Actor mediator, UnitCode unit) {
        boolean known = database.client().sql("select exists (select from network_unit where unit = ?)")
                .param(unit.value()).query(Boolean.class).single();
        if (!known) {
            tell(database, unit, new UnitRegistered(unit, "某妇联", unit.level(), unit.parent().orElse(null)));
        }
        LocalDate day = LocalDate.ofInstant(THEN, TestClock.ZONE);
        tell(database, unit, new MediatorAppointed(unit, mediator.staff(), true, day, day.plusYears(3)));
    }

    public static void dismissed(ViewDatabase database, StaffId mediator, UnitCode unit) {
        tell(database, unit, new MediatorDismissed(unit, mediator));
    }

    private static void tell(ViewDatabase database, UnitCode unit, NetworkEvent event) {
        database.live(new NetworkView(TestClock.at(THEN.toString())),
                List.of(database.append(unit.value(), CaseStory.HEAD, THEN, event)));
    }
}
