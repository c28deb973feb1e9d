package org.halfsky.query.rates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.ReopenGround;
import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactEvent.ContactBecameCase;
import org.halfsky.events.contact.ContactEvent.ContactDismissed;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactVoided;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.NonData;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.mediation.BarGround;
import org.halfsky.events.mediation.Form;
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
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.query.projection.Happened;
import org.halfsky.query.projection.Recorded;
import org.halfsky.testkit.TestClock;

/** Histories for the tests of the rates: what happened, in the order it was recorded, told without a store. */
final class RatesStory {

    static final UnitCode HUNAN = new UnitCode("430000000000");
    static final UnitCode YIYANG = new UnitCode("430900000000");
    static final UnitCode HESHAN = new UnitCode("430903000000");
    static final UnitCode TAOJIANG = new UnitCode("430922000000");
    static final UnitCode LANXI = new UnitCode("430903104000");
    static final List<UnitCode> VILLAGES = List.of(new UnitCode("430903104201"), new UnitCode("430903104202"),
            new UnitCode("430903104203"), new UnitCode("430903104204"));
    /** Everywhere something may happen in a random history. */
    static final List<UnitCode> PLACES = List.of(HUNAN, YIYANG, HESHAN, TAOJIANG, LANXI, VILLAGES.get(0),
            VILLAGES.get(1), VILLAGES.get(2), VILLAGES.get(3), new UnitCode("430922104000"),
            new UnitCode("430922104205"), new UnitCode("430100000000"), new UnitCode("430102001002"));

    private static final Actor OFFICER = new Actor(new StaffId("chen"), Role.STATION_OFFICER, HESHAN);

    private final List<Happened> all = new ArrayList<>();
    private long position;

    List<Happened> all() {
        return all;
    }

    void tell(String stream, LocalDate on, String origin, String source, Object event) {
        Instant at = on.atTime(12, 0).atZone(TestClock.ZONE).toInstant();
        Map<String, Object> meta = new HashMap<>(
                Map.of(Meta.ACTOR, OFFICER.staff().value(), Meta.ROLE, OFFICER.role().name(), Meta.UNIT,
                        OFFICER.unit().value(), Meta.HAPPENED_AT, at.toString(), Meta.ORIGIN, origin));
        if (source != null) {
            meta.put(Meta.SOURCE, source);
        }
        all.add(new Happened(event, Recorded.of(++position, stream, 0, at, meta)));
    }

    /** A dispute as a ledger tells it. */
    CaseId imported(UnitCode unit, LocalDate receivedOn, boolean mediated, Object ending, LocalDate endedOn,
            NotStarted notStarted, Outcome outcome, String source) {
        CaseId id = new CaseId(UUID.nameUUIDFromBytes(("case" + position).getBytes()).toString());
        MediationId mediation = new MediationId(UUID.nameUUIDFromBytes(("mediation" + position).getBytes()).toString());
        tell(id.value(), receivedOn, Meta.IMPORTED, source,
                new CaseOpened(id, "桃妇维〔" + receivedOn.getYear() + "〕" + position,
                        unit, null, SubCategory.F08, List.of(), null, List.of(), null));
        tell(id.value(), receivedOn, Meta.IMPORTED, source, new DisputeReceived(id, mediation, unit, null));
        if (mediated) {
            tell(id.value(), receivedOn, Meta.IMPORTED, source, new MediationStarted(id, mediation));
            if (ending != null) {
                tell(id.value(), endedOn, Meta.IMPORTED, source, ending(id, mediation, ending));
            }
        } else if (notStarted != null) {
            tell(id.value(), receivedOn, Meta.IMPORTED, source, new MediationNotStarted(id, mediation, notStarted));
        }
        tell(id.value(), receivedOn, Meta.IMPORTED, source, new CaseAccepted(id, HandlingBasis.MEDIATE));
        if (outcome != null) {
            tell(id.value(), endedOn, Meta.IMPORTED, source, new CaseClosed(id, outcome, null));
        }
        return id;
    }

    private static Object ending(CaseId id, MediationId mediation, Object ending) {
        return switch (ending.toString()) {
            case "AGREED" -> new AgreementReached(id, mediation, Form.WRITTEN, null);
            case "RECONCILED" -> new PartiesReconciled(id, mediation, false, null);
            case "FAILED" -> new MediationFailed(id, mediation, false, null);
            case "LAPSED" -> new MediationLapsed(id, mediation);
            case "STOPPED" -> new MediationStopped(id, mediation, Side.A, true);
            default -> throw new IllegalArgumentException(ending.toString());
        };
    }

    /** Anything that can happen, to many at once, in random order; always the same for one seed. */
    static RatesStory random(long seed, int lives) {
        Random random = new Random(seed);
        RatesStory story = new RatesStory();
        LocalDate start = LocalDate.of(2025, 11, 20);
        for (int i = 0; i < lives; i++) {
            LocalDate day = start.plusDays(random.nextInt(460));
            switch (random.nextInt(4)) {
                case 0 -> story.contact(random, day);
                case 1 -> story.ledgerRow(random, day);
                default -> story.matter(random, day);
            }
        }
        return story;
    }

