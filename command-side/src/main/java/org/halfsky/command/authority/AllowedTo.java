package org.halfsky.command.authority;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.halfsky.events.ids.Role;

/** Which roles may send this command; checked on the command bus, so also for automations. Every command record carries it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AllowedTo {

    Role[] value();
}
