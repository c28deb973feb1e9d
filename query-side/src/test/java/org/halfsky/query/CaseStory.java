package org.halfsky.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.halfsky.events.cases.ActionKind;
import org.halfsky.events.cases.CaseEvent.ActionRecorded;
import org.halfsky.events.cases.CaseEvent.CaseAccepted;
import org.halfsky.events.cases.CaseEvent.CaseClosed;
import org.halfsky.events.cases.CaseEvent.CaseContactLinked;
import org.halfsky.events.cases.CaseEvent.CaseCorrected;
import org.halfsky.events.cases.CaseEvent.CaseHandedOver;
import org.halfsky.events.cases.CaseEvent.CaseNotAccepted;
import org.halfsky.events.cases.CaseEvent.CaseOpened;
import org.halfsky.events.cases.CaseEvent.CaseReopened;
import org.halfsky.events.cases.CaseEvent.HandlerAssigned;
import org.halfsky.events.cases.CaseEvent.HandoverReceived;
import org.halfsky.events.cases.CaseEvent.HandoverReturned;
import org.halfsky.events.cases.CaseEvent.HandoverWithdrawn;
import org.halfsky.events.cases.CaseEvent.PartyAdded;
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
import org.halfsky.events.deadline.DeadlineEvent.DeadlineExtended;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMet;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineMissed;
import org.halfsky.events.deadline.DeadlineEvent.DeadlineOpened;
import org.halfsky.events.deadline.DeadlineKind;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvEvent.DangerAssessed;
import org.halfsky.events.dvresponse.DvEvent.DvFlagged;
import org.halfsky.events.dvresponse.DvEvent.SafetySecured;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.DeadlineId;
import org.halfsky.events.ids.MediationId;
import org.halfsky.events.ids.PersonId;
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
import org.halfsky.events.mediation.MediationEvent.MediatorAssigned;
import org.halfsky.events.mediation.MediationEvent.PartiesReconciled;
import org.halfsky.events.mediation.MediationEvent.RightsNoticeGiven;
import org.halfsky.events.mediation.MediationEvent.SessionHeld;
import org.halfsky.events.mediation.MediationSource;
import org.halfsky.events.mediation.NotStarted;
import org.halfsky.events.mediation.Side;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.query.projection.Happened;

/** The words in which tests of the views tell what happened to a case; the only place with ids and dates. */
public final class CaseStory {

    public static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00.123456Z");
    public static final UnitCode YIYANG = new UnitCode("430900000000");
    public static final UnitCode HESHAN = new UnitCode("430903000000");
    public static final UnitCode LANXI = new UnitCode("430903101000");
    public static final UnitCode NANXIAN = new UnitCode("430921000000");
    public static final Actor OPERATOR = actor("zhou", Role.OPERATOR, HESHAN);
    public static final Actor OFFICER = actor("chen", Role.STATION_OFFICER, HESHAN);
    public static final Actor HEAD = actor("guo", Role.RIGHTS_HEAD, HESHAN);
    public static final Actor MEDIATOR = actor("long", Role.MEDIATOR, LANXI);
    public static final Actor LEADER = actor("tan", Role.LEADER, YIYANG);
    public static final Actor AUDITOR = actor("lv", Role.AUDITOR, YIYANG);
    public static final Actor ADMINISTRATOR = actor("admin", Role.ADMINISTRATOR, YIYANG);
    public static final Actor SYSTEM = actor("system", Role.SYSTEM, HESHAN);

    public final CaseId id = new CaseId(UUID.randomUUID().toString());
    public final ContactId contact = new ContactId(UUID.randomUUID().toString());
    public final PersonId she = new PersonId(UUID.randomUUID().toString());
    public final PersonId he = new PersonId(UUID.randomUUID().toString());
    public final MediationId mediation = new MediationId(UUID.randomUUID().toString());
    public final DeadlineId notice = new DeadlineId(UUID.randomUUID().toString());
    public final DeadlineId sixty = new DeadlineId(UUID.randomUUID().toString());

    private final ViewDatabase database;
    private final String number;
    private final List<Happened> all = new ArrayList<>();
    private Actor by = OFFICER;
    private Instant now;
    private int written;

    private CaseStory(ViewDatabase database, String number, Instant start) {
        this.database = database;
        this.number = number;
        this.now = start;
    }

    public static CaseStory in(ViewDatabase database) {
        return new CaseStory(database, "赫妇维〔2026〕0417", MONDAY);
    }

    public static CaseStory in(ViewDatabase database, String number, Instant start) {
        return new CaseStory(database, number, start);
    }

