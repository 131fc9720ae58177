package com.didstock.provisioning;

import com.didstock.inventory.Holdings;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A tree of tenants with its own clock, the services on it, and words for what happens to one number. */
@SpringBootTest
abstract class ProvisioningTest {

    @Autowired
    NumberUse use;

    @Autowired
    Holdings holdings;

    TestTree tree;
    Accounts accounts;
    AccountNumbers numbers;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        accounts = new Accounts(tree.transactions(), use);
        numbers = new AccountNumbers(tree.transactions(), use, holdings);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
        Invariants.hold(tree.p.operatorId());
    }

    /** A fresh number that went from the operator down to the last of these. */
    String with(Member... chain) {
        var number = tree.load(tree.o, 1);
        var holder = tree.o;
        for (var next : chain) {
            tree.give(holder, next, number);
            holder = next;
        }
        return number.getFirst();
    }

    Account account(Member customer, String accountId) {
        return accounts.create(customer.admin(), customer.id(), accountId, "");
    }

    Account accountBy(Member parent, Member customer, String accountId) {
        return accounts.create(parent.admin(), customer.id(), accountId, "");
    }

    String status(Member holder, String number) {
        return tree.status(holder, number);
    }

    @Nullable
    Integer batch(Member holder, String number) {
        return tree.holding(holder, number).get("pricing_batch_id", Integer.class);
    }

    BigDecimal monthly(Member holder, String number) {
        return Objects.requireNonNull(tree.holding(holder, number).get("recurring_cost", BigDecimal.class));
    }

    List<Member> chain() {
        return List.of(tree.o, tree.a, tree.a1, tree.ca1);
    }

    /** Makes a holding one that was only passed through, as a draw over several levels will. */
    void passedThrough(Member holder, String number) {
        try (var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("""
                    update didstock.did_holding set origin = 'ON_PROVISION'
                    where operator_id = %d and tenant_id = %d and number = '%s'
                    """.formatted(holder.operatorId(), holder.id(), number));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
