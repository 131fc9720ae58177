package com.didstock.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.browser.Browser.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A vendor's messy price list becomes stock, and later its new prices costs; in a browser, on the demo. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"didstock.demo=true", "server.address=127.0.0.1"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadBrowserIT {

    private static final int NUMBERS = 20;

    @LocalServerPort
    int port;

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
    void aMessyListIsMappedCheckedImportedOnceAndUpdatedInTheColumnsTicked() {
        try (var visit = browser.logIn("op", "demo")) {
            try {
                bringIn(visit, list("1,25"));
                again(visit, list("1,25"));
                update(visit, list("2,00"));
            } catch (RuntimeException | AssertionError failure) {
                visit.keepPicture("upload");
                throw failure;
            }
        }
    }

    private void bringIn(Visit visit, Path list) {
        choose(visit, list);
        assertThat(visit.page().locator("main, body").first()).containsText("stand in line 3");
        mean(visit, "Tel", "Number");
        mean(visit, "Lieferung", "DID vendor batch");
        mean(visit, "Bemerkung", "Description");
        check(visit);

        // The vendor batch is not there yet: it is made on the way.
        assertThat(visit.page().getByText("No line of this file can come into stock as it is"))
                .isVisible();
        assertThat(visit.page().getByText("Names in the file that are not here"))
                .isVisible();
        visit.button(Pattern.compile("^Create…")).click();
        var vendor = visit.page()
                .locator("vaadin-dialog")
                .getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Vendor"));
        vendor.fill("Atlantic");
        visit.page().locator("vaadin-combo-box-item:visible").first().click();
        visit.page().getByLabel("Currency").last().fill("EUR");
        visit.button(Pattern.compile("^Create vendor batch$")).click();
        var before = visit.page().url();
        visit.button(Pattern.compile("^Check again$")).click();
        visit.page().waitForURL(url -> !url.equals(before));

        var report = visit.page()
                .waitForDownload(
                        () -> visit.page().getByText("Download as CSV").first().click());
        assertThat(text(report.path()))
                .contains("“12x5” has letters. Write the number in digits only.")
                .contains("This number stands in the file before, in line 4. It is taken once.");

        visit.page()
                .getByRole(
                        AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Release to the pool")))
                .check();
        visit.button(Pattern.compile("^Import " + NUMBERS + " numbers$")).click();
        assertThat(visit.page().getByText(NUMBERS + " numbers are in stock and free"))
                .isVisible();
        visit.page().getByText("Show the numbers").click();
        visit.page().waitForURL(Pattern.compile("vendor-batch="));
        assertThat(visit.all()).isEqualTo(NUMBERS);
    }

    private void again(Visit visit, Path list) {
        choose(visit, list);
        assertThat(visit.page().getByText("They mean what you said the last time"))
                .isVisible();
        check(visit);
        assertThat(tile(visit, "Already in stock")).hasText(Integer.toString(NUMBERS));
        assertThat(tile(visit, "Ready")).hasText("0");
        assertThat(visit.page().getByText("This very file was imported already"))
                .isVisible();
    }

    private void update(Visit visit, Path list) {
        choose(visit, list);
        check(visit);
        visit.page()
                .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Vendor costs"))
                .check();
        visit.button(Pattern.compile("^Import and update$")).click();
        assertThat(visit.page().getByText(NUMBERS + " numbers in stock changed"))
                .isVisible();
        visit.page().getByText("Show the numbers").click();
        visit.page().waitForURL(Pattern.compile("inventory"));
        assertThat(visit.page()
                        .locator("vaadin-grid-cell-content", new Page.LocatorOptions().setHasText("€2.00"))
                        .first())
                .isVisible();
    }

    private static void choose(Visit visit, Path list) {
        visit.open("upload");
        visit.page().locator("vaadin-upload input[type=file]").setInputFiles(list);
        visit.page().waitForURL(Pattern.compile("upload\\?file="));
    }

    private static Locator tile(Visit visit, String label) {
        return visit.page()
                .locator(".tile", new Page.LocatorOptions().setHasText(label))
                .first()
                .locator(".tile-value");
    }

    private static void mean(Visit visit, String column, String meaning) {
        visit.button(Pattern.compile("^Meaning of “" + column + "”")).click();
        visit.page()
                .locator(
                        "vaadin-select-item:visible",
                        new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + meaning + "\\s*$")))
                .last()
                .click();
    }

    private static void check(Visit visit) {
        visit.button(Pattern.compile("^Check the rows")).click();
        visit.page().waitForURL(Pattern.compile("upload\\?id="));
        visit.page().getByText("Lines read").first().waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    }

    /** As a spreadsheet of a vendor comes: a title, blank lines, Windows' letters, decimal commas, a number twice, a typo. */
    private Path list(String monthly) {
        var lines = new ArrayList<String>();
        lines.add("Preisliste für Wiederverkäufer;;;;");
        lines.add("");
        lines.add("Tel;Lieferung;NRC;MRC;Bemerkung");
        for (var i = 0; i < NUMBERS; i++) {
            lines.add("+49 30 5550%02d;Berlin new;0,50 €;%s;Blöcke %d".formatted(i, monthly, i));
            if (i % 7 == 3) {
                lines.add(";;;;");
            }
        }
        lines.add("+49 30 555000;Berlin new;0,50 €;" + monthly + ";noch einmal");
        lines.add("12x5;Berlin new;0,50 €;" + monthly + ";");
        var file = folder.resolve("prices-" + monthly.replace(',', '-') + ".csv");
        try {
            Files.writeString(file, String.join("\r\n", lines), Charset.forName("windows-1252"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
