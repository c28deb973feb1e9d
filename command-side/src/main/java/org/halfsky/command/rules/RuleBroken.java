package org.halfsky.command.rules;

import org.axonframework.commandhandling.CommandExecutionException;

/** A command was refused; its details are a {@link Refusal}. No event follows. */
public final class RuleBroken extends CommandExecutionException {

    private static final long serialVersionUID = 1L;

    public RuleBroken(Refusal refusal) {
        super(refusal.code(), null, refusal);
    }

    public Refusal refusal() {
        return this.<Refusal>getDetails().orElseThrow();
    }
}
