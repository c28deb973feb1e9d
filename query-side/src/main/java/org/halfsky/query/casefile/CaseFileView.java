package org.halfsky.query.casefile;

import java.util.List;
import java.util.Set;

import org.halfsky.events.cases.CaseEvent;
import org.halfsky.events.deadline.DeadlineEvent;
import org.halfsky.events.dvresponse.DvEvent;
import org.halfsky.events.mediation.MediationEvent;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.View;
import org.springframework.stereotype.Component;

/** The files of all cases. */
@Component
public class CaseFileView implements View {

    static final String PROCESSOR = "view.casefile";

    private final List<FoldedTable<?>> tables = List.of(new CaseFileTable());

    @Override
    public String processor() {
        return PROCESSOR;
    }

    @Override
    public Set<Class<?>> families() {
        return Set.of(CaseEvent.class, MediationEvent.class, DvEvent.class, DeadlineEvent.class);
    }

    @Override
    public List<FoldedTable<?>> tables() {
        return tables;
    }
}
