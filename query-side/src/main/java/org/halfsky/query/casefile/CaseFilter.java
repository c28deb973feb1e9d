package org.halfsky.query.casefile;

import java.time.LocalDate;

import org.halfsky.events.contact.RightsCategory;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.dvresponse.DangerLevel;
import org.halfsky.events.ids.UnitCode;

/**
 * What a list of cases is narrowed to; everything may be null.
 *
 * @param where
 *            which cases at all; null is {@link Where#RESPONSIBLE}
 * @param unit
 *            a unit within one's own, with its subtree
 * @param open
 *            still open, or closed
 * @param number
 *            how the case number begins
 */
public record CaseFilter(Where where, UnitCode unit, Boolean open, Stage stage, RightsCategory category,
        SubCategory subCategory, DangerLevel danger, MediationStage mediation, LocalDate from, LocalDate to,
        String number) {

    public static final CaseFilter NONE = new CaseFilter(null, null, null, null, null, null, null, null, null, null,
            null);

    /** Whose cases. */
    public enum Where {
        /** 本单位及下级承办 */
        RESPONSIBLE,
        /** 我承办、我调解 */
        MINE,
        /** 待接收 */
        OFFERED,
        /** 转出 */
        HANDED_OVER
    }
}