    private void contact(Random random, LocalDate day) {
        ContactId id = new ContactId(new UUID(random.nextLong(), random.nextLong()).toString());
        UnitCode unit = PLACES.get(random.nextInt(PLACES.size()));
        Instant arrived = day.atTime(random.nextInt(24), 0).atZone(TestClock.ZONE).toInstant();
        tell(id.value(), day, Meta.LIVE, null,
                new ContactReceived(id, Channel.CALL, unit, arrived, ArrivalSource.TYPED));
        switch (random.nextInt(5)) {
            case 0 -> tell(id.value(), day, Meta.LIVE, null, new ContactDismissed(id,
                    NonData.values()[random.nextInt(3)]));
            case 1 -> {
            }
            default -> {
                tell(id.value(), day, Meta.LIVE, null,
                        new ContactRegistered(id, Nature.HELP, SubCategory.F03, List.of(), null,
                                null, null));
                if (random.nextInt(6) == 0) {
                    tell(id.value(), day, Meta.LIVE, null, new ContactVoided(id));
                } else if (random.nextBoolean()) {
                    CaseId opened = new CaseId(new UUID(random.nextLong(), random.nextLong()).toString());
                    tell(id.value(), day, Meta.LIVE, null, new ContactBecameCase(id, opened));
                }
            }
        }
    }

    private void ledgerRow(Random random, LocalDate day) {
        Object[] endings = {"AGREED", "RECONCILED", "FAILED", "LAPSED", "STOPPED", null};
        boolean mediated = random.nextBoolean();
        imported(PLACES.get(random.nextInt(PLACES.size())), day, mediated,
                mediated ? endings[random.nextInt(endings.length)] : null, day.plusDays(random.nextInt(40)),
                random.nextInt(4) == 0 ? null : NotStarted.values()[random.nextInt(NotStarted.values().length)],
                random.nextInt(5) == 0 ? null : Outcome.values()[random.nextInt(Outcome.values().length)],
                random.nextBoolean() ? "synthetic:test" : null);
    }

    private void matter(Random random, LocalDate start) {
        CaseId id = new CaseId(new UUID(random.nextLong(), random.nextLong()).toString());
        LocalDate day = start;
        UnitCode unit = PLACES.get(random.nextInt(PLACES.size()));
        tell(id.value(), day, Meta.LIVE, null, new CaseOpened(id, "赫妇维〔2026〕" + position, unit,
                new ContactId(UUID.randomUUID().toString()), SubCategory.F01, List.of(), null, List.of(), null));
        List<MediationId> live = new ArrayList<>();
        DeadlineId deadline = new DeadlineId(new UUID(random.nextLong(), random.nextLong()).toString());
        boolean due = false;
        boolean closed = false;
        for (int i = random.nextInt(12); i > 0; i--) {
            day = day.plusDays(random.nextInt(9));
            Object event = switch (random.nextInt(12)) {
                case 0 -> new CaseNotAccepted(id, Destination.COURT, null);
                case 1, 2 -> new CaseAccepted(id, HandlingBasis.OWN_POWER_31_6);
                case 3 -> new HandoverReceived(id, PLACES.get(random.nextInt(PLACES.size())));
                case 4 -> closed
                        ? new CaseReopened(id, ReopenGround.NEW_FACT, null)
                        : new CaseClosed(id, Outcome.values()[random.nextInt(Outcome.values().length)], null);
                case 5 -> due
                        ? new DeadlineExtended(id, deadline, day.plusDays(90).atStartOfDay(TestClock.ZONE).toInstant(),
                                null)
                        : new DeadlineOpened(id, deadline, DeadlineKind.HANDLING_60D,
                                day.plusDays(61).atStartOfDay(TestClock.ZONE).toInstant(), "HAN-01", null);
                case 6 -> new CaseCorrected(id, CaseField.SUB_CATEGORY, null, null, "F08", null, null);
                case 7 -> new ActionRecorded(id, null, null);
                case 8, 9 -> {
                    MediationId mediation = new MediationId(new UUID(random.nextLong(), random.nextLong()).toString());
                    live.add(mediation);
                    yield new DisputeReceived(id, mediation, unit, MediationSource.values()[0]);
                }
                default -> live.isEmpty() ? null : step(random, id, live.get(random.nextInt(live.size())));
            };
            if (event instanceof CaseClosed) {
                closed = true;
            } else if (event instanceof CaseReopened) {
                closed = false;
            } else if (event instanceof DeadlineOpened) {
                due = true;
            } else if (event instanceof HandoverReceived taken) {
                unit = taken.unit();
            }
            if (event != null) {
                tell(id.value(), day, Meta.LIVE, null, event);
            }
        }
        for (MediationId mediation : live) {
            for (int i = random.nextInt(4); i > 0; i--) {
                day = day.plusDays(random.nextInt(20));
                tell(id.value(), day, Meta.LIVE, null, step(random, id, mediation));
            }
        }
    }

    private static Object step(Random random, CaseId id, MediationId mediation) {
        return switch (random.nextInt(11)) {
            case 0 -> new ConsentGiven(id, mediation, Side.A, Form.ORAL);
            case 1 -> new ConsentRefused(id, mediation, Side.B);
            case 2, 3 -> new MediationStarted(id, mediation);
            case 4 -> new SessionHeld(id, mediation, 1, false, null);
            case 5 -> new MediationNotStarted(id, mediation, NotStarted.values()[random.nextInt(5)]);
            case 6 -> new MediationBarred(id, mediation, BarGround.DANGER_HIGH);
            case 7 -> ending(id, mediation, "RECONCILED");
            case 8 -> ending(id, mediation, "AGREED");
            case 9 -> ending(id, mediation, "STOPPED");
            default -> ending(id, mediation, "FAILED");
        };
    }

    /** The moment from which a history is looked at. */
    static TestClock clock() {
        return TestClock.at(Instant.parse("2026-11-22T02:00:00Z"));
    }
}