    public static Actor actor(String staff, Role role, UnitCode unit) {
        return new Actor(new StaffId(staff), role, unit);
    }

    /** Text as the test vault seals it: readable only by who may open it. */
    public static Sealed sealed(PersonId person, DataClass dataClass, String text) {
        return TestVault.sealed(person, dataClass, text);
    }

    public List<Happened> all() {
        return all;
    }

    /** What happened since this was asked last. */
    public List<Happened> news() {
        List<Happened> news = List.copyOf(all.subList(written, all.size()));
        written = all.size();
        return news;
    }

    public long version() {
        return all.getLast().recorded().version();
    }

    public Instant now() {
        return now;
    }

    public CaseStory by(Actor actor) {
        by = actor;
        return this;
    }

    public CaseStory later(Duration later) {
        now = now.plus(later);
        return this;
    }

    public CaseStory opened() {
        return opened(HESHAN, SubCategory.F05);
    }

    public CaseStory opened(UnitCode unit, SubCategory subCategory) {
        return told(new CaseOpened(id, number, unit, contact, subCategory, List.of(SubCategory.F01), Urgency.U2,
                List.of(new Party(she, PartyRole.COMPLAINANT, sealed(she, DataClass.D3, "李秀兰"),
                        sealed(she, DataClass.D3, "13800006217")),
                        new Party(he, PartyRole.RESPONDENT, sealed(he, DataClass.D3, "王大勇"), null)),
                sealed(she, DataClass.D2, "丈夫酒后持刀砍门")));
    }

    public CaseStory accepted() {
        return told(new CaseAccepted(id, HandlingBasis.OWN_POWER_31_6));
    }

    public CaseStory notAccepted() {
        return told(new CaseNotAccepted(id, Destination.LABOUR, sealed(she, DataClass.D2, "属劳动监察")));
    }

    public CaseStory assigned(Actor handler) {
        return told(new HandlerAssigned(id, handler.staff(), handler.unit()));
    }

    public CaseStory acted() {
        return told(new ActionRecorded(id, ActionKind.CALL, sealed(she, DataClass.D2, "电话联系，情绪稳定")));
    }

    public CaseStory linked(boolean newIncident) {
        return told(new CaseContactLinked(id, new ContactId(UUID.randomUUID().toString()), newIncident, newIncident));
    }

    public CaseStory party() {
        return told(new PartyAdded(id, new Party(new PersonId(UUID.randomUUID().toString()), PartyRole.CHILD, null,
                null)));
    }

    public CaseStory handed(UnitCode from, UnitCode to, Direction direction) {
        return told(new CaseHandedOver(id, from, to, direction, sealed(she, DataClass.D2, "就近办理")));
    }

    public CaseStory received(UnitCode unit) {
        return told(new HandoverReceived(id, unit));
    }

    public CaseStory returned(UnitCode unit) {
        return told(new HandoverReturned(id, unit, sealed(she, DataClass.D2, "不在本辖区")));
    }

    public CaseStory withdrawn(UnitCode unit) {
        return told(new HandoverWithdrawn(id, unit, sealed(she, DataClass.D2, "交错了单位")));
    }

    public CaseStory corrected(CaseField field, PersonId person, String code, String text) {
        return corrected(field, person, null, code, text);
    }

    /** Of a note, by the number of its event in the stream. */
    public CaseStory corrected(CaseField field, long entry, String text) {
        return corrected(field, null, entry, null, text);
    }

    private CaseStory corrected(CaseField field, PersonId person, Long entry, String code, String text) {
        return told(new CaseCorrected(id, field, person, entry, code,
                text == null ? null : sealed(person == null ? she : person, DataClass.D3, text),
                sealed(she, DataClass.D2, "登记时听错")));
    }

    public CaseStory flagged(DvForm... forms) {
        return told(new DvFlagged(id, Set.of(forms)));
    }

    public CaseStory assessed(DangerLevel level, int score) {
        return told(new DangerAssessed(id, she, "ACWF-DV-2018", score, false, level,
                sealed(she, DataClass.D4, "YYYNNNYNNNN"), true));
    }

    public CaseStory safe() {
        return told(new SafetySecured(id, sealed(she, DataClass.D2, "已住娘家")));
    }

    public CaseStory received() {
        return told(new DisputeReceived(id, mediation, HESHAN, MediationSource.APPLICATION));
    }

    public CaseStory consented(Side... sides) {
        for (Side side : sides) {
            told(new ConsentGiven(id, mediation, side, Form.ORAL));
        }
        return this;
    }

    public CaseStory noticed() {
        return told(new RightsNoticeGiven(id, mediation, Form.WRITTEN));
    }

