package org.halfsky.command.network;

import java.util.List;

import org.halfsky.command.rules.Rule;
import org.halfsky.events.network.CommitteeMember;

/** What forbids a change of the network. */
enum NetworkRule implements Rule {
    /** 3 to 9 members, a woman among them, one head. */
    COMMITTEE_IS_WELL_COMPOSED("MED-COMM", "MED-08", "《人民调解法》第8条", Kind.INCOMPLETE),
    /** An adult with some legal knowledge. */
    MEDIATOR_IS_FIT("MED-FIT", "MED-08", "《人民调解法》第14条", Kind.INCOMPLETE),
    /** A mediator is a committee's. */
    COMMITTEE_APPOINTS("MED-NOCOMM", "MED-08", "《人民调解法》第13条", Kind.CONFLICT),
    /** A unit hangs on the one above it. */
    SUPERIOR_IS_KNOWN("NET-PARENT", "HOUSE-NET", HOUSE, Kind.INCOMPLETE),
    /** The 12338 centre stands at province, city or county. */
    KIND_FITS_LEVEL("NET-CENTRE", "HOUSE-NET", HOUSE, Kind.INCOMPLETE),
    /** One station at a unit at a time. */
    NO_STATION_YET("NET-OPEN", "HOUSE-NET", HOUSE, Kind.CONFLICT),
    /** Only an open station does something, or closes. */
    STATION_IS_OPEN("NET-NOSTATION", "HOUSE-NET", HOUSE, Kind.CONFLICT),
    /** Only a committee in office is dissolved. */
    COMMITTEE_IS_IN_OFFICE("NET-NOCOMM", "HOUSE-NET", HOUSE, Kind.CONFLICT),
    /** Only a mediator in office is dismissed. */
    MEDIATOR_IS_IN_OFFICE("NET-NOMED", "HOUSE-NET", HOUSE, Kind.CONFLICT);

    private final Entry entry;

    NetworkRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    /** Whether these may form a committee (人民调解法第8条). */
    static boolean wellComposed(List<CommitteeMember> members) {
        return members.size() >= 3 && members.size() <= 9 && members.stream().anyMatch(CommitteeMember::woman)
                && members.stream().filter(CommitteeMember::head).count() == 1
                && members.stream().map(CommitteeMember::staff).distinct().count() == members.size();
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
