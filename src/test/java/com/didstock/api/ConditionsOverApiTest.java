package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Conditions as the API takes them: in the list of numbers, and in what is done to them. */
class ConditionsOverApiTest extends ApiTest {

    private static final String NOT_BERLIN =
            "{\"not\": {\"field\": \"area\", \"operator\": \"CONTAINS\", \"value\": \"berl\"}}";

    @Test
    void aListIsNarrowedByAConditionAndItsCursorKeepsIt() {
        tree.load(tree.o, 3);
        var vienna = tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN.in("AT", "Wien"));
        tree.load(tree.p, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien"));

        var found =
                as(tree.o).get("/dids?limit=3&filter=" + encoded(NOT_BERLIN)).ok();
        assertThat(found.path("count").path("value").asInt()).isEqualTo(4);
        assertThat(numbers(found)).isEqualTo(vienna.subList(0, 3));
        var after = "&after=" + found.path("next").asString();
        assertThat(numbers(as(tree.o)
                        .get("/dids?limit=3&filter=" + encoded(NOT_BERLIN) + after)
                        .ok()))
                .isEqualTo(vienna.subList(3, 4));
        as(tree.o).get("/dids?limit=3" + after).invalid("after", "NOT_A_CURSOR");
        assertThat(numbers(as(tree.o)
                        .get("/dids?country=DE&filter=" + encoded(NOT_BERLIN))
                        .ok()))
                .isEmpty();
    }

    @Test
    void anOperationAppliesToWhatItsConditionFinds() {
        var berlin = tree.load(tree.o, 3);
        var vienna = tree.load(tree.o, TestTree.freshNumbers(2), Facts.BERLIN.in("AT", "Wien"));

        var frozen = as(tree.o).post("/operations", """
                {"operation": "FREEZE", "applyTo": {"all": true}, "filter": {"filter": %s}, "preview": false}
                """.formatted(NOT_BERLIN)).ok();
        assertThat(frozen.path("changed").asInt()).isEqualTo(2);
        vienna.forEach(number -> assertThat(tree.status(tree.o, number)).isEqualTo("FROZEN"));
        berlin.forEach(number -> assertThat(tree.status(tree.o, number)).isEqualTo("FREE"));

        var preview = as(tree.o).post("/operations", """
                {"operation": "UNFREEZE", "applyTo": {"all": true}, "filter": {"filter": %s}}
                """.formatted(NOT_BERLIN)).ok();
        assertThat(preview.path("wouldChange").asInt()).isEqualTo(2);
        assertThat(as(tree.o)
                        .post("/operations/" + preview.path("id").asString() + "/apply", "{}")
                        .ok()
                        .path("changed")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void numbersInARowAreListedAndTheFirstOfThemTaken() {
        var row = List.of("43720100000", "43720100001", "43720100002", "43720100003");
        tree.load(tree.o, List.of("43720099990", "43720099992", "43720099993"), Facts.BERLIN);
        tree.load(tree.o, row, Facts.BERLIN);

        assertThat(numbers(as(tree.o).get("/dids?inARow=3").ok())).isEqualTo(row);
        assertThat(numbers(as(tree.o).get("/dids?inARow=2&number=437200").ok()))
                .containsExactly("43720099992", "43720099993");
        assertThat(numbers(as(tree.a).get("/dids?inARow=2").ok())).isEmpty();
        assertThat(numbers(as(tree.p).get("/dids?inARow=2").ok())).isEmpty();
        assertThat(as(tree.o).get("/dids.csv?inARow=3").text().lines()).hasSize(1 + row.size());

        var frozen = as(tree.o).post("/operations", """
                {"operation": "FREEZE", "applyTo": {"first": 3}, "filter": {"inARow": 3}, "preview": false}
                """).ok();

        assertThat(frozen.path("changed").asInt()).isEqualTo(3);
        row.subList(0, 3)
                .forEach(number -> assertThat(tree.status(tree.o, number)).isEqualTo("FROZEN"));
        assertThat(numbers(as(tree.o).get("/dids?inARow=3").ok())).isEmpty();
    }

    @Test
    void resellersAndCustomersAreNarrowedByAConditionAndTakenAlong() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.a1, numbers.subList(0, 2));
        var many = encoded("{\"field\": \"numbers\", \"operator\": \"GREATER\", \"value\": 1}");

        assertThat(tenants(as(tree.o).get("/tenants?filter=" + many).ok())).containsExactly("A");
        assertThat(tenants(as(tree.a).get("/tenants?filter=" + many).ok())).containsExactly("A1");
        assertThat(tenants(as(tree.b).get("/tenants?filter=" + many).ok())).isEmpty();
        assertThat(tenants(as(tree.o).get("/tenants?search=b&filter=" + many).ok()))
                .isEmpty();
        as(tree.o)
                .get("/tenants?filter=" + encoded("{\"field\": \"area\", \"operator\": \"IS_EMPTY\"}"))
                .invalid("filter.field", "UNKNOWN_FIELD");
        as(tree.o).get("/tenants.csv?filter=" + encoded("{")).invalid("filter", "NOT_JSON");
        assertThat(as(tree.o).get("/tenants.csv?filter=" + many).text().lines()).hasSize(2);
    }