    public CaseStory started() {
        return noticed().told(new MediationStarted(id, mediation));
    }

    /** Started as a ledger tells it: of consents and notice nothing is known. */
    public CaseStory startedInALedger() {
        return told(new MediationStarted(id, mediation));
    }

    public CaseStory mediated(Actor mediator) {
        return told(new MediatorAssigned(id, mediation, mediator.staff(), mediator.unit(), LocalDate.of(2028, 3, 1)));
    }

    public CaseStory sat(int session) {
        return told(new SessionHeld(id, mediation, session, false, sealed(she, DataClass.D2, "双方各自陈述")));
    }

    public CaseStory agreed() {
        return told(new AgreementReached(id, mediation, Form.WRITTEN, sealed(she, DataClass.D2, "和平分手，孩子随母")));
    }

    public CaseStory reconciled() {
        return told(new PartiesReconciled(id, mediation, true, sealed(she, DataClass.D2, "重归于好")));
    }

    public CaseStory failed() {
        return told(new MediationFailed(id, mediation, true, sealed(she, DataClass.D2, "分歧过大")));
    }

    public CaseStory stopped() {
        return told(new MediationStopped(id, mediation, Side.A, true));
    }

    public CaseStory lapsed() {
        return told(new MediationLapsed(id, mediation));
    }

    public CaseStory barred() {
        return told(new MediationBarred(id, mediation, BarGround.DANGER_HIGH));
    }

    public CaseStory refused() {
        told(new ConsentRefused(id, mediation, Side.B));
        return told(new MediationNotStarted(id, mediation, NotStarted.REFUSED));
    }

    public CaseStory noticeOwed(Instant due) {
        return told(new DeadlineOpened(id, notice, DeadlineKind.ACCEPTANCE_NOTICE, due, "ACC-01", null));
    }

    public CaseStory noticeMet() {
        return told(new DeadlineMet(id, notice));
    }

    public CaseStory handlingOwed(Instant due) {
        return told(new DeadlineOpened(id, sixty, DeadlineKind.HANDLING_60D, due, "HAN-01", null));
    }

    public CaseStory handlingExtended(Instant due) {
        return told(new DeadlineExtended(id, sixty, due, sealed(she, DataClass.D2, "案情复杂")));
    }

    public CaseStory handlingMissed() {
        Actor person = by;
        return by(SYSTEM).told(new DeadlineMissed(id, sixty)).by(person);
    }

    public CaseStory handlingMet() {
        return told(new DeadlineMet(id, sixty));
    }

    public CaseStory closed(Outcome outcome) {
        return told(new CaseClosed(id, outcome, sealed(she, DataClass.D2, "双方满意")));
    }

    public CaseStory reopened(ReopenGround ground) {
        return told(new CaseReopened(id, ground, sealed(she, DataClass.D2, "再次施暴")));
    }

    /** Every kind of event that a case can have, one after another. */
    public CaseStory everything() {
        opened().noticeOwed(now.plus(Duration.ofDays(15))).flagged(DvForm.PHYS, DvForm.PSYCH);
        assessed(DangerLevel.LOW, 2).party().linked(false).notAccepted().reopened(ReopenGround.CLOSED_IN_ERROR);
        accepted().noticeMet().handlingOwed(now.plus(Duration.ofDays(60))).assigned(OFFICER).acted();
        long noted = version();
        handed(HESHAN, LANXI, Direction.DOWN).returned(LANXI).handed(HESHAN, LANXI, Direction.DOWN).withdrawn(LANXI)
                .handed(HESHAN, LANXI, Direction.DOWN).received(LANXI);
        assigned(MEDIATOR).received().consented(Side.A, Side.B).started().mediated(MEDIATOR).sat(1).sat(2);
        corrected(CaseField.PARTY_NAME, she, null, "李秀蓝").corrected(CaseField.URGENCY, null, "U3", null);
        corrected(CaseField.PARTY_PHONE, she, null, "13900001111").corrected(CaseField.SUB_CATEGORY, null, "F02", null);
        corrected(CaseField.NARRATIVE, null, null, "更正后的陈述").corrected(CaseField.ACTION_NOTE, noted, "更正后的记录");
        reconciled().handlingExtended(now.plus(Duration.ofDays(90))).handlingMissed().handlingMet();
        return closed(Outcome.RECONCILED).reopened(ReopenGround.NEW_VIOLENCE).assessed(DangerLevel.HIGH, 7).safe()
                .closed(Outcome.RESOLVED);
    }

    private CaseStory told(Object event) {
        now = now.plus(Duration.ofMinutes(7));
        all.add(database.append(id.value(), by, now, event));
        return this;
    }
}
