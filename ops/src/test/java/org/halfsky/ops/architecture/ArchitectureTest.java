package org.halfsky.ops.architecture;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

import org.axonframework.eventhandling.EventHandler;
import org.halfsky.command.authority.AllowedTo;
import org.halfsky.command.stream.Root;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The walls of the house. */
@AnalyzeClasses(packages = "org.halfsky", importOptions = {ImportOption.DoNotIncludeTests.class,
        ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {

    /** In a whole build the test kit comes as a jar, which is no folder of test classes. */
    static class WithoutTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final Set<Class<?>> CALENDAR_AND_CLOCK = Set.of(Instant.class, LocalDate.class, LocalDateTime.class,
            OffsetDateTime.class, ZonedDateTime.class, Clock.class);

    /** What is stored for ever hangs on nothing that changes. */
    @ArchTest
    static final ArchRule events_know_only_java = classes().that().resideInAPackage("org.halfsky.events..").and()
            .resideOutsideOfPackages("org.halfsky.events.wire..").and()
            .doNotHaveFullyQualifiedName("org.halfsky.events.EventFamilies")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.halfsky.events..", "com.fasterxml.jackson.annotation..");

    /** A stream of rows that nobody closes keeps its connection for ever; lists give it back. */
    @ArchTest
    static final ArchRule no_stream_of_rows_keeps_a_connection = noClasses().should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream").orShould()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("queryForStream")));

    @ArchTest
    static final ArchRule events_know_nobody = noClasses().that().resideInAPackage("org.halfsky.events..").should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.halfsky.command..", "org.halfsky.query..", "org.halfsky.ops..");

    @ArchTest
    static final ArchRule command_does_not_see_query = noClasses().that().resideInAPackage("org.halfsky.command..")
            .should()
            .dependOnClassesThat().resideInAnyPackage("org.halfsky.query..", "org.halfsky.ops..");

    @ArchTest
    static final ArchRule query_does_not_see_command = noClasses().that().resideInAPackage("org.halfsky.query..")
            .should()
            .dependOnClassesThat().resideInAnyPackage("org.halfsky.command..", "org.halfsky.ops..");

    @ArchTest
    static final ArchRule no_circles_in_shared_events = slices().matching("org.halfsky.(events).(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule no_circles_in_command_side = slices().matching("org.halfsky.(command).(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule no_circles_in_query_side = slices().matching("org.halfsky.(query).(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule no_circles_in_ops = slices().matching("org.halfsky.(ops).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roots_are_package_private = classes().that().implement(Root.class).should()
            .bePackagePrivate();

    /** A listener that is none loses what it was told without a word. */
    @ArchTest
    static final ArchRule what_projections_are_told_they_hear = methods().that().haveName("on").and()
            .areDeclaredInClassesThat().haveSimpleNameEndingWith("Projection").should()
            .beAnnotatedWith(EventHandler.class);

    @ArchTest
    static final ArchRule every_command_says_who_may_send_it = classes()
            .that(are(new DescribedPredicate<JavaClass>("records of a sealed family of commands") {

                @Override
                public boolean test(JavaClass type) {
                    return type.isRecord() && type.getEnclosingClass()
                            .filter(family -> family.isInterface() && family.getSimpleName().endsWith("Command"))
                            .isPresent();
                }
            })).and().resideInAPackage("org.halfsky.command..").should().beAnnotatedWith(AllowedTo.class);

    /** Time is told by the one clock; ops alone takes a zone for it. */
    @ArchTest
    static final ArchRule time_comes_from_the_clock = noClasses().that()
            .doNotHaveFullyQualifiedName("org.halfsky.ops.TimeConfiguration")
            .should(ArchConditions.callMethodWhere(new DescribedPredicate<JavaCall<?>>("tells the machine's time") {

                @Override
                public boolean test(JavaCall<?> call) {
                    boolean now = call.getName().equals("now") && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.isAssignableTo(Clock.class));
                    boolean system = call.getName().startsWith("system") || call.getName().startsWith("tick");
                    return CALENDAR_AND_CLOCK.stream().anyMatch(call.getTargetOwner()::isEquivalentTo) && (now
                            || call.getTargetOwner().isEquivalentTo(Clock.class) && system)
                            || call.getTargetOwner().isEquivalentTo(System.class)
                                    && call.getName().equals("currentTimeMillis");
                }
            }));

    @ArchTest
    static final ArchRule pages_and_programs_enter_by_package_private_doors = classes().that()
            .haveSimpleNameEndingWith("Http").or().haveSimpleNameEndingWith("Page").and()
            .areMetaAnnotatedWith("org.springframework.stereotype.Controller").should()
            .notHaveModifier(JavaModifier.PUBLIC);

    /** Plain SQL: no object is ever mapped behind anybody's back. */
    @ArchTest
    static final ArchRule no_jpa = noClasses().should().dependOnClassesThat(
            resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
                    .or(resideInAPackage("org.springframework.data..")));
}
