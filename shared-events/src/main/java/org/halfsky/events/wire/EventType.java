package org.halfsky.events.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name an event is stored under for ever, whatever its class is called:
 * {@code <family>.<past-tense>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** The stored name. */
    String value();

    /**
     * The shape's revision; raised when the shape changes, with an upcaster from
     * the one before.
     */
    String revision() default "1";
}
