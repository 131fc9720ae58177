package com.didstock.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.TenantContext;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

    /** What chance may miss: the number is in the batch, but not yet for others to see, when the deletion looks. */
    @Test
    @Timeout(60)
    void aDeletionWaitsForWhoeverIsPuttingANumberIntoTheBatch() throws Exception {
        int batch = tree.batch(tree.o, "Contended", "RESELLERS", "EUR");
        var number = tree.load(tree.o, 1).getFirst();

        var refused = deleteWhile(
                batch,
                ctx -> ctx.sql()
                        .execute(
                                "update did_holding set pricing_batch_id = ? where operator_id = ? and tenant_id = ?"
                                        + " and number = ?",
                                batch,
                                tree.o.operatorId(),
                                tree.o.id(),
                                number));

        assertThat(refused).isEqualTo(BatchRefusal.HOLDS_NUMBERS);
        assertThat(tree.holding(tree.o, number).get("pricing_batch_id")).isEqualTo(batch);
        assertThat(dangling()).isZero();
    }

    @Test
    @Timeout(60)
    void aDeletionWaitsForWhoeverIsAssigningTheBatch() throws Exception {
        int batch = tree.batch(tree.o, "Contended", "RESELLERS", "EUR");

        var refused = deleteWhile(
                batch,
                ctx -> ctx.sql()
                        .execute(
                                "insert into assigned_batch (operator_id, tenant_id, child_id, position, pricing_batch_id)"
                                        + " values (?, ?, ?, 9, ?)",
                                tree.o.operatorId(),
                                tree.o.id(),
                                tree.a.id(),
                                batch));

        assertThat(refused).isEqualTo(BatchRefusal.ASSIGNED_TO_CHILD);
    }

    /** Deletes a batch while a transaction that did something is still open. {@return why it was refused} */
    private RefusalReason deleteWhile(int batch, Consumer<TenantContext> something) throws Exception {
        var done = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var using = threads.submit(() -> tree.run(tree.o, "TEST", ctx -> {
                something.accept(ctx);
                done.countDown();
                awaitQuietly(goOn);
            }));
            done.await();
            var deleting = threads.submit(() -> batches.delete(tree.o.admin(), batch));
            try {
                while (!deleting.isDone() && !somebodyWaits()) {
                    Thread.onSpinWait();
                }
            } finally {
                goOn.countDown();
            }
            using.get();
            try {
                deleting.get();
                throw new AssertionError("the batch was deleted");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RefusedException refused) {
                    return refused.reason();
                }
                throw failed;
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean somebodyWaits() throws SQLException {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            return DSL.using(connection, SQLDialect.POSTGRES)
                    .fetchExists(DSL.selectOne()
                            .from("pg_stat_activity")
                            .where("wait_event_type = 'Lock' and query like '%pricing_batch%'"));
        }
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
