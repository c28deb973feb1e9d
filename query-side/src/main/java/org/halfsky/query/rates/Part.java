package org.halfsky.query.rates;

import java.util.Locale;

/** Where something stands within one rate. Whatever a cohort holds stands in exactly one part. */
public enum Part {
    /** In the denominator and in the numerator. */
    NUMERATOR,
    /** In the denominator only. */
    REMAINDER,
    /** Left out for a reason that the definition names. */
    EXCLUDED,
    /** Left out because what would decide is not known. */
    MISSING;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
