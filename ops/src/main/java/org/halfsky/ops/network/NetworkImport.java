package org.halfsky.ops.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers the units of the division code that come with the house, many in one transaction. A unit that is known under its
 * name is passed over, so doing it again, or after it broke off, has no second effect.
 */
@Component
public class NetworkImport {

    private static final int AT_ONCE = 500;
    private static final String DIVISIONS = "/network/divisions-hunan.csv";

    private final CommandBus bus;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    NetworkImport(CommandBus bus, @Qualifier("command") JdbcTemplate jdbc,
            @Qualifier("command") PlatformTransactionManager transactions) {
        this.bus = bus;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return how many units were registered or renamed */
    public int run(Progress progress) {
        Map<String, String> known = new HashMap<>();
        jdbc.query("select unit, name from unit_register", row -> {
            known.put(row.getString(1), row.getString(2));
        });
        List<Division> all = divisions();
        List<Division> fresh = all.stream()
                .filter(division -> !division.name().equals(known.get(division.unit().value()))).toList();
        int done = all.size() - fresh.size();
        progress.at(done, all.size());
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            List<Division> some = fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE));
            transaction.executeWithoutResult(_ -> some.forEach(this::register));
            done += some.size();
            progress.at(done, all.size());
        }
        return fresh.size();
    }

    private void register(Division division) {
        FutureCallback<RegisterUnit, Object> answer = new FutureCallback<>();
        bus.dispatch(new GenericCommandMessage<>(new RegisterUnit(division.unit(), division.name()),
                MetaData.with(Meta.ACTOR, StaffId.SYSTEM.value()).and(Meta.ROLE, Role.SYSTEM.name()).and(Meta.UNIT,
                        division.unit().value())),
                answer);
        CommandResultMessage<?> result = answer.getResult();
        if (result.isExceptional()) {
            throw new IllegalStateException("Unit " + division.unit() + " could not be registered",
                    result.exceptionResult());
        }
    }

    /** Superiors first. */
    private static List<Division> divisions() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NetworkImport.class.getResourceAsStream(DIVISIONS)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(","))
                    .map(cells -> new Division(new UnitCode(cells[0]), cells[1]))
                    .sorted(Comparator.comparing((Division division) -> division.unit().level())
                            .thenComparing(division -> division.unit().value()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Is told how far it is. */
    public interface Progress {

        void at(int done, int all);
    }

    private record Division(UnitCode unit, String name) {}
}
