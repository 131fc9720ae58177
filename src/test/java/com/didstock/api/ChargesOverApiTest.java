package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import tools.jackson.databind.JsonNode;

/** Charges over HTTP: each tenant its own side, whoever may not see money nothing. */
class ChargesOverApiTest extends ApiTest {

    private List<String> numbers = List.of();

    @BeforeEach
    void sell() {
        numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        tree.give(tree.a, tree.a1, numbers.subList(1, 2));
        tree.give(tree.a1, tree.ca1, numbers.subList(1, 2));
    }

    @Test
    void aMonthIsListedLineByLineAndAddedUp() {
        var client = as(tree.a);
        var month = client.get("/charges/months").ok().path("items").path(0).asString();

        var statement = client.get("/charges/statement").ok();
        assertThat(statement.path("month").asString()).isEqualTo(month);
        assertThat(statement.path("soFar").asBoolean()).isTrue();
        assertThat(statement.at("/earned/0/amount").asString()).isEqualTo("2.80");
        assertThat(statement.at("/margin/0/amount").asString()).isEqualTo("-0.80");
        assertThat(statement.at("/margin/0/currency").asString()).isEqualTo("EUR");

        var earned = client.get("/charges?direction=EARNED&child=CA&month=" + month)
                .ok()
                .path("items");
        assertThat(earned).hasSize(1);
        assertThat(earned.at("/0/number").asString()).isEqualTo(numbers.getFirst());
        assertThat(earned.at("/0/counterparty").asString()).isEqualTo("CHILD");
        assertThat(earned.at("/0/child").asString()).isEqualTo("CA");
        assertThat(earned.at("/0/amount").asString()).isEqualTo("1.40");
        assertThat(client.get("/charges?kind=RECURRING").ok().path("items")).isEmpty();
        assertThat(client.get("/charges?number=" + numbers.get(2)).ok().path("items"))
                .hasSize(1);
    }

