package org.halfsky.query.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.halfsky.events.ids.Actor;
import org.halfsky.events.privacy.Opening;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;

/** The texts of one page that were opened for its reader; any other stays sealed. */
public final class Readable {

    private static final int SHORT = 8;
    private static final Readable NOTHING = new Readable(Map.of());

    private final Map<Sealed, String> texts;

    private Readable(Map<Sealed, String> texts) {
        this.texts = texts;
    }

    /** For whoever may read metadata only. */
    public static Readable nothing() {
        return NOTHING;
    }

    /**
     * Opens what a page shows, in one logged act.
     *
     * @param sealed
     *            may hold nulls, for what was never told
     * @param about
     *            the id of the case or contact
     */
    public static Readable opened(Vault vault, Actor reader, String purpose, String about,
            Collection<Sealed> sealed) {
        Set<Sealed> told = new LinkedHashSet<>(sealed);
        told.remove(null);
        return told.isEmpty()
                ? NOTHING
                : new Readable(vault.open(told, new Opening(reader.staff(), purpose, about)));
    }

    /** The text, or null when there is none or it stays sealed. */
    public String get(Sealed sealed) {
        return sealed == null ? null : texts.get(sealed);
    }

    /** The same with its middle hidden, for phones and numbers: 138****6217. */
    public String masked(Sealed sealed) {
        String text = get(sealed);
        if (text == null) {
            return null;
        }
        return text.length() < SHORT
                ? "****" + text.substring(Math.max(0, text.length() - 2))
                : text.substring(0, 3) + "****" + text.substring(text.length() - 4);
    }
}
