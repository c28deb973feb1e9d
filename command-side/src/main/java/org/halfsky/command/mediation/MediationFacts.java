package org.halfsky.command.mediation;

import java.util.Set;

import org.halfsky.events.ids.PersonId;
import org.halfsky.events.ids.UnitCode;

/**
 * What a mediation must know of its case.
 *
 * @param unit           the unit that is responsible
 * @param dangerHigh     the last assessment in this case says HIGH
 * @param assessmentOwed domestic violence shows, and the danger was not assessed since
 * @param persons        everyone in the case
 */
public record MediationFacts(UnitCode unit, boolean dangerHigh, boolean assessmentOwed, Set<PersonId> persons) {}
