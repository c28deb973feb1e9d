package org.halfsky.ops.ledger;

import org.halfsky.command.cases.CaseCommand.Ending;

/**
 * The three numbers by which a ledger is checked: disputes received, mediated and reconciled. What is not known is null.
 */
public record Totals(Integer received, Integer mediated, Integer reconciled) {

    static final Totals NONE = new Totals(0, 0, 0);

    static Totals of(LedgerRow row) {
        return new Totals(1, Boolean.TRUE.equals(row.mediated()) ? 1 : 0,
                row.ending() == Ending.RECONCILED ? 1 : 0);
    }

    Totals plus(Totals other) {
        return new Totals(received + other.received, mediated + other.mediated, reconciled + other.reconciled);
    }

    /** Whether anything is known. */
    public boolean given() {
        return received != null || mediated != null || reconciled != null;
    }

    /** Whether these are the same, as far as they are known. */
    public boolean agreesWith(Totals counted) {
        return same(received, counted.received) && same(mediated, counted.mediated)
                && same(reconciled, counted.reconciled);
    }

    private static boolean same(Integer known, Integer counted) {
        return known == null || known.equals(counted);
    }
}
