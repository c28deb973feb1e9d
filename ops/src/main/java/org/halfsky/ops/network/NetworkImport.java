package org.halfsky.ops.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.network.DivisionsRefused.Fault;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a list of divisions into the network through the command bus, many units in one transaction. What is there already
 * under the same name is left alone, so that a second run, or one that goes on after a break, has no second effect.
 */
@ForCommands
@Component
public class NetworkImport {

    private static final int TOGETHER = 500;
    private static final Actor SYSTEM = new Actor(StaffId.SYSTEM, Role.SYSTEM, new UnitCode("430000000000"));

    private final CommandBus bus;
    private final JdbcClient registers;
    private final TransactionTemplate transaction;

    public NetworkImport(CommandBus bus, @Qualifier("command") JdbcClient registers,
            @Qualifier("command") PlatformTransactionManager transactions) {
        this.bus = bus;
        this.registers = registers;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Told after each transaction how many units are done. */
    @FunctionalInterface
    public interface Progress {

        /** Nobody watches. */
        Progress NONE = (done, total) -> {
        };

        void at(int done, int total);
    }

    /** What came of it. */
    public record Imported(int registered, int renamed, int unchanged) {}

    /** Brings in Hunan as it comes with the house, as the system itself. */
    public Imported run(Progress progress) {
        return run(Divisions.ofHunan(), SYSTEM, progress);
    }

    /**
     * @param by
     *            who imports: the administrator of a unit above them all, or the system itself
     * @throws DivisionsRefused
     *             if a unit lies outside the actor's scope or its superior is nowhere; nothing was written then
     */
    public Imported run(Divisions divisions, Actor by, Progress progress) {
        Map<UnitCode, String> known = known();
        check(divisions, known, by);
        List<Division> wanted = divisions.all().stream()
                .filter(division -> !division.name().equals(known.get(division.unit()))).toList();
        int total = divisions.all().size();
        int done = total - wanted.size();
        progress.at(done, total);
        int renamed = 0;
        for (int from = 0; from < wanted.size(); from += TOGETHER) {
            List<Division> batch = wanted.subList(from, Math.min(wanted.size(), from + TOGETHER));
            transaction.executeWithoutResult(_ -> batch.forEach(division -> send(division, by)));
            renamed += (int) batch.stream().filter(division -> known.containsKey(division.unit())).count();
            done += batch.size();
            progress.at(done, total);
        }
        return new Imported(wanted.size() - renamed, renamed, total - wanted.size());
    }

    /**
     * @throws DivisionsRefused
     *             if the list could not be taken in
     */
    void check(Divisions divisions, Actor by) {
        check(divisions, known(), by);
    }

    private Map<UnitCode, String> known() {
        Map<UnitCode, String> known = new HashMap<>();
        registers.sql("select unit, name from unit_register").query(row -> {
            known.put(new UnitCode(row.getString(1)), row.getString(2));
        });
        return known;
    }

    private static void check(Divisions divisions, Map<UnitCode, String> known, Actor by) {
        Set<UnitCode> there = new HashSet<>(known.keySet());
        divisions.all().forEach(division -> there.add(division.unit()));
        List<Fault> faults = new ArrayList<>();
        for (Division division : divisions.all()) {
            if (!by.covers(division.unit())) {
                faults.add(new Fault(division.line(), "scope"));
            } else if (division.unit().parent().filter(parent -> !there.contains(parent)).isPresent()) {
                faults.add(new Fault(division.line(), "superior"));
            }
        }
        if (!faults.isEmpty()) {
            throw new DivisionsRefused(faults.subList(0, Math.min(100, faults.size())));
        }
    }

    private void send(Division division, Actor by) {
        FutureCallback<RegisterUnit, Done> answer = new FutureCallback<>();
        bus.dispatch(new GenericCommandMessage<>(new RegisterUnit(division.unit(), division.name()),
                MetaData.with(Meta.ACTOR, by.staff().value()).and(Meta.ROLE, by.role().name()).and(Meta.UNIT,
                        by.unit().value())),
                answer);
        CommandResultMessage<? extends Done> result = answer.getResult();
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(result.exceptionResult());
        }
    }
}
