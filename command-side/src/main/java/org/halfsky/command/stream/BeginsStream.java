package org.halfsky.command.stream;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A command that usually begins its stream, under an id that its caller has just made. It is decided without looking for a
 * stream first; where there is one after all, the event table says so, and the command is decided again on what is there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BeginsStream {
}
