package com.didstock.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.browser.Browser.Visit;
import com.didstock.tenancy.ApiTokens;
import com.didstock.tenancy.SignedInUser;
import com.didstock.vendors.VendorBatchTerms;
import com.didstock.vendors.VendorBatches;
import com.didstock.vendors.Vendors;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
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
 * The main job from end to end, in a browser, on the demo: an operator uploads 100,000 numbers, releases them, prices 500
 * and gives them to a reseller, who sells on, keeps some and gives some back.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"didstock.demo=true", "server.address=127.0.0.1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryBrowserIT {

    private static final int NUMBERS = 100_000;

    @LocalServerPort
    int port;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Vendors vendors;

    @Autowired
    VendorBatches vendorBatches;

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = new Browser(port);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @Test
    void anOperatorUploadsAndSellsAndAResellerSellsOnAndGivesBack() throws Exception {
        var op = tokens.find("demo-op").map(SignedInUser::actor).orElseThrow();
        var vendor = vendors.create(op, "Story Carrier", "").id();
        vendorBatches.create(op, new VendorBatchTerms(vendor, "Story batch", "", "EUR", "Story", ""));
        var file = folder.resolve("numbers.csv");
        Files.writeString(file, csv());

        visit("op", visit -> {
            upload(visit, file);
            sell(visit);
        });
        visit("initech", this::sellOnAndGiveBack);
        visit("op", this::seeWhatCameBack);
    }

    private void visit(String login, Consumer<Visit> journey) {
        try (var visit = browser.logIn(login, "demo")) {
            try {
                journey.accept(visit);
            } catch (RuntimeException | AssertionError failure) {
                visit.keepPicture("story-" + login);
                throw failure;
            }
        }
    }

    private void upload(Visit visit, Path file) {
        visit.open("upload");
        visit.page().locator("vaadin-upload input[type=file]").setInputFiles(file);
        visit.page().waitForURL(Pattern.compile("upload\\?file="), new Page.WaitForURLOptions().setTimeout(60_000));
        visit.button(Pattern.compile("^Check the rows")).click();
        visit.page().waitForURL(Pattern.compile("upload\\?id="), new Page.WaitForURLOptions().setTimeout(180_000));
        visit.button(Pattern.compile("^Import 100,000 numbers")).click(new Locator.ClickOptions().setTimeout(180_000));
        visit.page()
                .getByText(Pattern.compile("100,000 numbers are in stock"))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(240_000));
    }

    private void sell(Visit visit) {
        visit.open("inventory?q=1855%25VOIP");
        assertThat(visit.found()).isEqualTo(800);
        visit.applyToAll();
        assertThat(visit.perform("Release to the pool", "", "Release")).startsWith("800 ");
        visit.applyToFirst(500);
        assertThat(visit.perform("Assign to pricing batch", "Wholesale US", "Assign"))
                .startsWith("500 ");
        visit.open("inventory?q=1855%25VOIP&status=FREE");
        visit.page().locator(".hint-pill").waitFor();
        visit.applyToFirst(500);
        assertThat(visit.perform("Assign to customer", "Initech", "Assign")).startsWith("500 ");
        assertThat(visit.found()).isEqualTo(300);
    }

    private void sellOnAndGiveBack(Visit visit) {
        visit.open("inventory?q=1855");
        assertThat(visit.found()).isEqualTo(500);
        visit.applyToFirst(200);
        assertThat(visit.perform("Assign to pricing batch", "Offices", "Assign"))
                .startsWith("200 ");
        visit.applyToFirst(50);
        assertThat(visit.perform("Unassign from pricing batch", "", "Unassign")).startsWith("50 ");
        assertThat(visit.found()).isEqualTo(500);
        visit.applyToFirst(20);
        assertThat(visit.perform("Release to the pool", "", "Release")).startsWith("20 ");
        assertThat(visit.found()).isEqualTo(480);
    }

    private void seeWhatCameBack(Visit visit) {
        visit.open("inventory?q=1855%25VOIP&status=FREE&batch=none");
        assertThat(visit.found()).isEqualTo(300 + 20);
        visit.open("activity");
        var released = visit.page()
                .locator("vaadin-grid-cell-content", new Page.LocatorOptions().setHasText("Released to the pool"));
        released.first().waitFor();
        assertThat(released.count()).isPositive();
    }

    /** 800 numbers that spell VOIP after 1855, and others, in the order of a messy price list. */
    private static String csv() {
        var random = new Random(1855);
        var numbers = new ArrayList<String>();
        for (var exchange = 200; exchange < 1_000; exchange++) {
            numbers.add("1855" + exchange + "8647");
        }
        for (var line = 0; numbers.size() < NUMBERS; line++) {
            numbers.add("49301" + "%07d".formatted(line));
        }
        Collections.shuffle(numbers, random);
        var csv = new StringBuilder("Number,DID vendor batch,Activation fee,Periodic fee\n");
        for (var number : numbers) {
            csv.append('+').append(number).append(",Story batch,0.50,0.85\n");
        }
        return csv.toString();
    }
}
