package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch is deleted while somebody puts numbers into it or assigns it: one of them comes too late, and is told. */
class BatchDeletionRaceTest {

    private static final int ROUNDS = 60;

    private final TestTree tree = TestTree.plant();
    private final PricingBatches batches = new PricingBatches(tree.transactions());
    private final AssignedBatches assigned = new AssignedBatches(tree.transactions());

    @Test
    @Timeout(120)
    void nothingEverHangsOnABatchThatIsGone() throws Exception {
        var number = tree.load(tree.o, 1);
        var deleted = new AtomicInteger();
        var used = new AtomicInteger();
        var barrier = new CyclicBarrier(3);
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < ROUNDS; round++) {
                int batch = tree.batch(tree.o, "Round " + round, "RESELLERS", "EUR");
                var deleting = threads.submit(() -> {
                    barrier.await();
                    return count(deleted, () -> batches.delete(tree.o.admin(), batch));
                });
                var putting = threads.submit(() -> {
                    barrier.await();
                    return count(used, () -> tree.put(tree.o, batch, number));
                });
                var assigning = threads.submit(() -> {
                    barrier.await();
                    return count(
                            used,
                            () -> assigned.set(
                                    tree.o.admin(), tree.a.id(), List.of(new BatchAssignment(batch, Coverage.ALL))));
                });
                boolean gone = deleting.get();
                boolean put = putting.get();
                boolean given = assigning.get();

                assertThat(gone && (put || given))
                        .as("deleted and used in round %s", round)
                        .isFalse();
                tree.put(tree.o, null, number);
                assigned.set(tree.o.admin(), tree.a.id(), List.of());
            }
        }

        assertThat(deleted.get() + used.get()).isPositive();
        assertThat(dangling()).isZero();
        Invariants.hold(tree.o.operatorId());
    }

    /** {@return whether it was done} */
    private static boolean count(AtomicInteger done, Runnable work) {
        try {
            work.run();
            done.incrementAndGet();
            return true;
        } catch (RefusedException | NotThereException | DataAccessException _) {
            // too late
            return false;
        }
    }

    private int dangling() throws SQLException {
        try (var audit = TestDatabase.get().audit().getConnection()) {
            var row = DSL.using(audit, SQLDialect.POSTGRES).fetchValue("""
                            select count(*) from didstock.did_holding h
                            where h.operator_id = ? and h.pricing_batch_id is not null and not exists (
                                select from didstock.pricing_batch b
                                where b.operator_id = h.operator_id and b.tenant_id = h.tenant_id
                                  and b.id = h.pricing_batch_id)
                            """, tree.o.operatorId());
            return ((Number) java.util.Objects.requireNonNull(row)).intValue();
        }
    }
}
