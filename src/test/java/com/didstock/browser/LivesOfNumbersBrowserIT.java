package com.didstock.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.browser.Browser.Visit;
import com.didstock.pricing.AppliedTo;
import com.didstock.pricing.AssignedBatches;
import com.didstock.pricing.BatchAssignment;
import com.didstock.pricing.BatchTerms;
import com.didstock.pricing.BatchType;
import com.didstock.pricing.Coverage;
import com.didstock.pricing.PricingBatches;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ApiTokens;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.NewUser;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.SignedInUser;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.tenancy.TenantUsers;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Where numbers go and come back from, in a browser, on the demo: sold on and used, drawn, internal, and with the customers
 * of a reseller that closes. The tenants and the numbers are this class's own.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"didstock.demo=true", "server.address=127.0.0.1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivesOfNumbersBrowserIT {

    private static final String PASSWORD = "only-for-this-journey";
    private static final Locator.ClickOptions PATIENT = new Locator.ClickOptions().setTimeout(60_000);

    @LocalServerPort
    int port;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Vendors vendors;

    @Autowired
    VendorBatches vendorBatches;

    @Autowired
    PricingBatches batches;

    @Autowired
    AssignedBatches assigned;

    @Autowired
    ChildTenants children;

    @Autowired
    TenantUsers users;

    @Autowired
    Accounts accounts;

    @TempDir
    Path folder;

    private Browser browser;
    private Actor op;
    private int wholesale;
    private Actor north;
    private Actor south;
    private Actor client;

    @BeforeAll
    void start() {
        op = tokens.find("demo-op").map(SignedInUser::actor).orElseThrow();
        var vendor = vendors.create(op, "Alpine Carrier", "").id();
        vendorBatches.create(op, new VendorBatchTerms(vendor, "Alpine", "", "EUR", "Alpine", ""));
        wholesale = batch(op, "Alpine wholesale", AppliedTo.RESELLERS);
        north = reseller(op, "North Voice", "north", wholesale);
        south = reseller(north, "South Voice", "south", batch(north, "North partners", AppliedTo.RESELLERS));
        client = customer(south, "Chalet Zoe", "chalet", batch(south, "South retail", AppliedTo.CUSTOMERS));
        browser = new Browser(port);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    void aNumberIsLoadedTakenGivenOnUsedAsAnAliasAndComesBackToWhoSoldIt() throws Exception {
        visit("op", "demo", visit -> upload(visit, "43720100", 5));
        visit("north", PASSWORD, visit -> {
            take(visit, "43720100", 3);
            visit.open("inventory?q=43720100");
            assertThat(visit.found()).isEqualTo(3);
            visit.applyToFirst(2);
            assertThat(visit.perform("Assign to customer", "South Voice", "Assign"))
                    .startsWith("2 ");
            visit.keepPicture("north-after-give");
        });
        visit("south", PASSWORD, visit -> {
            visit.open("inventory?q=43720100");
            assertThat(visit.found()).isEqualTo(2);
            visit.open("customers/" + client.tenantId() + "/accounts");
            newAccount(visit, "reception");
            choose(visit, "reception", "Numbers");
            visit.page().getByLabel("Add a number").fill("+43720100001");
            visit.keepPicture("south-alias");
            visit.button(Pattern.compile("^Assign to account$")).click();
            assertThat(visit.page().locator(".account-number")).containsText("alias");
            visit.button(Pattern.compile("^Close$")).click();
        });
        visit("chalet", PASSWORD, visit -> {
            visit.open("accounts");
            choose(visit, "reception", "Numbers");
            visit.button(Pattern.compile("^Remove$")).click();
            assertThat(visit.page().getByText("Where the number goes")).isVisible();
            visit.keepPicture("chalet-remove");
            visit.button(Pattern.compile("^Remove$")).click();
            assertThat(visit.page().locator("vaadin-dialog").last()).containsText("It uses no number of the stock");
            visit.button(Pattern.compile("^Close$")).click();
            visit.open("inventory?q=43720100");
            assertThat(visit.page().getByText("No number matches")).isVisible();
        });
        visit("south", PASSWORD, visit -> {
            visit.open("inventory?q=43720100001");
            assertThat(visit.page()
                            .locator("vaadin-grid-cell-content", hasText("Free"))
                            .first())
                    .isVisible();
            notices(visit, "43 720 100001", "south-notices");
        });
        visit("north", PASSWORD, visit -> notices(visit, "43 720 100001", "north-notices"));
        visit("op", "demo", visit -> {
            visit.open("inventory?q=43720100001");
            visit.keepPicture("op-after-alias");
            assertThat(visit.page()
                            .locator("vaadin-grid-cell-content", hasText("With reseller"))
                            .first())
                    .isVisible();
        });
    }

    @Test
    void aCustomerDrawsANumberThroughTwoResellersAndReturnsIt() {
        visit("op", "demo", visit -> upload(visit, "43720200", 5));
        visit("south", PASSWORD, visit -> {
            visit.open("customers");
            choose(visit, "Chalet Zoe", "Edit");
            visit.page()
                    .getByRole(
                            AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^May also take")))
                    .check();
            visit.keepPicture("south-may-draw");
            visit.button(Pattern.compile("^Save$")).click();
            assertThat(visit.page().locator("vaadin-dialog")).hasCount(0);
        });
        visit("chalet", PASSWORD, visit -> {
            take(visit, "43720200", 1);
            visit.open("inventory?q=43720200");
            assertThat(visit.found()).isEqualTo(1);
        });
        visit("south", PASSWORD, visit -> {
            visit.open("inventory?q=43720200");
            assertThat(visit.found()).isEqualTo(1);
            assertThat(visit.page().locator("vaadin-grid").first()).containsText("Chalet Zoe");
            visit.keepPicture("south-drawn");
        });
        visit("chalet", PASSWORD, visit -> {
            visit.open("inventory?q=43720200");
            visit.applyToAll();
            assertThat(visit.perform("Return", "", "Return")).startsWith("1 ");
            visit.keepPicture("chalet-returned");
        });
        for (var passed : List.of("south", "north")) {
            visit(passed, PASSWORD, visit -> {
                visit.open("inventory?q=43720200");
                assertThat(visit.page().getByText("No number matches")).isVisible();
                notices(visit, "went back to the pool above", passed + "-told");
            });
        }
        visit("op", "demo", visit -> {
            visit.open("inventory?q=43720200&status=FREE");
            assertThat(visit.found()).isEqualTo(5);
        });
    }

    @Test
    void anInternalNumberIsTakenUsedGivenBackAndNeverCharged() {
        visit("chalet", PASSWORD, visit -> {
            visit.open("internal");
            var first = visit.page().locator(".number-choices vaadin-button").first();
            var number = first.innerText().strip();
            first.click();
            visit.keepPicture("internal-chosen");
            visit.button(Pattern.compile("^Take 1$")).click();
            choose(visit, number, "Use for an account");
            visit.page().getByLabel("Name of the new account").fill("Cellar");
            visit.keepPicture("internal-use");
            visit.button(Pattern.compile("^Use$")).click();
            assertThat(visit.page().locator("vaadin-grid").first()).containsText("In use");
            visit.keepPicture("internal-used");
            visit.open("accounts");
            choose(visit, "Cellar", "Delete account");
            visit.keepPicture("internal-delete");
            visit.button(Pattern.compile("^Delete account$")).click();
            assertThat(visit.page().locator("vaadin-dialog")).hasCount(0);
            visit.open("internal");
            choose(visit, number, "Give back");
            visit.button(Pattern.compile("^Give back$")).click();
            assertThat(visit.page().locator("vaadin-notification-card").last())
                    .containsText(number + " was given back");
            visit.open("charges");
            visit.keepPicture("chalet-charges");
            assertThat(visit.page().locator("main").first())
                    .not()
                    .containsText(Pattern.compile("\\b" + number + "\\b"));
        });
    }

    @Test
    void aBankruptResellerIsSuspendedItsCustomersMoveAndItIsClosed() {
        var broke = reseller(op, "Broke Voice", "broke", wholesale);
        var retail = batch(broke, "Broke retail", AppliedTo.CUSTOMERS);
        var pension = customer(broke, "Pension Alma", "pension", retail);
        reseller(op, "Heir Voice", "heir", wholesale);
        visit("op", "demo", visit -> upload(visit, "43720300", 5));
        visit("broke", PASSWORD, visit -> {
            take(visit, "43720300", 3);
            visit.open("inventory?q=43720300");
            visit.applyToFirst(2);
            assertThat(visit.perform("Assign to customer", "Pension Alma", "Assign"))
                    .startsWith("2 ");
        });
        accounts.create(pension, pension.tenantId(), "43720300000", "Front desk");
        visit("op", "demo", visit -> {
            visit.open("customers");
            choose(visit, "Broke Voice", "Suspend");
            visit.keepPicture("broke-suspend");
            sure(visit, "Suspend");
            choose(visit, "Broke Voice", "Close");
            var early = visit.page().locator("vaadin-confirm-dialog");
            early.getByText("still holds 3 numbers").waitFor();
            visit.keepPicture("broke-close-too-early");
            early.getByRole(AriaRole.BUTTON, named("Cancel")).click();
            early.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            choose(visit, "Broke Voice", "Move its customers");
            pick(visit, "Below whom", "Heir Voice");
            pick(visit, "At the price of", "Alpine wholesale");
            visit.keepPicture("broke-move");
            visit.button(Pattern.compile("^See what would happen$")).click();
            visit.page()
                    .locator("vaadin-confirm-dialog")
                    .getByText("2 numbers, 1 of them in use")
                    .waitFor();
            visit.keepPicture("broke-move-preview");
            sure(visit, "Move");
            assertThat(visit.page().locator("vaadin-notification-card").last()).containsText("Moved");
            choose(visit, "Broke Voice", "Close");
            sure(visit, "Show its numbers");
            visit.page().waitForURL(Pattern.compile("inventory\\?with="));
            visit.applyToAll();
            visit.perform("Recall", "", "Recall");
            assertThat(visit.page().getByText("No number matches")).isVisible();
            visit.open("customers");
            choose(visit, "Broke Voice", "Close");
            visit.keepPicture("broke-close");
            sure(visit, "Close");
            visit.page().waitForTimeout(500);
            visit.keepPicture("broke-closed");
            assertThat(visit.page().locator("vaadin-grid").first()).containsText("Closed");
        });
        visit("pension", PASSWORD, visit -> {
            visit.open("inventory?q=43720300");
            assertThat(visit.found()).isEqualTo(2);
            assertThat(visit.page().locator("vaadin-grid").first()).containsText("In use");
            visit.keepPicture("pension-after");
        });
        visit("heir", PASSWORD, visit -> {
            visit.open("inventory?q=43720300");
            assertThat(visit.found()).isEqualTo(2);
            notices(visit, "gave you 2 numbers", "heir-notices");
        });
    }

    @Test
    void whoHasAScreenOpenWhenTheTenantIsSuspendedIsShownOutWithinFiveSecondsAndCanNotComeBackYet() {
        var closing = reseller(op, "Closing Voice", "closing", wholesale);
        visit("closing", PASSWORD, visit -> {
            visit.open("inventory");
            status(closing, TenantStatus.SUSPENDED);
            visit.page().waitForURL(Pattern.compile("/login"), new Page.WaitForURLOptions().setTimeout(5_000));
            visit.keepPicture("shown-out");
            logIn(visit, "closing");
            visit.page().waitForURL(Pattern.compile("/login\\?error"));
            status(closing, TenantStatus.ACTIVE);
            logIn(visit, "closing");
            visit.page().waitForURL(url -> !url.contains("/login"));
        });
    }

    private void status(Actor child, TenantStatus status) {
        children.setStatus(
                op, child.tenantId(), children.find(op, child.tenantId()).version(), status);
    }

    private static void logIn(Visit visit, String login) {
        visit.page().locator("input[name=username]").fill(login);
        visit.page().locator("input[name=password]").fill(PASSWORD);
        visit.page().keyboard().press("Enter");
    }

    // ------------------------------------------------------------------------------------------- steps

    private void upload(Visit visit, String prefix, int count) {
        var file = folder.resolve(prefix + ".csv");
        var csv = new StringBuilder("Number,DID vendor batch,Activation fee,Periodic fee\n");
        for (var line = 0; line < count; line++) {
            csv.append("+%s%03d,Alpine,0.50,0.80\n".formatted(prefix, line));
        }
        try {
            Files.writeString(file, csv);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        visit.open("upload");
        visit.page().locator("vaadin-upload input[type=file]").setInputFiles(file);
        visit.page().waitForURL(Pattern.compile("upload\\?file="));
        visit.button(Pattern.compile("^Check the rows")).click();
        visit.page().waitForURL(Pattern.compile("upload\\?id="));
        visit.page()
                .getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Release to the pool at once")))
                .check();
        visit.keepPicture("upload-" + prefix);
        visit.button(Pattern.compile("^Import " + count + " numbers")).click(PATIENT);
        visit.page()
                .getByText(Pattern.compile(count + " numbers are in stock"))
                .first()
                .waitFor();
    }

    /** Takes any so many of these from what is offered. */
    private static void take(Visit visit, String prefix, int count) {
        visit.open("get-numbers");
        visit.page().locator(".inventory-number input").fill(prefix);
        visit.page().locator(".card-foot", hasText("5 numbers can be had")).waitFor();
        visit.page().getByLabel("How many").fill(Integer.toString(count));
        visit.page().keyboard().press("Tab");
        visit.keepPicture("take-" + prefix);
        visit.button(Pattern.compile("^Take " + count + " numbers?$")).click();
        var sure = visit.page()
                .locator("vaadin-confirm-dialog")
                .getByRole(AriaRole.BUTTON, named("Take " + (count == 1 ? "1 number" : count + " numbers")));
        sure.waitFor();
        visit.keepPicture("take-sure-" + prefix);
        sure.click();
        assertThat(visit.page().locator("vaadin-notification-card").last()).containsText("yours now");
    }

    private static void newAccount(Visit visit, String id) {
        visit.button(Pattern.compile("^New account$")).click();
        visit.page().getByLabel("Account ID").fill(id);
        visit.button(Pattern.compile("^Create account$")).click();
        visit.page().locator("vaadin-grid-cell-content", hasText(id)).first().waitFor();
    }

    /** Chooses from the menu of the line that says this. */
    private static void choose(Visit visit, String line, String action) {
        visit.page().locator("vaadin-grid-cell-content", hasText(line)).first().waitFor();
        visit.page()
                .locator("vaadin-grid vaadin-menu-bar-button:visible")
                .nth(lineOf(visit, line))
                .click();
        visit.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    private static void sure(Visit visit, String verb) {
        var dialog = visit.page().locator("vaadin-confirm-dialog");
        dialog.getByRole(AriaRole.BUTTON, named(verb)).click();
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void pick(Visit visit, String label, String wanted) {
        visit.page()
                .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label))
                .fill(wanted);
        visit.page()
                .locator("vaadin-combo-box-item:visible", hasText(wanted))
                .first()
                .click();
    }

    private static int lineOf(Visit visit, String line) {
        var cells = visit.page().locator("vaadin-grid-cell-content:visible", hasText(line));
        var top = cells.first().boundingBox().y;
        var menus = visit.page().locator("vaadin-grid vaadin-menu-bar-button:visible");
        for (var index = 0; index < menus.count(); index++) {
            var box = menus.nth(index).boundingBox();
            if (box.y + box.height > top && box.y < top + cells.first().boundingBox().height) {
                return index;
            }
        }
        throw new AssertionError("no menu beside " + line);
    }

    /** Reads what it was told last. */
    private static void notices(Visit visit, String text, String picture) {
        visit.open("notices");
        assertThat(visit.page().locator("main").first()).containsText(text);
        visit.keepPicture(picture);
    }

    private static Page.LocatorOptions hasText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private void visit(String login, String password, Consumer<Visit> journey) {
        try (var visit = browser.logIn(login, password)) {
            try {
                journey.accept(visit);
            } catch (RuntimeException | AssertionError failure) {
                visit.keepPicture("lives-" + login);
                throw failure;
            }
        }
    }

    // ------------------------------------------------------------------------------------------- tenants

    private int batch(Actor seller, String name, AppliedTo whom) {
        var terms = new BatchTerms(
                name,
                whom,
                BatchType.INVENTORIED,
                null,
                false,
                "EUR",
                new BigDecimal("0.10"),
                new BigDecimal("0.20"),
                BigDecimal.ZERO,
                null,
                "");
        return batches.create(seller, terms).id();
    }

    private Actor reseller(Actor parent, String name, String login, int batch) {
        return member(parent, TenantKind.RESELLER, name, login, batch, Role.RESELLER_ADMIN);
    }

    private Actor customer(Actor parent, String name, String login, int batch) {
        return member(parent, TenantKind.CUSTOMER, name, login, batch, Role.CUSTOMER);
    }

    private Actor member(Actor parent, TenantKind kind, String name, String login, int batch, Role role) {
        var id = children.create(parent, kind, "EUR", false, ChildTerms.named(name))
                .id();
        assigned.set(parent, id, List.of(new BatchAssignment(batch, Coverage.ALL)));
        var user = users.create(parent, id, new NewUser(login, name, null, role, PASSWORD));
        return new Actor(parent.operatorId(), id, user.id());
    }
}
