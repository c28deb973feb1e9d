package org.halfsky.command.person;

import org.halfsky.command.rules.Rule;

/** What forbids a change of a person's register entry. */
enum PersonRule implements Rule {
    /** Who says that two are one has looked, and looked lately: nothing is merged by itself. */
    CONFIRMED_BY_A_HUMAN("REG-MERGE", "REG-08", "本系统规则，所依重信重访认定（同人、同事）", Kind.CONFLICT),
    /** Nobody is somebody else than herself. */
    TWO_ENTRIES("REG-TWO", "REG-08", HOUSE, Kind.INCOMPLETE),
    /** That two are one may be what bars a mediation: with a high danger in force the head alone takes it back (decision 0007). */
    BAR_IS_LIFTED_BY_THE_HEAD("MED-APART", "MED-06", HOUSE, Kind.FORBIDDEN);

    private final Entry entry;

    PersonRule(String code, String ruleId, String basis, Kind kind) {
        entry = new Entry(code, ruleId, basis, kind);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
