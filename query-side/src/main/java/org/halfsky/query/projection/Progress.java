package org.halfsky.query.projection;

/** Told from time to time how far a rebuild is. */
@FunctionalInterface
public interface Progress {

    /** Nobody watches. */
    Progress NONE = (step, done, total) -> {
    };

    void at(Step step, long done, long total);

    /** What a rebuild does, in order. */
    enum Step {
        /** Events are read and folded; counted in positions. */
        FOLD,
        /** Rows are written; counted in rows. */
        WRITE,
        /** Indexes are built; counted in tables. */
        INDEX,
        /** The new tables take the place of the old. */
        SWAP
    }
}
