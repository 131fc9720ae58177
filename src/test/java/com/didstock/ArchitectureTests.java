package com.didstock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.planted.PlantedManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shape of the code must be. Each rule is also seen failing on a class that breaks it. */
class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.didstock");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackagesOf(PlantedManager.class);

    private static final ArchRule ONLY_TENANCY_HAS_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackages("com.didstock.tenancy..", "com.didstock.database..", "com.didstock.db..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DataSource.class)
            .because("a tenant's data is reached through TenantTransaction only");

    private static final ArchRule NOBODY_IS_GIVEN_JOOQ = noClasses()
            .that()
            .resideOutsideOfPackage("com.didstock.db..")
            .and()
            .areNotAssignableTo("com.didstock.tenancy.TenantContext")
            .should(ArchConditions.have(new DescribedPredicate<JavaClass>("a field of type DSLContext") {
                @Override
                public boolean test(JavaClass it) {
                    return it.getFields().stream()
                            .anyMatch(field -> field.getRawType().isAssignableTo(DSLContext.class));
                }
            }));

    private static final ArchRule SCREENS_SPEAK_NO_SQL = noClasses()
            .that()
            .resideInAPackage("..ui..")
            .or()
            .resideInAPackage("com.didstock.planted..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "com.didstock.db..");

    private static final ArchRule NO_EMPTY_NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
            .because("a name says what a class holds or does");

    private static final ArchRule SCREENS_SAY_WHOSE_THEY_ARE =
            classes().that().areAnnotatedWith(Route.class).should(new HasAccessAnnotation());

    private static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDate.class, "now");

    private static final ArchRule MONEY_IS_NEVER_A_FLOATING_POINT_NUMBER = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "com.didstock.pricing..",
                    "com.didstock.offer..",
                    "com.didstock.assignment..",
                    "com.didstock.planted..")
            .should()
            .notHaveRawReturnType(double.class)
            .andShould()
            .notHaveRawReturnType(float.class);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("only tenancy has the database", ONLY_TENANCY_HAS_THE_DATABASE),
                Arguments.of("nobody is given jOOQ", NOBODY_IS_GIVEN_JOOQ),
                Arguments.of("screens speak no SQL", SCREENS_SPEAK_NO_SQL),
                Arguments.of("no empty names", NO_EMPTY_NAMES),
                Arguments.of("screens say whose they are", SCREENS_SAY_WHOSE_THEY_ARE),
                Arguments.of("time comes from the clock", TIME_COMES_FROM_THE_CLOCK),
                Arguments.of("money is never a floating point number", MONEY_IS_NEVER_A_FLOATING_POINT_NUMBER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.allowEmptyShould(false).check(CODE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void isSeenFailing(String name, ArchRule rule) {
        assertThatThrownBy(() -> rule.check(PLANTED)).isInstanceOf(AssertionError.class);
    }

    @Test
    void packagesWithClassesAreNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(CODE);
    }

    /** A route without an access annotation would be open to nobody, or to everybody. */
    private static final class HasAccessAnnotation extends ArchCondition<JavaClass> {

        HasAccessAnnotation() {
            super("say whose they are");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            var says = item.isAnnotatedWith(PermitAll.class)
                    || item.isAnnotatedWith("com.vaadin.flow.server.auth.AnonymousAllowed")
                    || item.isAnnotatedWith("jakarta.annotation.security.RolesAllowed");
            if (!says) {
                events.add(SimpleConditionEvent.violated(item, item.getName() + " does not say whose screen it is"));
            }
        }
    }
}
