package org.halfsky.query.access;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks up what the staff and units of one page are called, all at once. */
@Component
public class Names {

    private final ObjectProvider<StaffNames> staff;
    private final ObjectProvider<UnitNames> units;

    public Names(ObjectProvider<StaffNames> staff, ObjectProvider<UnitNames> units) {
        this.staff = staff;
        this.units = units;
    }

    /** The names for these ids; nulls among them do no harm. */
    public Named of(Collection<StaffId> someStaff, Collection<UnitCode> someUnits) {
        Collection<StaffId> askedStaff = someStaff.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        Collection<UnitCode> askedUnits = someUnits.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        StaffNames staffNames = staff.getIfAvailable();
        UnitNames unitNames = units.getIfAvailable();
        return new Named(staffNames == null || askedStaff.isEmpty() ? Map.of() : staffNames.of(askedStaff),
                unitNames == null || askedUnits.isEmpty() ? Map.of() : unitNames.of(askedUnits));
    }

    /** Names as a page shows them: where none is known, the id stands for it. */
    public record Named(Map<StaffId, String> staff, Map<UnitCode, String> units) {

        public String staff(StaffId id) {
            return id == null ? "" : staff.getOrDefault(id, id.value());
        }

        public String unit(UnitCode code) {
            return code == null ? "" : units.getOrDefault(code, code.value());
        }
    }
}
