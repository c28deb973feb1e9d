package org.halfsky.command.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The request's content as a record, from JSON or from a form with the same field names. A blank value is an absent one. What
 * cannot be read is refused with every field it concerns at once: an unknown field or code, a text that is too long (200
 * characters where {@code @Size} says nothing else) or not clean, a missing value that {@code @NotNull} asks for. On an
 * {@code ObjectNode} the content is taken as it is.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Body {
}
