package com.didstock.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.ScreenTest;
import com.didstock.testing.TestTree.Member;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A clerk works on every screen that it may open, and none of them shows an amount. */
class ClerkTest extends ScreenTest {

    private static final Pattern AMOUNT = Pattern.compile("€|\\bEUR\\b");

    private List<String> numbers = List.of();

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), tree.load(tree.o, 2));
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
    }

    @TestFactory
    Stream<DynamicTest> noScreenShowsAnAmount() {
        return Stream.of(tree.o, tree.a, tree.ca)
                .flatMap(member -> routes().stream()
                        .map(route -> DynamicTest.dynamicTest(
                                "%s as clerk of %s".formatted(route, member), () -> showsNoAmount(member, route))));
    }

    private static List<String> routes() {
        return RouteConfiguration.forApplicationScope().getAvailableRoutes().stream()
                .map(RouteData::getTemplate)
                .filter(template -> !template.contains(":") && !template.equals("login"))
                .sorted()
                .toList();
    }

    private void showsNoAmount(Member member, String route) {
        signIn(tree.clerk(member));
        UI.getCurrent().navigate(route);
        assertThat(text()).doesNotContainPattern(AMOUNT);
        assertThat(messages()).isEmpty();
    }
}
