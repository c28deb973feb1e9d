package org.halfsky.ops.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.cases.CaseCommand.OpenCase;
import org.halfsky.events.contact.SubCategory;
import org.halfsky.events.contact.Urgency;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.accounts.Accounts;
import org.halfsky.ops.ledger.LedgerImports;
import org.halfsky.ops.network.NetworkImport;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.View;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The running house, as the measurements need it. */
final class House {

    static final UnitCode YIYANG = new UnitCode("430900000000");
    private static final List<String> COUNTIES = List.of("430902000000", "430903000000", "430921000000", "430922000000",
            "430923000000", "430971000000", "430972000000", "430981000000");

    private final ConfigurableApplicationContext context;
    private final Map<Role, String> passwords = new ConcurrentHashMap<>();

    House(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A case of some county, opened through the command bus. */
    void open(String id, long turn) {
        send(new OpenCase(new CaseId(id), new UnitCode(county(turn)), null, SubCategory.F09, List.of(), Urgency.U3,
                false,
                null, List.of(), null, null));
    }

    void send(Object command) {
        commands().sendAndWait(new GenericCommandMessage<>(command,
                MetaData.with(Meta.ACTOR, "bench").and(Meta.ROLE, Role.RIGHTS_HEAD.name()).and(Meta.UNIT,
                        YIYANG.value())));
    }

    /** The eight county-level units in turn. */
    static String county(long turn) {
        return COUNTIES.get((int) (turn % COUNTIES.size()));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The network of Hunan comes in. */
    Map<String, Object> network() {
        long begun = System.nanoTime();
        int units = bean(NetworkImport.class).run(NetworkImport.Progress.NONE).registered();
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("units", units);
        told.put("seconds", Math.round(seconds * 10) / 10.0);
        return told;
    }

    LedgerImports ledgers() {
        return context.getBean(LedgerImports.class);
    }

    CommandGateway commands() {
        return context.getBean(CommandGateway.class);
    }

    BulkRebuild rebuild() {
        return context.getBean(BulkRebuild.class);
    }

    List<View> views() {
        return List.copyOf(context.getBeansOfType(View.class).values());
    }

    DataSource source(String which) {
        return context.getBean(which + "DataSource", DataSource.class);
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Name and password of somebody in this role. */
    String somebody(Role role) {
        return passwords.computeIfAbsent(role, _ -> {
            String name = "bench-" + role.name().toLowerCase().replace('_', '-');
            return name + ":" + context.getBean(Accounts.class).provide(new StaffId(name), "测速", role, YIYANG, false)
                    .orElseThrow();
        });
    }
}
