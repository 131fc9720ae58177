package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** Rules of the chain, as a program of a tenant's own meets them; afterwards each chain is whole. */
abstract class RulesOverApi extends ApiTest {

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    /**
     * Has an operation done at once.
     *
     * @param more further fields of the order, such as {@code "target": "A"}; empty for none
     */
    JsonNode order(Member member, String operation, String more, Collection<String> numbers) {
        return send(member, operation, more, numbers).ok();
    }

    Client.Answer send(Member member, String operation, String more, Collection<String> numbers) {
        return as(member)
                .post(
                        "/operations",
                        """
                        {"operation": "%s", %s"preview": false, "applyTo": {"numbers": ["%s"]}}
                        """.formatted(operation, more.isEmpty() ? "" : more + ", ", String.join("\", \"", numbers)),
                        UUID.randomUUID().toString());
    }

    /** Has an operation done that changes all of the numbers. */
    void done(Member member, String operation, String more, List<String> numbers) {
        var result = order(member, operation, more, numbers);
        assertThat(result.path("changed").asInt()).as("%s", result).isEqualTo(numbers.size());
    }

    /** Orders what is done to none of the numbers; {@return the reasons} */
    List<String> passedOver(Member member, String operation, String more, List<String> numbers) {
        var result = order(member, operation, more, numbers);
        assertThat(result.path("changed").asInt()).as("%s", result).isZero();
        assertThat(result.path("skipped"))
                .allSatisfy(one ->
                        assertThat(one.path("detail").asString()).isNotBlank().doesNotStartWith("!"));
        return reasons(result);
    }

    /** {@return why numbers were passed over} */
    static List<String> reasons(JsonNode result) {
        return result.path("skipped")
                .valueStream()
                .map(one -> one.path("reason").asString())
                .toList();
    }

    JsonNode did(Member holder, String number) {
        return as(holder).get("/dids/" + number).ok();
    }

    String status(Member holder, String number) {
        var answer = as(holder).get("/dids/" + number);
        return answer.status() == 404 ? "ABSENT" : answer.ok().path("status").asString();
    }

    /** {@return the name of the batch it lies in, or by which it is priced; empty for none} */
    String batch(Member holder, String number) {
        return did(holder, number).path("pricingBatch").asString("");
    }

    String monthly(Member holder, String number) {
        return did(holder, number).path("recurringCost").asString();
    }

    /** The customer's accounts, as this member reaches them. */
    static String accounts(Member actor, Member customer) {
        return actor == customer ? "/accounts" : "/customers/" + customer.id() + "/accounts";
    }

    /** {@return the address of a new account} */
    String account(Member actor, Member customer, String id) {
        var made = as(actor)
                .post(accounts(actor, customer), "{\"accountId\": \"%s\"}".formatted(id))
                .ok();
        return accounts(actor, customer) + "/" + made.path("id").asInt();
    }

    Client.Answer changeId(Member actor, String account, String id) {
        var version = as(actor).get(account).ok().path("version").asInt();
        return as(actor)
                .send(
                        "PUT",
                        account + "/account-id",
                        "{\"accountId\": \"%s\"}".formatted(id),
                        Map.of("Content-Type", "application/json", "If-Match", "\"" + version + "\""));
    }

    void succeeds(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    /** Changes what the parent lays down for a child. */
    void layDown(Member parent, Member child, String terms) {
        var address = "/tenants/" + child.id();
        var version = as(parent).get(address).ok().path("version").asInt();
        as(parent).patch(address, terms, version).ok();
    }

    /** {@return the kinds of notices that the tenant has} */
    String notices(Member member) {
        return as(member).get("/notices").ok().toString();
    }
}
