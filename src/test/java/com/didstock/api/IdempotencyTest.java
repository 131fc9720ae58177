package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A request that carries a key is done once, however often it is sent. */
class IdempotencyTest extends ApiTest {

    private static final int CLIENTS = 8;

    @Test
    void theSameOperationFromEightClientsIsDoneOnceAndAllLearnTheSame() throws Exception {
        tree.load(tree.o, 100);
        var operator = as(tree.o);
        var body = """
                {"operation": "ASSIGN_TO_PRICING_BATCH", "target": "Wholesale", "applyTo": {"first": 7},
                 "preview": false}
                """;

        var answers = together(() -> operator.post("/operations", body, "assign-7"));

        assertThat(answers).allMatch(answer -> answer.status() == 200, "all succeed");
        assertThat(answers.stream().map(Client.Answer::text).distinct()).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").equals("true")))
                .hasSize(CLIENTS - 1);
        assertThat(operator.get("/dids?pricingBatch=Wholesale")
                        .ok()
                        .path("count")
                        .path("value")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void takingUnderOneKeyFromEightClientsTakesOnce() throws Exception {
        tree.load(tree.o, 100);
        var reseller = as(tree.a);

        var answers = together(() -> reseller.post(
                "/operations", "{\"operation\": \"TAKE\", \"applyTo\": {\"first\": 5}, \"preview\": false}", "take-5"));

        assertThat(answers).allMatch(answer -> answer.status() == 200, "all succeed");
        assertThat(answers.stream().map(Client.Answer::text).distinct()).hasSize(1);
        assertThat(reseller.get("/dids").ok().path("count").path("value").asInt())
                .isEqualTo(5);
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void theSameKeyWithAnotherBodyOrAddressIsRefused() {
        var operator = as(tree.o);
        var first = operator.post("/did-groups", "{\"name\": \"One\"}", "k");
        assertThat(first.status()).isEqualTo(201);

        var again = operator.post("/did-groups", "{\"name\": \"One\"}", "k");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        operator.post("/did-groups", "{\"name\": \"Two\"}", "k").problem(422, "KEY_REUSED");
        operator.post("/vendors", "{\"name\": \"One\"}", "k").problem(422, "KEY_REUSED");
        assertThat(operator.get("/did-groups").ok().path("items")).hasSize(1);
    }

    @Test
    void aKeyIsItsUsersOwn() {
        assertThat(as(tree.o)
                        .post("/did-groups", "{\"name\": \"One\"}", "shared")
                        .status())
                .isEqualTo(201);
        var other = as(tree.a).post("/did-groups", "{\"name\": \"Mine\"}", "shared");
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.body().path("name").asString()).isEqualTo("Mine");
        assertThat(other.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void whatFailedMayBeTriedAgainUnderItsKey() {
        var operator = as(tree.o);
        var body = "{\"operation\": \"GIVE\", \"target\": \"Later\", \"applyTo\": {\"all\": true}, \"preview\": false}";
        operator.post("/operations", body, "give").problem(404, "NOT_THERE");
        tree.reseller(tree.o, "Later", false);
        assertThat(operator.post("/operations", body, "give")
                        .ok()
                        .path("changed")
                        .asInt())
                .isZero();
    }

    @Test
    void aFileSentTwiceUnderOneKeyIsOneUploadThoughItsBoundariesDiffer() {
        var operator = as(tree.o);
        var batch = operator.get("/vendor-batches")
                .ok()
                .path("items")
                .path(0)
                .path("name")
                .asString();
        var csv = "Number,DID vendor batch,Activation fee,Periodic fee\n4930123456,%s,1,2\n".formatted(batch);
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        var first = operator.upload("/uploads", csv, Map.of(), key);
        var again = operator.upload("/uploads", csv, Map.of(), key);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        operator.upload("/uploads", csv + "4930123457,x,1,2\n", Map.of(), key).problem(422, "KEY_REUSED");
    }

    @Test
    void aKeyIsOneToTwoHundredVisibleCharacters() {
        as(tree.o)
                .post("/did-groups", "{\"name\": \"One\"}", "k".repeat(201))
                .invalid("Idempotency-Key", "OUT_OF_RANGE");
    }

    private static java.util.List<Client.Answer> together(Callable<Client.Answer> request) throws Exception {
        var barrier = new CyclicBarrier(CLIENTS);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var futures = Stream.generate(() -> threads.submit(() -> {
                        barrier.await();
                        return request.call();
                    }))
                    .limit(CLIENTS)
                    .toList();
            var answers = new java.util.ArrayList<Client.Answer>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
