package com.didstock.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The inventory in a browser, on the demo: everyone sees their own stock, and finds numbers as they type. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"didstock.demo=true", "server.address=127.0.0.1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryBrowserIT {

    @LocalServerPort
    int port;

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
    void aResellerSeesItsOwnStockAndFindsNumbersAsItTypes() {
        try (var acme = browser.logIn("acme", "demo");
                var globex = browser.logIn("globex", "demo")) {
            acme.open("inventory");
            globex.open("inventory");

            assertThat(acme.tile("Total")).isEqualTo(700);
            assertThat(globex.tile("Total")).isEqualTo(250);
            acme.search("1212");
            assertThat(acme.page().url()).contains("q=1212");
        }
    }

    @Test
    void whatIsSearchedComesAsAFileInThisSessionOnly() throws Exception {
        try (var acme = browser.logIn("acme", "demo");
                var globex = browser.logIn("globex", "demo")) {
            acme.open("inventory");
            acme.search("1212");
            var found = acme.found();

            var csv = download(acme, "What is searched, as CSV");
            assertThat(csv.suggestedFilename()).matches("acme[a-z-]*-numbers-[0-9-]+\\.csv");
            var lines = Files.readAllLines(csv.path());
            assertThat(lines).hasSize(found + 1);
            assertThat(lines.getFirst()).startsWith("\uFEFFNumber,").doesNotContain("vendor batch");
            assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("1212"));
            assertThat(download(acme, "What is searched, as Excel (XLSX)").suggestedFilename())
                    .endsWith(".xlsx");
            assertThat(acme.found()).isEqualTo(found);

            globex.open("inventory");
            assertThat(globex.context().request().get(csv.url()).text()).doesNotContain("1212");
        }
    }

    private static Download download(Browser.Visit visit, String what) {
        var page = visit.page();
        return page.waitForDownload(() -> {
            page.locator(".download-menu vaadin-menu-bar-button").first().click();
            page.locator("vaadin-menu-bar-item", new Page.LocatorOptions().setHasText(what))
                    .click();
        });
    }
}
