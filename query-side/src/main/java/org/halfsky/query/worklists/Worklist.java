package org.halfsky.query.worklists;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.halfsky.query.access.Colleagues;
import org.halfsky.query.access.Colleagues.Post;
import org.halfsky.query.access.MayRead;
import org.halfsky.query.casefile.CaseLine;
import org.halfsky.query.casefile.CaseScope;
import org.halfsky.query.http.Due;
import org.halfsky.query.http.NotYours;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for whom, the most urgent first. It reads the case files and has no table of its own. */
@Component
public class Worklist {

    private static final String OPEN = "stage <> 'CLOSED'";
    private static final int COUNTED = 1_000;

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final Clock clock;

    public Worklist(@Qualifier("view") JdbcClient jdbc, Colleagues colleagues, Clock clock) {
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    /** Whose list. */
    public enum Tab {
        /** 我的 */
        MINE,
        /** 本站 */
        STATION,
        /** 我转出、等回复 */
        HANDED_OVER
    }

    /** The items of a tab in the order of their groups, as many as asked for. */
    public List<WorkItem> of(MayRead may, Tab tab, int limit) {
        NotYours.unless(may.handles());
        List<WorkItem> items = new ArrayList<>();
        if (tab != Tab.HANDED_OVER && !may.onlyOwnCases()) {
            urgentFirst(may, CaseScope.offered() + " and " + OPEN, limit)
                    .forEach(line -> items.add(WorkItem.of(line, due(line), false, true, false, may.leads())));
        }
        List<CaseLine> own = urgentFirst(may, where(may, tab), limit);
        Set<Post> vacant = colleagues.vacant(own.stream().flatMap(line -> post(line).stream()).toList());
        own.forEach(line -> items.add(WorkItem.of(line, due(line), post(line).filter(vacant::contains).isPresent(),
                false, tab == Tab.HANDED_OVER, may.leads())));
        items.sort(Comparator.comparing(WorkItem::group));
        return items.size() > limit ? items.subList(0, limit) : items;
    }

    /** How many wait on a tab; counting stops where the number says nothing more. */
    public long count(MayRead may, Tab tab) {
        NotYours.unless(may.handles());
        String where = tab == Tab.HANDED_OVER || may.onlyOwnCases()
                ? where(may, tab)
                : "(" + where(may, tab) + " or " + CaseScope.offered() + " and " + OPEN + ")";
        return jdbc.sql("select count(*) from (select 1 from case_file where " + where + " limit :most) counted")
                .params(CaseScope.parameters(may, LocalDate.now(clock))).param("most", COUNTED).query(Long.class)
                .single();
    }

    /** What is urgent no time limit brings to the top. */
    private List<CaseLine> urgentFirst(MayRead may, String where, int limit) {
        return Stream.of("urgent", "not urgent").flatMap(first -> read(may, where + " and " + first, limit).stream())
                .toList();
    }

    private List<CaseLine> read(MayRead may, String where, int limit) {
        return jdbc.sql("select " + CaseLine.COLUMNS + " from case_file where " + where
                + " order by due_at, opened_at, case_id limit :limit")
                .params(CaseScope.parameters(may, LocalDate.now(clock)))
                .param("limit", limit).query(CaseLine::of).list();
    }

    /** Work that is offered to another unit and not yet received stays with whoever offered it. */
    private static String where(MayRead may, Tab tab) {
        // what is offered to one's own units is listed as such, once
        String rest = " and " + OPEN
                + (may.onlyOwnCases() ? "" : " and not coalesce(" + CaseScope.offered() + ", false)");
        return switch (tab) {
            case MINE -> CaseScope.own() + rest;
            case STATION -> CaseScope.responsible(may) + rest;
            case HANDED_OVER -> may.onlyOwnCases()
                    ? "false"
                    : CaseScope.handing() + " and " + OPEN;
        };
    }

    private static Optional<Post> post(CaseLine line) {
        return line.handler() == null ? Optional.empty() : Optional.of(new Post(line.handler(), line.handlerUnit()));
    }

    private Due due(CaseLine line) {
        return line.dueAt() == null ? null : Due.of(line.dueAt(), clock);
    }
}
