package org.halfsky.ops;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.halfsky.command.cases.CaseCommand;
import org.halfsky.command.contact.ContactCommand;
import org.halfsky.command.deadline.DeadlineCommand;
import org.halfsky.command.dvresponse.DangerAnswers;
import org.halfsky.command.dvresponse.DvCommand;
import org.halfsky.command.mediation.MediationCommand;
import org.halfsky.command.network.NetworkCommand;
import org.halfsky.command.network.NetworkCommand.RegisterUnit;
import org.halfsky.command.person.PersonCommand;
import org.halfsky.command.rules.HouseRule;
import org.halfsky.command.rules.Refusal;
import org.halfsky.command.rules.RuleBroken;
import org.halfsky.command.stream.Done;
import org.halfsky.command.stream.Streams;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.grpc.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Commands that are decided on another machine: what crosses arrives as it was sent, and a refusal stays that refusal. */
class RoutingTest {

    private static final RegisterUnit COMMAND = new RegisterUnit(new UnitCode("430900000000"), "益阳市");

    private final Serializer serializer = new EventStoreConfiguration().generalSerializer();
    private final SimpleCommandBus here = SimpleCommandBus.builder().build();
    private final Elsewhere elsewhere = new Elsewhere();
    private final RoutedCommandBus bus = new RoutedCommandBus(elsewhere, here);

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_arrives_as_it_was_sent_and_names_its_stream(Class<?> type) {
        for (int variant = 0; variant < 3; variant++) {
            Object command = Made.of(type, variant);

            assertThat(crossed(command)).usingRecursiveComparison().isEqualTo(command);
            assertThat(AxonServerMode.stream(GenericCommandMessage.asCommandMessage(command))).isNotBlank();
        }
    }

    @Test
    void an_answer_arrives_as_it_was_given() {
        assertThat(crossed(new Done(3, true))).isEqualTo(new Done(3, true));
        assertThat(crossed(Refusal.of(HouseRule.ONCE, "unit"))).isEqualTo(Refusal.of(HouseRule.ONCE, "unit"));
    }

    @Test
    void one_stream_goes_one_way() {
        assertThat(AxonServerMode.stream(GenericCommandMessage.asCommandMessage(COMMAND))).isEqualTo("430900000000");
    }

    @Test
    void a_refusal_from_elsewhere_is_the_same_refusal() {
        elsewhere.failure = new CommandExecutionException("refused there", null, Refusal.of(HouseRule.ONCE));

        assertThatThrownBy(() -> send(COMMAND)).isInstanceOfSatisfying(RuleBroken.class,
                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.of(HouseRule.ONCE)));
    }

    @Test
    void a_failure_from_elsewhere_is_no_refusal() {
        elsewhere.failure = new CommandExecutionException("broken there", null);

        assertThatThrownBy(() -> send(COMMAND)).isSameAs(elsewhere.failure);
    }

    @Test
    void what_a_transaction_holds_together_is_decided_here() {
        here.subscribe(RegisterUnit.class.getName(), _ -> "here");
        assertThat(send(COMMAND)).isEqualTo("elsewhere");

        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(send(COMMAND)).isEqualTo("here");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void a_race_that_axon_server_tells_of_is_decided_again_and_another_failure_is_not() {
        RetryingCommandBus retrying = new RetryingCommandBus(SimpleCommandBus.builder());
        AtomicInteger tries = new AtomicInteger();
        retrying.subscribe(RegisterUnit.class.getName(), _ -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException(Status.OUT_OF_RANGE
                        .withDescription("[AXONIQ-2000] Invalid sequence number 1 for aggregate").asRuntimeException());
            }
            return "decided";
        });
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        retrying.dispatch(GenericCommandMessage.asCommandMessage(COMMAND), answer);
        assertThat(answer.getResult().getPayload()).isEqualTo("decided");

        AtomicInteger others = new AtomicInteger();
        retrying.subscribe(String.class.getName(), _ -> {
            others.incrementAndGet();
            throw new IllegalStateException(Status.UNAVAILABLE.withDescription("gone").asRuntimeException());
        });
        FutureCallback<Object, Object> failure = new FutureCallback<>();
        retrying.dispatch(GenericCommandMessage.asCommandMessage("a command"), failure);
        assertThat(failure.getResult().isExceptional()).isTrue();
        assertThat(others).hasValue(1);
    }

    static Stream<Class<?>> commands() {
        return Streams.commands(List.of(CaseCommand.class, MediationCommand.class, DvCommand.class,
                DeadlineCommand.class, ContactCommand.class, NetworkCommand.class, PersonCommand.class));
    }

    private Object crossed(Object sent) {
        return serializer.deserialize(serializer.serialize(sent, byte[].class));
    }

    private Object send(Object command) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        bus.dispatch(GenericCommandMessage.asCommandMessage(command), answer);
        if (answer.getResult().isExceptional()) {
            throw (RuntimeException) answer.getResult().exceptionResult();
        }
        return answer.getResult().getPayload();
    }

    /** Another machine. */
    private static final class Elsewhere implements CommandBus {

        private RuntimeException failure;

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            callback.onResult(command, failure == null
                    ? new GenericCommandResultMessage<>((R) "elsewhere")
                    : new GenericCommandResultMessage<>(failure));
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            return () -> true;
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            return () -> true;
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            return () -> true;
        }
    }

    /** Something of a type, another for each variant. */
    private static final class Made {

        private static Object of(Type type, int variant) {
            if (type instanceof ParameterizedType many) {
                Object one = of(many.getActualTypeArguments()[0], variant);
                return many.getRawType() == Set.class ? Set.of(one) : List.of(one);
            }
            Class<?> raw = (Class<?>) type;
            if (raw == boolean.class) {
                return variant % 2 == 0;
            }
            if (raw == Long.class || raw == long.class) {
                return (long) variant;
            }
            if (raw == String.class) {
                return "话" + variant;
            }
            if (raw == Instant.class) {
                return Instant.parse("2026-11-23T01:00:00Z").plusSeconds(variant);
            }
            if (raw == LocalDate.class) {
                return LocalDate.of(2019, 1, 1).plusDays(variant);
            }
            if (raw == BigDecimal.class) {
                return new BigDecimal("12.50");
            }
            if (raw == StaffId.class) {
                return new StaffId("staff-" + variant);
            }
            if (raw == UnitCode.class) {
                return new UnitCode("43090%d000000".formatted(variant + 1));
            }
            if (raw == DangerAnswers.class) {
                return new DangerAnswers(List.of(true, false, variant % 2 == 0));
            }
            if (raw.isEnum()) {
                return raw.getEnumConstants()[variant % raw.getEnumConstants().length];
            }
            if (raw.isSealed()) {
                return of(raw.getPermittedSubclasses()[variant % raw.getPermittedSubclasses().length], variant);
            }
            return record(raw, variant);
        }

        private static Object record(Class<?> raw, int variant) {
            RecordComponent[] components = raw.getRecordComponents();
            boolean id = components.length == 1 && raw.getSimpleName().endsWith("Id");
            try {
                var constructor = raw.getDeclaredConstructor(
                        Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(id
                        ? new Object[]{UUID.nameUUIDFromBytes(new byte[]{(byte) variant}).toString()}
                        : Stream.of(components).map(each -> of(each.getGenericType(), variant)).toArray());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(raw.getName(), e);
            }
        }
    }
}
