package com.didstock;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.planted.PlantedManager;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantContext;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.stereotype.Service;

/** What the shape of the code must be. Each rule is also seen failing on a class that breaks it. */
class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.didstock");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackagesOf(PlantedManager.class);

    /** What must work before anybody is known, and what tells only whether a task runs in this node. */
    private static final Predicate<JavaMethod> NOBODY_ACTS = method -> Set.of("Logins", "OperatorRegister", "Operators")
                    .contains(method.getOwner().getSimpleName())
            || Set.of("ApiTokens.find", "UploadJobs.isRunning", "UploadJobs.hasStopped")
                    .contains(method.getOwner().getSimpleName() + "." + method.getName());

    private static final ArchRule ONLY_THOSE_NAMED_HAVE_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackages("com.didstock.database..", "com.didstock.db..")
            .and()
            .doNotHaveFullyQualifiedName("com.didstock.tenancy.TenantTransaction")
            .and()
            .doNotHaveFullyQualifiedName("com.didstock.tenancy.Entry")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DataSource.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Connection.class)
            .orShould()
            .callMethodWhere(target(owner(assignableTo(DSL.class))).and(target(name("using"))))
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

    private static final ArchRule SCREENS_HAVE_A_TITLE = classes()
            .that()
            .areAnnotatedWith(Route.class)
            .should()
            .beAnnotatedWith(PageTitle.class)
            .orShould()
            .beAssignableTo(HasDynamicTitle.class);

    private static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.didstock.ClockConfiguration")
            .should()
            .callMethodWhere(describe("the time is asked without a clock", ArchitectureTests::asksWithoutClock))
            .orShould()
            .callMethodWhere(target(nameMatching("system.*")).and(target(owner(assignableTo(Clock.class)))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Date.class)
            .because("tests put their own clock in its place");

    private static final ArchRule MONEY_IS_NEVER_A_FLOATING_POINT_NUMBER = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.didstock.pricing..",
                    "com.didstock.offer..",
                    "com.didstock.assignment..",
                    "com.didstock.inventory..",
                    "com.didstock.uploads..",
                    "com.didstock.planted..")
            .should(new UseFloatingPoint());

    private static final ArchRule GENERATED_TYPES_STAY_INSIDE = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("com.didstock.db..")
            .should(new Mention("com.didstock.db."))
            .because("the tables are a feature's own business");

    private static final ArchRule SERVICES_ASK_WHO_ACTS = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Service.class)
            .and()
            .arePublic()
            .and()
            .areNotStatic()
            .and(not(describe("work before anybody is known, or tell nothing", NOBODY_ACTS)))
            .should(new BeginWithWhoActs());

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("only those named have the database", ONLY_THOSE_NAMED_HAVE_THE_DATABASE),
                Arguments.of("nobody is given jOOQ", NOBODY_IS_GIVEN_JOOQ),
                Arguments.of("screens speak no SQL", SCREENS_SPEAK_NO_SQL),
                Arguments.of("no empty names", NO_EMPTY_NAMES),
                Arguments.of("screens say whose they are", SCREENS_SAY_WHOSE_THEY_ARE),
                Arguments.of("screens have a title", SCREENS_HAVE_A_TITLE),
                Arguments.of("generated types stay inside", GENERATED_TYPES_STAY_INSIDE),
                Arguments.of("services ask who acts", SERVICES_ASK_WHO_ACTS),
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
        assertThat(withoutNullMarks(CODE)).isEmpty();
        assertThat(withoutNullMarks(new ClassFileImporter().importClasses(PlantedManager.class)))
                .containsExactly("com.didstock.planted");
    }

    private static Set<String> withoutNullMarks(JavaClasses classes) {
        var packages = new TreeSet<String>();
        classes.forEach(it -> packages.add(it.getPackageName()));
        packages.removeIf(name -> name.startsWith("com.didstock.db"));
        classes.stream()
                .filter(it -> it.getSimpleName().equals("package-info") && it.isAnnotatedWith(NullMarked.class))
                .forEach(it -> packages.remove(it.getPackageName()));
        return packages;
    }

    private static boolean asksWithoutClock(JavaMethodCall call) {
        return call.getName().equals("now")
                && call.getTargetOwner().getPackageName().startsWith("java.time")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
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

    private static final class BeginWithWhoActs extends ArchCondition<JavaMethod> {

        BeginWithWhoActs() {
            super("take the Actor, or the TenantContext of an open transaction, first");
        }

        @Override
        public void check(JavaMethod item, ConditionEvents events) {
            var takes = item.getRawParameterTypes();
            if (takes.isEmpty()
                    || !(takes.getFirst().isEquivalentTo(Actor.class)
                            || takes.getFirst().isEquivalentTo(TenantContext.class))) {
                events.add(SimpleConditionEvent.violated(item, item.getFullName() + " does not ask who acts"));
            }
        }
    }

    private static final class Mention extends ArchCondition<JavaMethod> {

        private final String prefix;

        Mention(String prefix) {
            super("mention " + prefix);
            this.prefix = prefix;
        }

        @Override
        public void check(JavaMethod item, ConditionEvents events) {
            var mentioned = new ArrayList<>(item.getReturnType().getAllInvolvedRawTypes());
            item.getParameterTypes().forEach(type -> mentioned.addAll(type.getAllInvolvedRawTypes()));
            for (var type : mentioned) {
                if (type.getFullName().startsWith(prefix)) {
                    events.add(
                            SimpleConditionEvent.satisfied(item, item.getFullName() + " mentions " + type.getName()));
                }
            }
        }
    }

    private static final class UseFloatingPoint extends ArchCondition<JavaClass> {

        private static final Set<String> TYPES = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

        UseFloatingPoint() {
            super("use floating point numbers");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            item.getFields().stream()
                    .filter(field -> TYPES.contains(field.getRawType().getFullName()))
                    .forEach(field -> found(item, field.getFullName(), events));
            item.getMethods().stream()
                    .filter(method -> TYPES.contains(method.getRawReturnType().getFullName())
                            || method.getRawParameterTypes().stream().anyMatch(it -> TYPES.contains(it.getFullName())))
                    .forEach(method -> found(item, method.getFullName(), events));
            item.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(BigDecimal.class)
                            && call.getName().matches("(double|float)Value"))
                    .forEach(call -> found(item, call.getDescription(), events));
        }

        private static void found(JavaClass item, String where, ConditionEvents events) {
            events.add(SimpleConditionEvent.satisfied(item, where + " is a floating point number"));
        }
    }
}
