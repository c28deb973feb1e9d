package org.halfsky.query.casefile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.MayRead;

/**
 * Which rows of {@code case_file} a person may see, as SQL. Every reader of the
 * table puts it into its statement.
 */
public final class CaseScope {

    private CaseScope() {}

    /** Whatever lies in scope: responsible for it, once had it, is offered it, or in her own hands. */
    public static String seen(MayRead may) {
        return may.onlyOwnCases()
                ? own()
                : "(unit like :prefix || '%' or " + own()
                        + " or other_scopes <> '{}' and other_scopes @> array[:prefix]::text[])";
    }

    /** Where a unit of the subtree is responsible now; for a mediator her own. */
    public static String responsible(MayRead may) {
        return may.onlyOwnCases() ? own() : "unit like :prefix || '%'";
    }

    /**
     * In her own hands while her unit lies above or below the one she was named for: as handler, or as mediator who is in office
     * there for the case's. Who was moved elsewhere, got another role or was dismissed since has it in hand no longer.
     */
    public static String own() {
        return "(handler = :me and " + handling()
                + """
                 or mediators <> '{}' and mediators @> array[:me]::text[] and in_office(:me, unit, :today, :prefix, :above))""";
    }

    private static String handling() {
        return "(handler_unit like :prefix || '%' or handler_unit = any(:above::text[]))";
    }

    /** Offered to the own unit, or from outside to one below it, and nobody has answered yet. */
    public static String offered() {
        return """
                (offered_to is not null and offered_to like :prefix || '%'
                 and (offered_to = :own or unit not like :prefix || '%'))""";
    }

    /** Of the subtree, and offered to another unit that has not answered yet. */
    public static String handing() {
        return "(offered_to is not null and unit like :prefix || '%' and offered_to <> :own)";
    }

    /** Once responsible, and another unit, below or elsewhere, now is or will be when it answers. */
    public static String handedOver() {
        return "(other_scopes <> '{}' and other_scopes @> array[:prefix]::text[] and unit not like :prefix || '%' or "
                + handing() + ")";
    }

    /** The values that the fragments name. */
    public static Map<String, Object> parameters(MayRead may, LocalDate today) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("prefix", may.prefix());
        parameters.put("own", may.actor().unit().value());
        parameters.put("above", may.actor().unit().upwards().stream().map(UnitCode::value).toArray(String[]::new));
        parameters.put("today", today);
        // nobody's: in the hands of a role that handles no cases lies nothing
        parameters.put("me", may.handles() ? may.actor().staff().value() : "");
        return parameters;
    }
}
