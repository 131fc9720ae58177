package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.assignment.ApplyTo;
import com.didstock.assignment.Assignments;
import com.didstock.assignment.Choices;
import com.didstock.assignment.OperationKind;
import com.didstock.assignment.OperationRequest;
import com.didstock.groups.DidGroups;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.StockField;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What is known above a tenant is in no answer to it: neither names nor words nor amounts, whatever it sorts by, looks for or
 * downloads, and whether it guesses right makes no difference.
 */
class LeakTest extends ApiTest {

    @Autowired
    Assignments assignments;

    @Autowired
    DidGroups groups;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private List<String> numbers = List.of();

    /** The operator buys for 13.37731 and sells for 13.88; A sells for 14.38. */
    @BeforeEach
    void sell() {
        tree.run(tree.o, "TEST", ctx -> {
            ctx.sql().execute("update vendor set name = 'LeakVendorQ' where tenant_id = ?", tree.o.id());
            ctx.sql().execute("update vendor_batch set name = 'LeakBatchQ' where tenant_id = ?", tree.o.id());
        });
        numbers = tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN.costing("17.91137", "13.37731"));
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers.subList(0, 3));
        tree.setInUse(tree.ca, numbers.subList(0, 1), true);
        label(tree.o, "LeakOfO");
        label(tree.a, "LeakOfA");
        tree.run(
                tree.a,
                "TEST",
                ctx -> ctx.sql()
                        .execute("update pricing_batch set name = 'LeakRetailA' where id = ?", tree.retail(tree.a)));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set name = 'LeakWholesaleO' where id = ?",
                                tree.wholesale(tree.o)));
    }

    private void label(Member member, String word) {
        var group = groups.create(member.admin(), word + "Group", word + "About");
        perform(member, OperationKind.ASSIGN_TO_GROUP, group.id(), "");
        perform(member, OperationKind.SET_DESCRIPTION, null, word + "Words");
    }

    private void perform(Member member, OperationKind kind, @Nullable Integer target, String text) {
        var result = assignments.perform(
                member.admin(),
                new OperationRequest(
                        kind, target, text, InventoryFilter.EVERYTHING, new ApplyTo.Selected(numbers), Choices.NONE),
                UUID.randomUUID().toString());
        assertThat(result.changed()).isEqualTo(4);
    }

    /** Who must not see what. */
    private record Eye(Member member, List<String> secrets) {}

    private List<Eye> eyes() {
        var operators =
                List.of("LeakVendorQ", "LeakBatchQ", "LeakOfO", "13.37731", "13.377", "13,377", "17.91137", "17.911");
        var sellers = List.of("LeakOfA", "LeakRetailA", "LeakWholesaleO", "13.88", "13,88", "18.11", "18,11");
        return List.of(
                new Eye(tree.a, operators),
                new Eye(
                        tree.ca,
                        Stream.concat(operators.stream(), sellers.stream()).toList()));
    }

    @Test
    void whatIsLookedForIsThereForThoseWhoMaySeeIt() {
        assertThat(as(tree.o).get("/dids").text()).contains("LeakOfOWords", "13.37731", "13.88", "LeakBatchQ");
        assertThat(as(tree.a).get("/dids").text()).contains("LeakOfAWords", "13.88", "14.38");
        assertThat(as(tree.ca).get("/dids").text()).contains("14.38");
        assertThat(sheet(tree.a)).contains("LeakOfAWords");
    }

    @TestFactory
    Stream<DynamicTest> noAddressTellsIt() {
        var paths = mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(it -> it.getKey().getPatternValues().stream())
                .filter(it -> it.startsWith("/api/v1"))
                .map(it -> it.replace("/api/v1", ""))
                .distinct()
                .sorted()
                .toList();
        return paths.stream()
                .map(path -> DynamicTest.dynamicTest("GET " + path, () -> {
                    for (var eye : eyes()) {
                        var address = path.replace("{number}", numbers.getFirst())
                                .replaceAll("\\{customer}", Integer.toString(tree.ca.id()))
                                .replaceAll("\\{\\w+}", Integer.toString(tree.ca.id()));
                        assertThat(as(eye.member()).get(address).text())
                                .as("%s for %s", path, eye.member())
                                .doesNotContain(eye.secrets());
                    }
                }));
    }

    @Test
    void noOrderTellsIt() {
        for (var eye : eyes()) {
            var client = as(eye.member());
            for (var sort : DidSort.values()) {
                for (var sign : List.of("", "-")) {
                    var answer = client.get("/dids?limit=2&sort=" + sign + camel(sort.name()));
                    assertThat(answer.text()).as("%s by %s", eye.member(), sort).doesNotContain(eye.secrets());
                    if (answer.status() == 200) {
                        var next = answer.body().path("next").asString("");
                        assertThat(new String(decoded(next), StandardCharsets.UTF_8))
                                .as("the cursor by %s", sort)
                                .doesNotContain(eye.secrets());
                    }
                }
            }
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return cursor.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String camel(String name) {
        var text = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int at = text.indexOf("_"); at >= 0; at = text.indexOf("_")) {
            text.replace(at, at + 2, text.substring(at + 1, at + 2).toUpperCase(Locale.ROOT));
        }
        return text.toString().replace("child", "heldBy");
    }

    @Test
    void aRightGuessIsAnsweredLikeAWrongOne() {
        for (var eye : eyes()) {
            for (var field : List.of("vendorBatch", "supplyLabel", "group", "pricingBatch", "heldBy", "area")) {
                for (var guess : List.of("LeakVendorQ", "LeakBatchQ", "LeakOfOGroup", "LeakOfOWords")) {
                    same(eye, "/dids?" + field + "=%s", guess, guess.replace("Leak", "Xeak"));
                }
            }
            for (var field : StockField.values()) {
                for (var operator : List.of("IS", "LESS", "AT_LEAST", "CONTAINS")) {
                    var condition = Client.in("{\"field\":\"%s\",\"operator\":\"%s\",\"value\":\"@\"}"
                                    .formatted(field.field().name(), operator))
                            .replace("%40", "@");
                    same(
                            eye,
                            "/dids?filter=" + condition.replace("%", "%%").replace("@", "%s"),
                            "LeakOfOWords",
                            "XeakOfOWords");
                    same(
                            eye,
                            "/dids?filter=" + condition.replace("%", "%%").replace("@", "%s"),
                            "13.37731%20EUR",
                            "13.37729%20EUR");
                }
            }
        }
    }

    private void same(Eye eye, String path, String right, String wrong) {
        var client = as(eye.member());
        var known = client.get(path.formatted(right));
        var unknown = client.get(path.formatted(wrong));
        assertThat(known.status()).as(path).isEqualTo(unknown.status());
        assertThat(known.text().replace(right.replace("%20", " "), "?"))
                .as("%s for %s", path, eye.member())
                .isEqualTo(unknown.text().replace(wrong.replace("%20", " "), "?"));
    }

    @Test
    void noConditionOnWhatIsHiddenIsEvenKnownToACustomer() {
        for (var field : List.of("recurringRevenue", "margin", "pricingBatch", "homeBatch", "vendorBatch", "heldBy")) {
            var condition = Client.in("{\"field\":\"%s\",\"operator\":\"IS_EMPTY\"}".formatted(field));
            as(tree.ca).get("/dids?filter=" + condition).invalid("filter.field", "UNKNOWN_FIELD");
        }
    }

    @Test
    void noWorkbookTellsIt() {
        for (var eye : eyes()) {
            assertThat(sheet(eye.member())).as("%s", eye.member()).doesNotContain(eye.secrets());
        }
    }

    private String sheet(Member member) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/dids.xlsx"))
                .header(
                        "Authorization",
                        "Bearer "
                                + tokens.create(member.admin(), "sheet", false, null)
                                        .secret())
                .build();
        var text = new StringBuilder();
        try (var http = HttpClient.newHttpClient()) {
            var file = Files.createTempFile("numbers", ".xlsx");
            assertThat(http.send(request, BodyHandlers.ofFile(file)).statusCode())
                    .isEqualTo(200);
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return text.toString();
    }

    @Test
    void whatADoerIsToldOfItsDeedsTellsNothing() {
        for (var eye : eyes()) {
            var client = as(eye.member());
            for (var kind : OperationKind.values()) {
                var answer = client.post("/operations", """
                        {"operation": "%s", "preview": true, "applyTo": {"all": true}, "target": "LeakTarget",
                         "description": "words", "numberClass": "GOLD", "reason": "LEGAL"}
                        """.formatted(kind));
                assertThat(answer.text()).as("%s by %s", kind, eye.member()).doesNotContain(eye.secrets());
            }
            client.post("/operations", """
                    {"operation": "%s", "preview": false, "applyTo": {"numbers": ["%s"]}}
                    """.formatted(eye.member() == tree.ca ? "RETURN" : "RECALL", numbers.get(1)));
            for (var path : List.of("/activity", "/notices", "/dids/" + numbers.get(1) + "/history", "/charges")) {
                assertThat(client.get(path).text()).as(path).doesNotContain(eye.secrets());
            }
        }
    }
}
