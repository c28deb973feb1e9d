package org.halfsky.command.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.flywaydb.core.Flyway;
import org.halfsky.command.CommandSide;
import org.halfsky.command.act.Handlers;
import org.halfsky.command.http.Texts;
import org.halfsky.command.stream.StreamFixture;
import org.halfsky.events.ids.Actor;
import org.halfsky.events.ids.Role;
import org.halfsky.events.ids.StaffId;
import org.halfsky.events.ids.UnitCode;
import org.halfsky.testkit.TestClock;
import org.halfsky.testkit.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The whole command side as an assembler starts it: its tables in PostgreSQL, events in memory, registers kept in the command's
 * transaction. Who acts stands in a header: {@code X-Actor: li OPERATOR 430903000000}.
 */
public final class CommandHouse implements AutoCloseable {

    public static final String ACTOR = "X-Actor";

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private final MockMvc http;

    public CommandHouse() {
        context.setServletContext(new MockServletContext());
        context.register(Assembly.class);
        context.refresh();
        List<AnnotationEventHandlerAdapter> registers = new ArrayList<>();
        context.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
                .filter(bean -> bean.getClass().getAnnotation(ProcessingGroup.class).value().startsWith("register."))
                .forEach(bean -> registers.add(new AnnotationEventHandlerAdapter(bean)));
        get(EventStore.class).subscribe(events -> events.forEach(event -> registers.forEach(register -> {
            try {
                register.handle(event);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        })));
        http = MockMvcBuilders.webAppContextSetup(context)
                .defaultRequest(MockMvcRequestBuilders.get("/").locale(Locale.SIMPLIFIED_CHINESE)).build();
    }

    public MockMvc http() {
        return http;
    }

    public <T> T get(Class<T> bean) {
        return context.getBean(bean);
    }

    public MemoryVault vault() {
        return get(MemoryVault.class);
    }

    public TestClock clock() {
        return get(TestClock.class);
    }

    public JdbcClient jdbc() {
        return get(JdbcClient.class);
    }

    /** A stream's events. */
    public List<Object> events(Object stream) {
        return messages(stream).stream().<Object>map(DomainEventMessage::getPayload).toList();
    }

    /** A stream's events with what stands beside them. */
    public List<DomainEventMessage<?>> messages(Object stream) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        get(EventStore.class).readEvents(stream.toString()).forEachRemaining(events::add);
        return events;
    }

    /** Lets an automation see everything that happened to a stream. */
    public void tell(Class<?> automation, Object stream) throws Exception {
        AnnotationEventHandlerAdapter handler = new AnnotationEventHandlerAdapter(context.getBean(automation));
        for (DomainEventMessage<?> event : messages(stream)) {
            handler.handle(event);
        }
    }

    /** Facts an act is sent with past HTTP. */
    public static Map<String, Object> by(String staff, Role role, String unit) {
        return StreamFixture.by(new Actor(new StaffId(staff), role, new UnitCode(unit)));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @Import(CommandSide.class)
    static class Assembly implements WebMvcConfigurer {

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new HandlerMethodArgumentResolver() {

                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return parameter.getParameterType() == Actor.class;
                }

                @Override
                public Actor resolveArgument(MethodParameter parameter, ModelAndViewContainer model,
                        NativeWebRequest request, WebDataBinderFactory binders) {
                    String[] actor = request.getHeader(ACTOR).split(" ");
                    return new Actor(new StaffId(actor[0]), Role.valueOf(actor[1]), new UnitCode(actor[2]));
                }
            });
        }

        @Bean
        TestClock clock() {
            return TestClock.at("2026-11-20T01:41:00Z");
        }

        @Bean
        MemoryVault vault() {
            return new MemoryVault();
        }

        @Bean
        MessageSource messageSource() {
            return Texts.source();
        }

        @Bean
        LocalValidatorFactoryBean validator() {
            return new LocalValidatorFactoryBean();
        }

        /** Everybody is in office but one. */
        @Bean
        Handlers handlers() {
            return (handler, _) -> !handler.equals(new StaffId("gone"));
        }

        @Bean
        DataSource dataSource() {
            TestDatabase database = TestDatabase.fresh();
            PGSimpleDataSource source = (PGSimpleDataSource) database.dataSource();
            Flyway.configure().dataSource(database.dataSource()).schemas("command").defaultSchema("command")
                    .locations("classpath:db/command").load().migrate();
            source.setCurrentSchema("command");
            return source;
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        EventStore eventStore() {
            return EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        }

        @Bean
        CommandBus commandBus(PlatformTransactionManager transactions) {
            return SimpleCommandBus.builder().transactionManager(() -> {
                TransactionStatus status = transactions.getTransaction(
                        new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_NESTED));
                return new Transaction() {

                    @Override
                    public void commit() {
                        transactions.commit(status);
                    }

                    @Override
                    public void rollback() {
                        transactions.rollback(status);
                    }
                };
            }).build();
        }

        @Bean
        CommandGateway commandGateway(CommandBus bus) {
            return DefaultCommandGateway.builder().commandBus(bus).build();
        }
    }
}
