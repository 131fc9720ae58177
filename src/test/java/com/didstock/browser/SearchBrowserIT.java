package com.didstock.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.browser.Browser.Visit;
import com.didstock.groups.DidGroups;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ApiTokens;
import com.didstock.tenancy.SignedInUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Searches that are more than a word: built, regrouped, taken apart, kept under a name; in a browser, on the demo. Other
 * journeys upload American and German numbers.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"didstock.demo=true", "server.address=127.0.0.1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchBrowserIT {

    @LocalServerPort
    int port;

    @Autowired
    ApiTokens tokens;

    @Autowired
    DidGroups groups;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = new Browser(port);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    private void visit(String login, Consumer<Visit> journey) {
        try (var visit = browser.logIn(login, "demo")) {
            try {
                journey.accept(visit);
            } catch (RuntimeException | AssertionError failure) {
                visit.keepPicture("search-" + login);
                throw failure;
            }
        }
    }

    @Test
    void aConditionIsBuiltRegroupedByKeyboardSearchedTakenApartAndSurvivesAReload() {
        visit("op", visit -> {
            visit.open("inventory?all=1");
            var everything = visit.all();
            visit.button(Pattern.compile("^Advanced$")).click();
            var builder = new Builder(visit.page());
            builder.test(0, "Country", "United Kingdom");
            var british = builder.found();
            assertThat(british).isPositive().isLessThan(everything);

            builder.addTest();
            builder.test(1, "Status", "Free");
            var both = builder.found();
            assertThat(both).isPositive().isLessThan(british);
            builder.addTest();
            builder.test(2, "Status", "Frozen");

            // By keyboard alone: one condition goes into a group of its own, the other joins it, and the group is
            // turned
            // into "not any of these".
            builder.press(1, "Into a group");
            builder.press(2, "Into a group");
            builder.group("Any of these (OR)");
            builder.not();
            var others = builder.found();
            assertThat(others).isLessThan(british);
            visit.button(Pattern.compile("^Search$")).press("Enter");

            var chips = visit.page().locator(".condition-chips");
            assertThat(chips).containsText("Country is United Kingdom (GB)");
            assertThat(chips).containsText(Pattern.compile("AND\\s*NOT\\s*Status is Free.*OR.*Status is Frozen"));
            assertThat(visit.all()).isEqualTo(others);
            assertThat(visit.page().url()).contains("filter=");

            visit.page().reload();
            assertThat(chips).containsText("Country is United Kingdom (GB)");
            assertThat(visit.all()).isEqualTo(others);

            chips.getByRole(AriaRole.BUTTON, named("Remove: the whole group")).click();
            assertThat(chips).not().containsText("Frozen");
            visit.page().waitForURL(url -> !url.contains("FROZEN"));
            assertThat(visit.all()).isEqualTo(british);
        });
    }

    @Test
    void nothingIsLostBetweenSearchBarAndBuilder() {
        visit("acme", visit -> {
            visit.open("inventory?all=1");
            visit.search("1212");
            var found = visit.found();
            visit.button(Pattern.compile("^Advanced$")).click();
            visit.button(Pattern.compile("^Make conditions of it$")).click();
            var builder = new Builder(visit.page());
            assertThat(builder.found()).isEqualTo(found);
            visit.button(Pattern.compile("^Search$")).click();

            assertThat(visit.page().locator(".condition-chips")).containsText("1212");
            assertThat(visit.page().locator(".inventory-number input")).hasValue("");
            assertThat(visit.all()).isEqualTo(found);
        });
    }

    @Test
    void aSearchIsSavedSharedPinnedOpenedFirstRenamedAndDeleted() {
        visit("globex", visit -> {
            visit.open("inventory?all=1");
            var all = visit.all();
            visit.open("inventory?status=FREE");
            var free = visit.all();
            save(visit, "What is free");
            var tile = visit.page().locator(".tile-pinned:visible");
            assertThat(tile).containsText("What is free");
            assertThat(Integer.parseInt(tile.locator(".tile-value").innerText().replaceAll("\\D", "")))
                    .isEqualTo(free);

            // It is what the inventory opens with, until somebody asks for all.
            visit.open("inventory");
            assertThat(visit.all()).isEqualTo(free);
            visit.open("inventory?all=1");
            assertThat(visit.all()).isEqualTo(all);

            manage(visit);
            visit.button(Pattern.compile("^Change “What is free”$")).click();
            name(visit).fill("Still free");
            visit.button(Pattern.compile("^Save$")).click();
            assertThat(tile).containsText("Still free");
            visit.button(Pattern.compile("^Delete “Still free”$")).click();
            visit.button(Pattern.compile("^Delete search$")).click();
            assertThat(visit.page().locator(".saved-lines")).containsText("No search is saved");
            visit.button(Pattern.compile("^Close$")).click();
            assertThat(tile).hasCount(0);
            visit.open("inventory");
            assertThat(visit.all()).isEqualTo(all);
        });
    }

    @Test
    void aSharedSearchIsThereForColleaguesAndForNobodyElse() {
        visit("acme", visit -> {
            visit.open("inventory?status=AGING");
            save(visit, "Resting at Acme");
        });
        visit("acme-viewer", visit -> {
            visit.open("inventory?all=1");
            menu(visit);
            item(visit, "Resting at Acme").click();
            visit.page().waitForURL(url -> url.contains("status=AGING"));
        });
        for (var stranger : new String[] {"op", "globex", "acme-east", "acme-cafe"}) {
            visit(stranger, visit -> {
                visit.open("inventory?all=1");
                menu(visit);
                assertThat(item(visit, "Save this search")).isVisible();
                assertThat(item(visit, "Resting at Acme")).hasCount(0);
            });
        }
    }

    @Test
    void aSearchThatNamesADeletedGroupSaysSoAndStillOpens() {
        Actor op = tokens.find("demo-op").map(SignedInUser::actor).orElseThrow();
        var group = groups.create(op, "Soon gone", "").id();
        visit("op", visit -> {
            visit.open("inventory?group=" + group + "&country=GB");
            visit.all();
            save(visit, "In the group");
            groups.delete(op, group);
            visit.open("inventory?all=1");
            var all = visit.all();
            menu(visit);
            item(visit, "In the group").click();

            assertThat(visit.page().locator(".gone-note")).containsText("no longer there (DID group)");
            visit.button(Pattern.compile("^Take it out of the search$")).click();
            assertThat(visit.page().locator(".gone-note")).isHidden();
            assertThat(visit.all()).isPositive().isLessThan(all);
        });
    }

    /** Saves what is searched: shared, pinned, and what the inventory opens with. */
    private static void save(Visit visit, String name) {
        menu(visit);
        item(visit, "Save this search").click();
        name(visit).fill(name);
        for (var wish : new String[] {"Share with all users", "Pin as a tile", "Open this page with it"}) {
            visit.page()
                    .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + wish)))
                    .check();
        }
        visit.button(Pattern.compile("^Save$")).click();
        assertThat(visit.page().locator("vaadin-notification-card").last()).containsText("“" + name + "” saved");
    }

    private static Locator name(Visit visit) {
        return visit.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Name"));
    }

    private static void menu(Visit visit) {
        visit.page().locator(".search-menu vaadin-menu-bar-button").first().click();
    }

    private static void manage(Visit visit) {
        menu(visit);
        item(visit, "Manage searches").click();
    }

    private static Locator item(Visit visit, String text) {
        return visit.page().locator("vaadin-menu-bar-item", new Page.LocatorOptions().setHasText(text));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    /** The builder, once it is open. */
    private record Builder(Page page) {

        Locator row(int index) {
            return page.locator(".condition-row").nth(index);
        }

        /** Chooses a field and a value, with the operator that is offered first. */
        void test(int index, String field, String value) {
            choose(row(index).getByRole(AriaRole.COMBOBOX, named("Field")), field);
            choose(row(index).locator(".condition-value input"), value);
        }

        private void choose(Locator box, String wanted) {
            box.fill(wanted);
            page.locator("vaadin-combo-box-item:visible", new Page.LocatorOptions().setHasText(wanted))
                    .first()
                    .waitFor();
            box.press("ArrowDown");
            box.press("Enter");
            page.waitForTimeout(300);
        }

        /** Presses one of a condition's buttons by keyboard. */
        void press(int index, String button) {
            row(index).getByRole(AriaRole.BUTTON, named(button)).press("Enter");
            page.waitForTimeout(300);
        }

        void addTest() {
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Condition").setExact(true))
                    .last()
                    .press("Enter");
        }

        /** Joins the inner group's parts in another way. */
        void group(String joiner) {
            var select = page.locator(".condition-group .condition-group vaadin-select.condition-joiner")
                    .first();
            select.click();
            page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText(joiner))
                    .last()
                    .click();
            page.waitForTimeout(300);
        }

        void not() {
            page.locator(".condition-group .condition-group")
                    .getByRole(AriaRole.CHECKBOX)
                    .first()
                    .press("Space");
            page.waitForTimeout(300);
        }

        /** How much it would find, as the builder says while one builds. */
        int found() {
            page.waitForTimeout(600);
            var text = page.locator(".condition-found").innerText();
            return Integer.parseInt(text.replaceAll("\\D", ""));
        }
    }
}
