package org.halfsky.command.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.halfsky.command.act.StoryRegisters;
import org.halfsky.command.contact.ContactCommand.DirectContact;
import org.halfsky.command.contact.ContactCommand.Goes;
import org.halfsky.command.contact.ContactCommand.Goes.Answered;
import org.halfsky.command.contact.ContactCommand.Goes.IntoCase;
import org.halfsky.command.contact.ContactCommand.Goes.ToCase;
import org.halfsky.command.contact.ContactCommand.RegisterContact;
import org.halfsky.command.stream.StreamFixture;
import org.halfsky.events.contact.ArrivalSource;
import org.halfsky.events.contact.Caller;
import org.halfsky.events.contact.Channel;
import org.halfsky.events.contact.ContactEvent.ContactReceived;
import org.halfsky.events.contact.ContactEvent.ContactRegistered;
import org.halfsky.events.contact.ContactEvent.ContactTriaged;
import org.halfsky.events.contact.Nature;
import org.halfsky.events.contact.Relation;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.testkit.TestClock;

/** The words that the stories of a contact are told in. */
final class ContactStory {

    static final UnitCode HESHAN = new UnitCode("430903000000");
    static final UnitCode NANXIAN = new UnitCode("430921000000");
    static final ContactId CALL = new ContactId("01957000-0000-7000-8000-000000000001");
    static final CaseId CASE = new CaseId("01957000-0000-7000-8000-000000000002");
    static final PersonId CALLER = new PersonId("01957000-0000-7000-8000-000000000003");
    static final Instant NOW = Instant.parse("2026-11-20T01:41:00Z");
    static final Instant BEFORE = NOW.minusSeconds(3600);
    static final Map<String, Object> LI = by("li", Role.OPERATOR, HESHAN);
    static final Map<String, Object> MEI = by("mei", Role.STATION_OFFICER, HESHAN);
    static final Map<String, Object> ELSEWHERE = by("hu", Role.OPERATOR, NANXIAN);
    static final Sealed STORY = sealed("她的陈述");
    static final Sealed REASON = sealed("理由");
    static final Caller ANONYMOUS = new Caller(CALLER, Relation.SELF, null, null, null, null);

    private ContactStory() {}

    static AggregateTestFixture<Contact> aContact() {
        return aContact(new StoryRegisters().units(HESHAN));
    }

    static AggregateTestFixture<Contact> aContact(StoryRegisters registers) {
        return StreamFixture.of(Contact.class, Contact::new, (ContactCommand command) -> command.contactId().value(),
                TestClock.at(NOW), registers, ContactCommand.class);
    }

    static Sealed sealed(String text) {
        return new Sealed(CALLER, DataClass.D2, text);
    }

    static Map<String, Object> by(String staff, Role role, UnitCode unit) {
        return StreamFixture.by(new Actor(new StaffId(staff), role, unit));
    }

    static Goes answered() {
        return new Answered(sealed("答复"));
    }

    static Goes intoCase() {
        return new IntoCase(CASE);
    }

    static Goes toCase() {
        return new ToCase(CASE, true);
    }

    static DirectContact direct(Goes goes) {
        return new DirectContact(CALL, goes);
    }

    static Asked call() {
        return new Asked(HESHAN, null, Nature.CONSULT, SubCategory.F04, List.of(), Urgency.U3, false, Set.of(), false,
                ANONYMOUS, STORY, null);
    }

    static ContactReceived received() {
        return received(NOW);
    }

    static ContactReceived received(Instant at) {
        return new ContactReceived(CALL, Channel.CALL, HESHAN, at, ArrivalSource.TYPED);
    }

    static ContactRegistered registered() {
        return new ContactRegistered(CALL, Nature.CONSULT, SubCategory.F04, List.of(), ANONYMOUS, null, STORY);
    }

    static ContactTriaged triaged() {
        return new ContactTriaged(CALL, Urgency.U3, false, Set.of(), false, false);
    }

    static ContactTriaged violent() {
        return new ContactTriaged(CALL, Urgency.U3, true, Set.of(), false, false);
    }

    static ContactTriaged aboutHarmToAMinor() {
        return new ContactTriaged(CALL, Urgency.U3, false, Set.of(), true, false);
    }

    /** A request to register, of which a test says only what matters. */
    record Asked(UnitCode unit, Instant arrivedAt, Nature nature, SubCategory subCategory, List<SubCategory> also,
            Urgency urgency, boolean dvMarker, Set<DvForm> dvForms, boolean minorMarker, Caller caller,
            Sealed narrative, Goes goes) {

        RegisterContact registers() {
            return new RegisterContact(CALL, Channel.CALL, unit, arrivedAt, null, nature, subCategory, also, urgency,
                    dvMarker, dvForms, minorMarker, false, caller, null, narrative, goes);
        }

        Asked at(UnitCode other) {
            return new Asked(other, arrivedAt, nature, subCategory, also, urgency, dvMarker, dvForms, minorMarker,
                    caller, narrative, goes);
        }

        Asked arrived(Instant at) {
            return new Asked(unit, at, nature, subCategory, also, urgency, dvMarker, dvForms, minorMarker, caller,
                    narrative, goes);
        }

        Asked classified(Nature as, SubCategory code, SubCategory... more) {
            return new Asked(unit, arrivedAt, as, code, List.of(more), urgency, dvMarker, dvForms, minorMarker, caller,
                    narrative, goes);
        }

        Asked urgent(Urgency how) {
            return new Asked(unit, arrivedAt, nature, subCategory, also, how, dvMarker, dvForms, minorMarker, caller,
                    narrative, goes);
        }

        Asked violent(DvForm... forms) {
            return new Asked(unit, arrivedAt, nature, subCategory, also, urgency, forms.length == 0, Set.of(forms),
                    minorMarker, caller, narrative, goes);
        }

        Asked aboutHarmToAMinor() {
            return new Asked(unit, arrivedAt, nature, subCategory, also, urgency, dvMarker, dvForms, true, caller,
                    narrative, goes);
        }

        Asked withIdNumber() {
            return new Asked(unit, arrivedAt, nature, subCategory, also, urgency, dvMarker, dvForms, minorMarker,
                    new Caller(CALLER, Relation.SELF, null, null, sealed("证件号码"), null), narrative, goes);
        }

        Asked told(Sealed what) {
            return new Asked(unit, arrivedAt, nature, subCategory, also, urgency, dvMarker, dvForms, minorMarker,
                    caller,
                    what, goes);
        }

        Asked goes(Goes where) {
            return new Asked(unit, arrivedAt, nature, subCategory, also, urgency, dvMarker, dvForms, minorMarker,
                    caller,
                    narrative, where);
        }
    }
}
