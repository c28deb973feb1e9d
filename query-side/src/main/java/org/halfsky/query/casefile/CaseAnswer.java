package org.halfsky.query.casefile;

import java.time.Instant;
import java.util.List;

import org.halfsky.events.cases.CaseField;
import org.halfsky.events.cases.Destination;
import org.halfsky.events.cases.Direction;
import org.halfsky.events.cases.HandlingBasis;
import org.halfsky.events.cases.Outcome;
import org.halfsky.events.cases.PartyRole;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.dvresponse.DvForm;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.ContactId;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.Readable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A case as a program gets it. What the asking person may not read is absent;
 * phones are masked for everyone.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseAnswer(CaseId id, String number, UnitCode unit, UnitCode offeredTo, StaffId handler, Stage stage,
        HandlingBasis basis, Destination destination, SubCategory subCategory, List<SubCategory> also, Urgency urgency,
        Danger danger, List<Person> parties, String narrative, List<CaseFile.Mediation> mediations,
        List<CaseFile.TimeLimit> timeLimits, List<Handover> handovers, List<Correction> corrections,
        List<ContactId> contacts, Outcome outcome, Instant openedAt, Instant acceptedAt, Instant closedAt,
        boolean imported, long version, long changedByPerson, long position, Instant recordedAt) {

    /** What is known of violence and danger; the answers themselves never. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Danger(boolean violence, List<DvForm> forms, DangerLevel level, Integer score, Boolean special,
            boolean assessmentOwed, boolean safetyOwed) {}

    /** One person, named only to whoever may read identity. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(PersonId person, PartyRole role, String name, String phone) {}

    /** One offer of the case to another unit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Handover(UnitCode from, UnitCode to, Direction direction, Instant at, CaseFile.Answer answer,
            Instant answeredAt) {}

    /** One correction, without its texts. */
    record Correction(CaseField field, StaffId by, Instant at, long version) {}

    static CaseAnswer of(CaseFile file, boolean dangerScore, Readable opened) {
        CaseFile.Danger known = file.danger();
        boolean score = known != null && known.score() != null && dangerScore;
        return new CaseAnswer(file.id(), file.number(), file.unit(), file.offer() == null ? null : file.offer().to(),
                file.handler(), file.stage(), file.basis(), file.destination(), file.subCategory(), file.also(),
                file.urgency(),
                known == null
                        ? null
                        : new Danger(file.violence(), List.copyOf(known.forms()), known.level(),
                                score ? known.score() : null, score ? known.special() : null, known.assessmentOwed(),
                                known.safetyOwed()),
                file.parties().stream().map(person -> new Person(person.person(), person.role(),
                        opened.get(person.name()), opened.masked(person.phone()))).toList(),
                opened.get(file.narrative()), file.mediations(), file.limits(),
                file.handovers().stream()
                        .map(handed -> new Handover(handed.from(), handed.to(), handed.direction(), handed.at(),
                                handed.answer(), handed.answeredAt()))
                        .toList(),
                file.corrections().stream().map(correction -> new Correction(correction.field(), correction.by(),
                        correction.at(), correction.version())).toList(),
                file.contacts(), file.outcome(), file.openedAt(), file.acceptedAt(), file.closedAt(), file.imported(),
                file.version(), file.changedByPerson(), file.position(), file.recordedAt());
    }
}
