package com.didstock.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
}