    private static List<String> tenants(JsonNode found) {
        var names = new ArrayList<String>();
        found.path("items").forEach(item -> names.add(item.path("name").asString()));
        return names;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                                | filter                 | NOT_JSON
                    nonsense                                                         | filter                 | NOT_JSON
                    []                                                               | filter                 | NOT_A_CONDITION
                    {"and":[]}                                                       | filter.and             | EMPTY_GROUP
                    {"and":[{"field":"area","operator":"LIKE","value":"x"}]}         | filter.and[0].operator | OPERATOR_DOES_NOT_FIT
                    {"field":"colour","operator":"IS","value":"x"}                   | filter.field           | UNKNOWN_FIELD
                    {"not":{"field":"recurringCost","operator":"LESS","value":"2"}}  | filter.not.value       | WRONG_MONEY
                    {"field":"area","operator":"IS","value":"x","also":1}            | filter.also            | UNKNOWN_PROPERTY
                    """)
    void whatIsNoConditionIsRefusedByItsPlace(String json, String field, String code) {
        as(tree.o).get("/dids?filter=" + encoded(json)).invalid(field, code);
        if (!code.equals("NOT_JSON")) {
            as(tree.o).post("/operations", """
                            {"operation": "FREEZE", "applyTo": {"all": true}, "filter": {"filter": %s}}
                            """.formatted(json)).invalid("filter." + field, code);
        }
    }

    @Test
    void aProblemSaysWhatToDo() {
        var answer =
                as(tree.o).get("/dids?filter=" + encoded("{\"field\":\"area\",\"operator\":\"LESS\",\"value\":\"1\"}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("This operator does not fit the field. These do: IS, IS_NOT, STARTS_WITH");
    }

    @Test
    void thingsOfOthersFindNothing() {
        var given = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), given);
        tree.give(tree.o, tree.a, given);
        var batch = "{\"field\":\"pricingBatch\",\"operator\":\"IS\",\"value\":%d}".formatted(tree.wholesale(tree.o));

        assertThat(numbers(as(tree.o).get("/dids?filter=" + encoded(batch)).ok()))
                .isEqualTo(given);
        assertThat(numbers(as(tree.a).get("/dids?filter=" + encoded(batch)).ok()))
                .isEmpty();
        assertThat(numbers(as(tree.p).get("/dids?filter=" + encoded(batch)).ok()))
                .isEmpty();
        as(tree.ca).get("/dids?filter=" + encoded(batch)).invalid("filter.field", "UNKNOWN_FIELD");
        assertThat(anonymous().get("/dids?filter=" + encoded(batch)).status()).isEqualTo(401);
    }

    @Test
    void theOfferTellsNothingByConditions() {
        as(tree.a).post("/operations", """
                        {"operation": "TAKE", "applyTo": {"all": true}, "filter": {"filter": %s}}
                        """.formatted(NOT_BERLIN)).invalid("filter.filter", "NOT_OF_THE_OFFER");
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    private static List<String> numbers(JsonNode page) {
        var numbers = new ArrayList<String>();
        page.path("items").forEach(item -> numbers.add(item.path("number").asString()));
        return numbers;
    }
}
