package com.didstock.access;

import com.didstock.testing.AccessTable;
import com.didstock.testing.AccessTable.Person;
import com.didstock.testing.Placeholders;
import com.didstock.testing.ScreenTest;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Each screen opens to those that {@code access/routes.txt} names: yes is the screen, no the page about missing rights, none
 * the page about what is not there. And {@code access/jobs.txt} names all that runs by the clock, for nobody.
 */
class RouteAccessTest extends ScreenTest {

    @TestFactory
    Stream<DynamicTest> eachScreenOpensToThoseInTheTable() {
        var table = AccessTable.of("routes.txt");
        var routes = new TreeMap<String, RouteData>();
        RouteConfiguration.forApplicationScope().getAvailableRoutes().forEach(it -> routes.put(name(it), it));
        return Stream.concat(
                routes.entrySet().stream()
                        .filter(it -> !it.getKey().equals("login"))
                        .map(it -> table.line(it.getKey(), () -> answers(it.getValue()))),
                Stream.of(table.nothingBut(routes.keySet())));
    }

    private static String name(RouteData route) {
        var template = route.getTemplate().replaceAll("\\([^/]*\\)", "");
        return template.isEmpty() ? "(home)" : template;
    }

    private List<String> answers(RouteData route) {
        var path = route.getTemplate().replaceAll(":\\w+(\\([^/]*\\))?", Integer.toString(Placeholders.ABSENT));
        var answers = new ArrayList<String>();
        for (var person : Person.values()) {
            signIn(person.in(tree));
            UI.getCurrent().navigate(path);
            answers.add(answer());
        }
        answers.add(route.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class) ? "yes" : "no");
        return answers;
    }

    private String answer() {
        var shown = getCurrentView().getClass();
        return switch (shown.getSimpleName()) {
            case "RightMissingPage" -> "no";
            case "NotTherePage" -> "none";
            default -> shown.isAnnotationPresent(Route.class) ? "yes" : shown.getSimpleName();
        };
    }

    @TestFactory
    Stream<DynamicTest> whateverRunsByTheClockIsInTheTable() {
        var table = AccessTable.of("jobs.txt");
        var names = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("com.didstock").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Scheduled.class))
                        .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(
                names.stream().map(name -> table.line(name, () -> List.of("nobody"))),
                Stream.of(table.nothingBut(names)));
    }
}
