package org.halfsky.events.ids;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One administrative unit in the statistical division code (统计用区划代码): 12
 * digits, of which a parent's are a prefix and the rest zeros.
 * {@code 430900000000} is the city of Yiyang, {@code 430903000000} its
 * county-level Heshan.
 */
public record UnitCode(@JsonValue String value) {

    private static final int DIGITS = 12;

    /**
     * @throws IllegalArgumentException
     *             if the value is not 12 digits
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitCode {
        if (value == null || !hasShape(value)) {
            throw new IllegalArgumentException("UnitCode must be 12 digits");
        }
    }

    /** The level that the trailing zeros tell. */
    public Level level() {
        for (Level level : Level.values()) {
            if (zerosFrom(level.digits())) {
                return level;
            }
        }
        return Level.VILLAGE;
    }

    /** The unit one level up; empty for a province. */
    public Optional<UnitCode> parent() {
        Level level = level();
        return level == Level.PROVINCE ? Optional.empty() : Optional.of(at(Level.values()[level.ordinal() - 1]));
    }

    /** This unit and its superiors up to the province, the nearest first. */
    public List<UnitCode> upwards() {
        List<UnitCode> upwards = new ArrayList<>();
        for (Optional<UnitCode> unit = Optional.of(this); unit.isPresent(); unit = unit.get().parent()) {
            upwards.add(unit.get());
        }
        return upwards;
    }

    /** This unit's ancestor (or itself) at a level not below its own. */
    public UnitCode at(Level level) {
        return new UnitCode((value.substring(0, level.digits()) + "000000000000").substring(0, 12));
    }

    /** The digits that every unit of this subtree starts with. */
    public String prefix() {
        return value.substring(0, level().digits());
    }

    /** Whether the other unit is this one or lies below it. */
    public boolean covers(UnitCode other) {
        return other.value.startsWith(prefix());
    }

    private boolean zerosFrom(int index) {
        for (int i = index; i < DIGITS; i++) {
            if (value.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** By hand: codes are made anew for every event that is read. */
    private static boolean hasShape(String value) {
        if (value.length() != DIGITS || value.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
