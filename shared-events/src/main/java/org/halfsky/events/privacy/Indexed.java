package org.halfsky.events.privacy;

import java.util.Objects;

import org.halfsky.events.ids.PersonId;

/** One value that a person is to be found by; held in memory only. */
public record Indexed(PersonId person, Identifier kind, String value) {

    public Indexed {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(value, "value");
    }

    /** Keeps the value out of logs and messages. */
    @Override
    public String toString() {
        return "Indexed[" + person + ", " + kind + "]";
    }
}
