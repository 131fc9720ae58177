package com.didstock.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A Chromium that the machine has, driven the way a person would: by labels, names and roles. */
final class Browser implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String address;

    Browser(int port) {
        address = "http://localhost:" + port;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                        .setArgs(QUIET));
    }

    /** Logs in with a session of its own. */
    Visit logIn(String login, String password) {
        var context = chromium.newContext();
        context.setDefaultTimeout(30_000);
        var page = context.newPage();
        page.navigate(address + "/login");
        page.locator("input[name=username]").fill(login);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return new Visit(context, page, address);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** One person's session. */
    record Visit(BrowserContext context, Page page, String address) implements AutoCloseable {

        void open(String path) {
            page.navigate(address + "/" + path);
            page.locator("h1").first().waitFor();
        }

        /** The figure of a tile, as digits. */
        int tile(String label) {
            var text = page.locator(".tile", new Page.LocatorOptions().setHasText(label))
                    .first()
                    .locator(".tile-value")
                    .innerText();
            return Integer.parseInt(text.replaceAll("\\D", ""));
        }

        /** Types into the search field and waits until the URL and the list have followed. */
        void search(String text) {
            page.locator(".inventory-number input").fill(text);
            page.waitForURL(url -> url.contains("q=" + text));
            found();
        }

        /** How many numbers the search bar says it found. */
        int found() {
            var hint = page.locator(".hint-pill", new Page.LocatorOptions().setHasText("found"));
            hint.waitFor();
            var text = hint.innerText();
            return Integer.parseInt(text.substring(text.lastIndexOf('·') + 1).replaceAll("\\D", ""));
        }

        /** How many numbers "all" would be, once the list has said so. */
        int all() {
            var all = page.locator(
                    ".segments button", new Page.LocatorOptions().setHasText(Pattern.compile("^All [\\d,]+$")));
            all.waitFor();
            return Integer.parseInt(all.innerText().replaceAll("\\D", ""));
        }

        /** What somebody who could not go on was looking at. */
        void keepPicture(String name) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "browser", name + ".png")));
        }

        /** Chooses all, or the first so many, of what was found. */
        void applyToAll() {
            page.locator(".segments button", new Page.LocatorOptions().setHasText("All "))
                    .click();
        }

        void applyToFirst(int count) {
            var field = page.locator(".first-n input");
            field.fill(Integer.toString(count));
            field.press("Tab");
            page.locator(".segment-first.chosen").waitFor();
        }

        /** Chooses an operation and its target, previews, applies, and reads what the result says. */
        String perform(String operation, String target, String verb) {
            page.locator("vaadin-select.operation").click();
            page.locator("vaadin-select-item", new Page.LocatorOptions().setHasText(operation))
                    .first()
                    .click();
            if (!target.isEmpty()) {
                var box = page.locator("vaadin-combo-box.operation-target input");
                box.fill(target);
                page.locator("vaadin-combo-box-item", new Page.LocatorOptions().setHasText(target))
                        .first()
                        .click();
            }
            button(Pattern.compile("^Preview .+")).click();
            var apply = page.locator("vaadin-dialog")
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName(Pattern.compile("^" + verb + " [\\d,]+")));
            apply.last().click();
            var close = button(Pattern.compile("^Close$"));
            close.waitFor();
            var said = page.locator("vaadin-dialog p").last().innerText();
            close.click();
            close.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            return said;
        }

        Locator button(Pattern name) {
            return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                    .last();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
