package org.halfsky.ops.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.halfsky.ops.HouseTest;
import org.halfsky.query.projection.FoldedTable;
import org.halfsky.query.projection.View;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A table belongs to one view. */
@HouseTest
class TablesTest {

    @Autowired
    List<View> views;

    @Autowired
    @Qualifier("view")
    JdbcTemplate jdbc;

    @Test
    void no_table_is_written_by_two_views() {
        Map<String, List<String>> owners = new HashMap<>();
        for (View view : views) {
            for (FoldedTable<?> table : view.tables()) {
                owners.computeIfAbsent(table.name(), _ -> new ArrayList<>()).add(view.processor());
            }
        }

        assertThat(owners).isNotEmpty().allSatisfy((_, owner) -> assertThat(owner).hasSize(1));
        assertThat(jdbc.queryForList("select tablename from pg_tables where schemaname = 'view'", String.class))
                .containsAll(owners.keySet());
    }
}
