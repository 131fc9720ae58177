package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.TestTree.Member;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A clerk's token works, and no answer to it holds an amount. */
class ClerkOverApiTest extends ApiTest {

    /** A decimal text or number behind a name that is one of money. */
    private static final Pattern AMOUNT =
            Pattern.compile("\"(\\w*([cC]ost|[rR]evenue|[pP]rice|[fF]ee|[aA]mount|[mM]argin)\\w*)\":\"?-?\\d");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private List<String> sell() {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 1));
        return numbers;
    }

    @TestFactory
    Stream<DynamicTest> noAnswerHoldsAnAmount() {
        sell();
        return Stream.of(tree.o, tree.a, tree.ca).flatMap(member -> {
            var client = clerk(member);
            return lists().map(path -> DynamicTest.dynamicTest(
                    "%s by a clerk of %s".formatted(path, member), () -> holdsNoAmount(client, path)));
        });
    }

    private Stream<String> lists() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getValue().getBeanType().getPackageName().equals("com.didstock.api"))
                .filter(it -> it.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(it -> it.getKey().getPatternValues().stream())
                .filter(path -> !path.contains("{"))
                .map(path -> path.replace("/api/v1", ""))
                .sorted();
    }

    private static void holdsNoAmount(Client client, String path) {
        var answer = client.get(path);
        assertThat(answer.status()).as(answer.text()).isIn(200, 403, 404);
        assertThat(answer.text()).doesNotContainPattern(AMOUNT);
        if (path.endsWith(".csv")) {
            assertThat(answer.text()).doesNotContain("2.50", "2.5,", "EUR");
        }
    }

    @Test
    void aClerkGivesANumberAndIsToldNoPrice() {
        var number = sell().get(2);
        var preview =
                clerk(tree.a).post("/operations", order("GIVE", number, "\"target\": \"CA\", \"preview\": true,"));
        assertThat(preview.ok().path("wouldChange").asInt()).isEqualTo(1);
        assertThat(preview.text()).doesNotContainPattern(AMOUNT);

        var given = clerk(tree.a).post("/operations", order("GIVE", number, "\"target\": \"CA\", \"preview\": false,"));
        assertThat(given.ok().path("changed").asInt()).isEqualTo(1);
        assertThat(given.text()).doesNotContainPattern(AMOUNT);
        assertThat(clerk(tree.a).get("/dids/" + number).text()).doesNotContainPattern(AMOUNT);
        assertThat(clerk(tree.a).get("/dids/" + number + "/history").text()).doesNotContainPattern(AMOUNT);
    }

    @Test
    void aClerkAppliesWhatItPreviewedAndLooksAtItAfterwards() {
        var number = sell().get(2);
        var clerk = clerk(tree.a);
        var preview = clerk.post("/operations", order("GIVE", number, "\"target\": \"CA\", \"preview\": true,"));
        var address = "/operations/" + preview.ok().path("id").asString();

        var given = clerk.post(address + "/apply", "");
        assertThat(given.ok().path("changed").asInt()).isEqualTo(1);
        assertThat(clerk.get(address).ok().path("changed").asInt()).isEqualTo(1);
        assertThat(given.text()).doesNotContainPattern(AMOUNT);
    }

    @Test
    void aClerkNeitherReleasesNorPricesNorAdministers() {
        var number = sell().get(2);
        var client = clerk(tree.a);
        client.post("/operations", order("RELEASE_TO_POOL", number, "\"preview\": false,"))
                .problem(403, "RIGHT_MISSING");
        client.post("/operations", order("ASSIGN_TO_PRICING_BATCH", number, "\"target\": \"Retail\","))
                .problem(403, "RIGHT_MISSING");
        client.post("/pricing-batches", "{\"name\": \"Mine\", \"appliedTo\": \"CUSTOMERS\", \"currency\": \"EUR\"}")
                .problem(403, "RIGHT_MISSING");
        client.post("/tenants", "{\"name\": \"Mine\", \"kind\": \"CUSTOMER\", \"currency\": \"EUR\"}")
                .problem(403, "RIGHT_MISSING");
        assertSeesMoney(tree.a, number);
    }

    /** Whoever may, does: the pattern looks for what is there. */
    private void assertSeesMoney(Member member, String number) {
        assertThat(as(member).get("/dids/" + number).text()).containsPattern(AMOUNT);
        assertThat(as(member).get("/dids").text()).containsPattern(AMOUNT);
    }

    private static String order(String operation, String number, String more) {
        return """
                {"operation": "%s", %s "applyTo": {"numbers": ["%s"]}}
                """.formatted(operation, more, number);
    }
}
