package org.halfsky.ops;

import java.util.concurrent.atomic.AtomicInteger;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.springframework.boot.SpringApplication;

/** Starts the house and sends commands until it is killed; prints each one only after it was acknowledged. */
final class UnderLoad {

    private static final int CLIENTS = 8;
    /** Hunan, and a made-up province of this digit for each client. */
    private static final String PROVINCE = "%d00000000000";

    private UnderLoad() {}

    public static void main(String... args) {
        CommandGateway gateway = SpringApplication.run(StandaloneApplication.class, args).getBean(CommandGateway.class);
        AtomicInteger names = new AtomicInteger();
        for (int client = 1; client <= CLIENTS; client++) {
            UnitCode unit = new UnitCode(PROVINCE.formatted(client * 10 + 1).substring(0, 12));
            Thread.ofVirtual().start(() -> {
                while (true) {
                    Done done = rename(gateway, unit, "名" + names.incrementAndGet());
                    synchronized (System.out) {
                        System.out.println("ack " + unit + " " + done.version());
                    }
                }
            });
        }
    }

    static Done rename(CommandGateway gateway, UnitCode unit, String name) {
        return gateway.sendAndWait(new GenericCommandMessage<>(new RegisterUnit(unit, name),
                MetaData.with(Meta.ACTOR, StaffId.SYSTEM.value()).and(Meta.ROLE, Role.SYSTEM.name()).and(Meta.UNIT,
                        unit.value())));
    }
}
