package org.halfsky.ops.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.halfsky.command.cases.CaseCommand.ImportDispute;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.command.stream.Done;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.CaseId;
import org.halfsky.events.ids.Meta;
import org.halfsky.events.ids.PersonId;
import org.halfsky.events.privacy.DataClass;
import org.halfsky.events.privacy.Identifier;
import org.halfsky.events.privacy.Indexed;
import org.halfsky.events.privacy.Sealed;
import org.halfsky.events.privacy.Vault;
import org.halfsky.ops.ForCommands;
import org.halfsky.ops.ledger.Flaw.Reason;
import org.halfsky.ops.ledger.LedgerJobs.Taken;
import org.halfsky.ops.ledger.LedgerJobs.Wrote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes disputes through the command bus, many in one transaction, as the person who imports. If one of many is refused, all
 * of them are taken back and written one by one, so that only the refused one is left out.
 */
@ForCommands
@Component
class DisputeWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DisputeWriter.class);

    /** A ledger number that is nothing but a number: a word in it, also in Latin letters, could be a name. */
    private static final Pattern NUMBER = Pattern
            .compile("(?!.*[A-Za-z]{5})[A-Za-z0-9\\-_/.#〔〕\\[\\]()（）年第号]*\\d[A-Za-z0-9\\-_/.#〔〕\\[\\]()（）年第号]*");

    /** What its digits may not hold, however they are parted: a mobile phone, a landline with its area, an identity number. */
    private static final Pattern REACHES = Pattern.compile("1[3-9]\\d{9}|^0\\d{9,11}$|\\d{17}");

    private final CommandBus bus;
    private final Vault vault;
    private final LedgerJobs jobs;
    private final TransactionTemplate transaction;

    DisputeWriter(CommandBus bus, Vault vault, LedgerJobs jobs,
            @Qualifier("command") PlatformTransactionManager transactions) {
        this.bus = bus;
        this.vault = vault;
        this.jobs = jobs;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param before the cases that came by in the same file before these
     * @return the numbers of the lines that were refused
     */
    List<Integer> write(UUID id, List<LedgerRow> rows, Set<CaseId> before, Actor by) {
        Map<CaseId, Taken> taken = jobs.taken(rows.stream().map(LedgerRow::caseId).toList());
        List<LedgerRow> fresh = new ArrayList<>();
        List<Flaw> others = new ArrayList<>();
        List<LedgerRow> ours = new ArrayList<>();
        List<LedgerRow> there = new ArrayList<>();
        for (LedgerRow row : rows) {
            Taken known = taken.get(row.caseId());
            if (known == null) {
                fresh.add(row);
            } else if (!known.fingerprint().equals(row.fingerprint())) {
                others.add(Flaw.of(row.line(), Column.KEY, Reason.OTHER));
            } else if (known.by().equals(id) && !before.contains(row.caseId())) {
                ours.add(row);
            } else {
                there.add(row);
            }
        }
        jobs.refuse(id, others);
        Totals counted = Stream.concat(ours.stream(), there.stream().filter(row -> !before.contains(row.caseId())))
                .map(Totals::of).reduce(Totals.NONE, Totals::plus);
        jobs.wrote(id, new Wrote(ours.size(), there.size(), others.size(),
                (int) ours.stream().filter(LedgerRow::forbiddenToday).count(), 0, counted));
        List<Integer> refused = new ArrayList<>(others.stream().map(Flaw::line).toList());
        if (!fresh.isEmpty()) {
            refused.addAll(writeFresh(id, fresh, by));
        }
        return refused;
    }

    private List<Integer> writeFresh(UUID id, List<LedgerRow> rows, Actor by) {
        vault.prepare(rows.stream().flatMap(DisputeWriter::persons).toList());
        try {
            together(id, rows, by);
            return List.of();
        } catch (RuntimeException oneOfThem) {
            LOG.info("{} rows of import {} are written one by one: {}", rows.size(), id,
                    oneOfThem.getClass().getSimpleName());
            return oneByOne(id, rows, by);
        }
    }

    private List<Integer> oneByOne(UUID id, List<LedgerRow> rows, Actor by) {
        List<Integer> refused = new ArrayList<>();
        for (LedgerRow row : rows) {
            try {
                together(id, List.of(row), by);
            } catch (RuleBroken rule) {
                Refusal refusal = rule.refusal();
                jobs.refuse(id, List.of(Flaw.of(row.line(), column(refusal.field()), Reason.RULE, refusal.code())));
                jobs.wrote(id, Wrote.refusedOne());
                refused.add(row.line());
            }
        }
        return refused;
    }

    private void together(UUID id, List<LedgerRow> rows, Actor by) {
        transaction.executeWithoutResult(_ -> {
            long events = 0;
            for (LedgerRow row : rows) {
                events += send(row, by).version() + 1;
            }
            jobs.take(id, rows);
            List<Flaw> noted = rows.stream().filter(LedgerRow::forbiddenToday)
                    .map(row -> Flaw.of(row.line(), Column.DV, Reason.DV_MEDIATED)).toList();
            jobs.found(id, noted);
            jobs.wrote(id, new Wrote(rows.size(), 0, 0, noted.size(), events,
                    rows.stream().map(Totals::of).reduce(Totals.NONE, Totals::plus)));
            // Last, and in the vault's own transaction: whoever is findable by phone is in a case.
            vault.indexAll(rows.stream().filter(row -> row.applicantPhone() != null)
                    .map(row -> new Indexed(row.applicant(), Identifier.PHONE, row.applicantPhone())).toList());
        });
    }

    private Done send(LedgerRow row, Actor by) {
        ImportDispute command = new ImportDispute(row.caseId(), row.unit(), number(row.key()), row.receivedOn(),
                row.category(),
                sealed(row.applicant(), DataClass.D3, row.applicantName()),
                sealed(row.applicant(), DataClass.D3, row.applicantPhone()),
                sealed(row.respondent(), DataClass.D3, row.respondentName()),
                sealed(row.applicant(), DataClass.D2, row.note()),
                Boolean.TRUE.equals(row.mediated()), row.startedOn(), row.ending(), row.endedOn(), row.notStarted(),
                row.dv(),
                row.outcome(), row.closedOn());
        FutureCallback<ImportDispute, Done> answer = new FutureCallback<>();
        bus.dispatch(new GenericCommandMessage<>(command, facts(row, by)), answer);
        CommandResultMessage<? extends Done> result = answer.getResult();
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(result.exceptionResult());
        }
        return result.getPayload();
    }

    private static MetaData facts(LedgerRow row, Actor by) {
        MetaData facts = MetaData.with(Meta.ACTOR, by.staff().value()).and(Meta.ROLE, by.role().name())
                .and(Meta.UNIT, by.unit().value()).and(Meta.ORIGIN, Meta.IMPORTED);
        return row.source() == null ? facts : facts.and(Meta.SOURCE, row.source());
    }

    private Sealed sealed(PersonId person, DataClass dataClass, String text) {
        return text == null ? null : vault.seal(person, dataClass, text);
    }

    private static Stream<PersonId> persons(LedgerRow row) {
        return Stream.of(
                row.applicantName() != null || row.applicantPhone() != null || row.note() != null
                        ? row.applicant()
                        : null,
                row.respondentName() != null ? row.respondent() : null).filter(person -> person != null);
    }

    /** The ledger's number is the case's own where it may stand in clear; else the unit gives one. */
    static String number(String key) {
        return NUMBER.matcher(key).matches() && !REACHES.matcher(key.replaceAll("\\D", "")).find() ? key : null;
    }

    private static Column column(String field) {
        return switch (field) {
            case "unit" -> Column.UNIT;
            case "receivedOn" -> Column.RECEIVED_ON;
            case "startedOn" -> Column.STARTED_ON;
            case "ending" -> Column.ENDING;
            case "endedOn" -> Column.ENDED_ON;
            case "notStarted" -> Column.NOT_STARTED;
            case "outcome" -> Column.OUTCOME;
            case "closedOn" -> Column.CLOSED_ON;
            case null, default -> null;
        };
    }
}
