package org.halfsky.ops.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.halfsky.command.act.Handlers;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.query.access.Colleagues;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may be given a case, and whose names its forms offer: those of the unit and below it, and those who run it from above. */
@Component
class CaseWorkers implements Colleagues, Handlers {

    private static final List<String> WORKERS = Stream.of(Role.values()).filter(Role::handles).map(Enum::name)
            .toList();
    private static final int OFFERED = 200;

    private final JdbcClient jdbc;

    CaseWorkers(@Qualifier("command") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean mayHandle(StaffId handler, UnitCode unit) {
        return vacant(List.of(new Post(handler, unit))).isEmpty();
    }

    @Override
    public List<Colleague> of(UnitCode unit) {
        return jdbc.sql("""
                select staff_id, name, role, unit from account.account
                where closed_at is null and role in (:roles) and (unit like :prefix || '%' or unit in (:above))
                order by unit = :unit desc, name limit :limit""")
                .param("roles", WORKERS).param("prefix", unit.prefix())
                .param("above", unit.upwards().stream().map(UnitCode::value).toList())
                .param("unit", unit.value()).param("limit", OFFERED)
                .query((row, _) -> new Colleague(new StaffId(row.getString("staff_id")), row.getString("name"),
                        Role.valueOf(row.getString("role")), new UnitCode(row.getString("unit"))))
                .list();
    }

    @Override
    public Set<Post> vacant(Collection<Post> posts) {
        if (posts.isEmpty()) {
            return Set.of();
        }
        Map<StaffId, UnitCode> working = jdbc.sql("""
                select staff_id, unit from account.account
                where closed_at is null and role in (:roles) and staff_id in (:staff)""").param("roles", WORKERS)
                .param("staff", posts.stream().map(post -> post.holder().value()).collect(Collectors.toSet()))
                .query((row, _) -> Map.entry(new StaffId(row.getString("staff_id")),
                        new UnitCode(row.getString("unit"))))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return posts.stream().filter(post -> !holds(working.get(post.holder()), post.unit()))
                .collect(Collectors.toSet());
    }

    private static boolean holds(UnitCode at, UnitCode post) {
        return at != null && (at.covers(post) || post.covers(at));
    }
}
