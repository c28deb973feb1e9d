package org.halfsky.ops.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import org.axonframework.commandhandling.gateway.CommandGateway;
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

    private final ConfigurableApplicationContext context;
    private final Map<Role, String> passwords = new ConcurrentHashMap<>();

    House(ConfigurableApplicationContext context) {
        this.context = context;
    }

    void network() {
        context.getBean(NetworkImport.class).run((_, _) -> {
        });
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
