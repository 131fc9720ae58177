package com.didstock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantUsersOverApiTest extends ApiTest {

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void aParentAddsSomebodyChangesTheirRoleGivesAPasswordAndDisablesThem() {
        var path = "/tenants/" + tree.a.id() + "/users";
        var login = "api-user-" + tree.a.id();
        var user = as(tree.o)
                .post(
                        path,
                        "{\"login\": \"%s\", \"name\": \"Ann\", \"role\": \"RESELLER_ADMIN\", \"password\": \"correct horse battery\"}"
                                .formatted(login))
                .body();
        var one = path + "/" + user.path("id").asInt();

        assertThat(user.path("login").asString()).isEqualTo(login);
        assertThat(as(tree.o)
                        .put(one + "/role", "{\"role\": \"RESELLER_CLERK\"}")
                        .ok()
                        .path("role")
                        .asString())
                .isEqualTo("RESELLER_CLERK");
        assertThat(as(tree.a)
                        .put(one + "/active", "{\"active\": false}")
                        .ok()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(as(tree.o)
                        .put(one + "/password", "{\"password\": \"another battery horse\"}")
                        .status())
                .isEqualTo(204);
        as(tree.o).put(one + "/password", "{\"password\": \"short\"}").problem(422, "PASSWORD_TOO_SHORT");
        as(tree.o).put(one + "/role", "{\"role\": \"CUSTOMER\"}").problem(422, "ROLE_NOT_POSSIBLE");
        assertThat(as(tree.o).get(path).text()).contains(login).doesNotContain("battery");

        for (var stranger : List.of(tree.b, tree.a1, tree.p)) {
            as(stranger).get(path).problem(404, "NOT_THERE");
            as(stranger).put(one + "/active", "{\"active\": true}").problem(404, "NOT_THERE");
            as(stranger)
                    .put(one + "/password", "{\"password\": \"another battery horse\"}")
                    .problem(404, "NOT_THERE");
            as(stranger).put(one + "/role", "{\"role\": \"RESELLER_ADMIN\"}").problem(404, "NOT_THERE");
        }
        as(tree.ca).get(path).problem(403, "RIGHT_MISSING");
    }

    @Test
    void aResellersCustomersMoveToAnotherOneAndOnlyTheirCommonParentCan() {
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);
        var order = "{\"from\": \"A\", \"to\": \"B\", \"pricingBatch\": \"Wholesale\", \"preview\": %s}";

        for (var stranger : List.of(tree.a, tree.b, tree.a1, tree.p)) {
            as(stranger).post("/tenant-moves", order.formatted("true")).problem(404, "NOT_THERE");
        }
        as(tree.ca).post("/tenant-moves", order.formatted("true")).problem(404, "NOT_THERE");
        as(tree.o).post("/tenant-moves", "{\"from\": \"A\", \"to\": \"B\"}").problem(422, "BATCH_DOES_NOT_FIT");
        var preview = as(tree.o).post("/tenant-moves", order.formatted("true")).ok();
        assertThat(preview.path("done").asBoolean()).isFalse();
        assertThat(preview.path("tenants").asInt()).isEqualTo(2);
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("GIVEN");
        var done = as(tree.o).post("/tenant-moves", order.formatted("false")).ok();
        assertThat(done.path("numbers").asInt()).isEqualTo(1);
        assertThat(done.path("money").get(0).path("monthlyAfter").asString()).isEqualTo("2.50");
        assertThat(tree.status(tree.b, numbers.getFirst())).isEqualTo("GIVEN");
        assertThat(tree.status(tree.a, numbers.getFirst())).isEqualTo("ABSENT");
    }

    @Test
    void aParentSuspendsAndReactivatesAChildAndClosesOnlyAnEmptyOne() {
        var path = "/tenants/" + tree.ca.id() + "/status";
        int version =
                as(tree.a).get("/tenants/" + tree.ca.id()).ok().path("version").asInt();
        var customer = as(tree.ca);
        var numbers = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, numbers);
        tree.give(tree.a, tree.ca, numbers);

        as(tree.a).put(path, change("CLOSED", version)).problem(422, "HOLDS_NUMBERS");
        var suspended = as(tree.a).put(path, change("SUSPENDED", version)).ok();
        assertThat(suspended.path("status").asString()).isEqualTo("SUSPENDED");
        assertThat(customer.get("/dids").status()).isEqualTo(401);
        as(tree.a).put(path, change("ACTIVE", version)).problem(409, "CHANGED_MEANWHILE");
        as(tree.a)
                .put(path, change("ACTIVE", suspended.path("version").asInt()))
                .ok();
        assertThat(customer.get("/dids").status()).isEqualTo(200);

        for (var stranger : List.of(tree.o, tree.b, tree.p)) {
            as(stranger).put(path, change("SUSPENDED", version)).problem(404, "NOT_THERE");
        }
        as(tree.cb).put(path, change("SUSPENDED", version)).problem(403, "RIGHT_MISSING");
    }

    private static String change(String status, int version) {
        return "{\"status\": \"%s\", \"version\": %d}".formatted(status, version);
    }
}
