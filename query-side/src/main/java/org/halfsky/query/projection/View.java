package org.halfsky.query.projection;

import java.util.List;
import java.util.Set;

/** One view: the events it wants and the tables it keeps, under a processor of its own. */
public interface View {

    /** The processor's name, {@code view.<name>}. */
    String processor();

    /** The sealed families it folds. */
    Set<Class<?>> families();

    List<FoldedTable<?>> tables();
}