    @Test
    void marginsSumUpToTheStatementAndAreTheSellersAlone() {
        var client = as(tree.a);
        var statement = client.get("/charges/statement").ok();
        var page = client.get("/charges/margins?by=CHILD").ok();

        assertThat(page.path("total").asInt()).isEqualTo(3);
        for (var side : List.of("revenue", "cost", "margin")) {
            assertThat(page.path("items")
                            .valueStream()
                            .map(it -> new BigDecimal(it.path(side).asString()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(statement
                            .at("/" + (side.equals("revenue") ? "earned" : side.equals("cost") ? "paid" : side)
                                    + "/0/amount")
                            .asString());
        }
        assertThat(client.get("/charges/margins?by=NUMBER&limit=1&offset=1&sort=MARGIN&descending=true")
                        .ok()
                        .path("items"))
                .hasSize(1);
        assertThat(client.get("/charges/margins").ok()).isEqualTo(page);
        client.get("/charges/margins?by=COLOUR").problem(400, "INVALID");
        as(tree.ca).get("/charges/margins?by=NUMBER").problem(403, "RIGHT_MISSING");
        assertThat(as(tree.b).get("/charges/margins?by=NUMBER").ok().path("items"))
                .isEmpty();
    }

    @Test
    void pagesFollowOneAnotherAndACursorBelongsToItsSearch() {
        var client = as(tree.a);
        var all = lines(client.get("/charges").ok());
        var paged = new ArrayList<String>();
        var page = client.get("/charges?limit=2").ok();
        var first = page.path("next").asString();
        while (!page.path("next").isNull()) {
            paged.addAll(lines(page));
            page = client.get("/charges?limit=2&after=" + page.path("next").asString())
                    .ok();
        }
        paged.addAll(lines(page));

        assertThat(paged).isEqualTo(all).hasSize(5);
        client.get("/charges?limit=2&direction=PAID&after=" + first).problem(400, "INVALID");
        client.get("/charges?after=nonsense").problem(400, "INVALID");
    }

    private static List<String> lines(JsonNode page) {
        return page.path("items").valueStream().map(JsonNode::toString).toList();
    }

    @Test
    void whatIsWrongIsNamed() {
        var client = as(tree.a);
        for (var wrong : List.of("month=2026-13", "direction=BOTH", "kind=TAX", "child=Nobody", "limit=0")) {
            var answer = client.get("/charges?" + wrong);
            assertThat(answer.status()).as(wrong).isIn(400, 404);
            assertThat(answer.text()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
        client.get("/charges/statement?month=soon").problem(400, "INVALID");
        client.get("/charges.csv?chid=CA").problem(400, "INVALID");
    }

    @Test
    void othersSeeTheirOwnSideOnly() {
        var customer = as(tree.ca);
        var statement = customer.get("/charges/statement").ok();
        assertThat(statement.path("earned")).isEmpty();
        assertThat(statement.at("/paid/0/amount").asString()).isEqualTo("1.40");
        assertThat(statement.at("/sums/0/counterparty").asString()).isEqualTo("PROVIDER");
        assertThat(statement.at("/sums/0/pricingBatch").isNull()).isTrue();
        for (var stranger : List.of(tree.b, tree.cb, tree.p, tree.q)) {
            var client = as(stranger);
            assertThat(client.get("/charges").ok().path("items"))
                    .as(stranger.name())
                    .isEmpty();
            assertThat(client.get("/charges/statement").ok().path("sums")).isEmpty();
            // A's child by name is nobody to others.
            client.get("/charges?child=A1").problem(404, "NOT_THERE");
            assertThat(client.get("/charges.csv").text().lines()).hasSize(1);
        }
        assertThat(as(tree.o).get("/charges?child=A").ok().path("items")).hasSize(3);
        as(tree.o).get("/charges?child=A1").problem(404, "NOT_THERE");
    }

    @Test
    void whoMayNotSeeMoneySeesNone() {
        var client = clerk(tree.a);
        for (var path : List.of(
                "/charges", "/charges/months", "/charges/statement", "/charges/statement.pdf", "/charges.csv")) {
            client.get(path).problem(403, "RIGHT_MISSING");
        }
    }

    @Test
    void theFileHoldsEveryLine() {
        var csv = as(tree.a).get("/charges.csv?direction=EARNED");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("charges-", ".csv");
        assertThat(csv.text().lines()).hasSize(3);
        assertThat(csv.text()).contains(numbers.getFirst()).doesNotContain(numbers.get(2));
    }

    @Test
    void theStatementIsPaperInTheLanguageAskedFor() throws Exception {
        assertThat(pdf("/charges/statement.pdf", "en"))
                .contains("Charges in", "What I pay", "Margin", "€2.80", "A1", "Retail");
        assertThat(pdf("/charges/statement.pdf", "de")).contains("Entgelte im", "2,80");
    }

    @Test
    void aRateSheetIsPaperForTheChildItIsOfAndForTheChildItself() throws Exception {
        var offered = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, offered);

        assertThat(pdf("/rate-sheet.pdf?child=CA", "en")).contains("Rate sheet", "CA", "Berlin", "€3.00", "2");
        assertThat(pdf("/rate-sheet.pdf?child=CA", "de")).contains("Preisliste", "Deutschland", "3,00");
        assertThat(pdf("/rate-sheet.pdf", "en")).contains("Nothing is offered now.");
        as(tree.a).get("/rate-sheet.pdf?child=CA1").problem(404, "NOT_THERE");
        as(tree.o).get("/rate-sheet.pdf?child=CA").problem(404, "NOT_THERE");
        clerk(tree.a).get("/rate-sheet.pdf?child=CA").problem(403, "RIGHT_MISSING");
    }

    @Test
    void whoHeldANumberTodayIsToldWithThePricesOfTheOwnLevel() {
        var day = as(tree.a).get("/dids/" + numbers.get(1) + "/stays").ok();

        assertThat(day.at("/stays/0/cost/recurring").asString()).isEqualTo("2.50");
        assertThat(day.at("/stays/0/given/0/child").asString()).isEqualTo("A1");
        assertThat(day.at("/stays/0/given/0/revenue/recurring").asString()).isEqualTo("3.00");
        assertThat(day.toString()).doesNotContain("CA1").doesNotContain("3.50");
        assertThat(clerk(tree.a)
                        .get("/dids/" + numbers.get(1) + "/stays?on="
                                + day.path("on").asString())
                        .ok()
                        .at("/stays/0/cost")
                        .isNull())
                .isTrue();
        as(tree.b).get("/dids/" + numbers.get(1) + "/stays").problem(404, "NOT_THERE");
        as(tree.a).get("/dids/" + numbers.get(1) + "/stays?on=yesterday").problem(400, "INVALID");
        assertThat(as(tree.a)
                        .get("/dids/" + numbers.get(1) + "/stays?on=2999-01-01")
                        .status())
                .isIn(400, 409, 422);
    }

    private String pdf(String path, String language) throws IOException, InterruptedException {
        var client = as(tree.a);
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1%s".formatted(port, path)))
                                .header("Authorization", "Bearer " + client.token())
                                .header("Accept-Language", language)
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        try (var reader = new PdfReader(answer.body())) {
            return new PdfTextExtractor(reader).getTextFromPage(1);
        }
    }
}
