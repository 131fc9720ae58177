package com.didstock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.Assignments;
import com.didstock.assignment.ChildMoves;
import com.didstock.assignment.Undo;
import com.didstock.groups.DidGroups;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.offer.Offer;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.LedgerPostings;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Whatever anybody does to anybody's numbers, in whatever order, the stock is what a model of a few hundred lines says, and
 * all {@link Invariants} hold. The build walks the same few ways every time; {@code -Ddidstock.model.steps=10000} walks
 * farther and other ways each time, {@code -Ddidstock.model.seed=…} one of them again.
 */
@SpringBootTest
class ModelTest {

    private static final int WALKS = 5;
    private static final int SHORT = 2_000;
    private static final int STEPS = Integer.getInteger("didstock.model.steps", SHORT);

    @Autowired
    Assignments assignments;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountNumbers aliases;

    @Autowired
    Offer offer;

    @Autowired
    Undo undo;

    @Autowired
    ChildMoves moves;

    @Autowired
    DidGroups groups;

    @Autowired
    ChildTenants children;

    @Autowired
    NumberInventory inventory;

    @Autowired
    TreesClock clock;

    @TestFactory
    Stream<DynamicTest> theStockIsAlwaysWhatTheModelSays() {
        var one = Long.getLong("didstock.model.seed");
        var seeds = one != null
                ? Stream.of(one)
                : IntStream.range(0, WALKS)
                        .mapToObj(walk ->
                                STEPS == SHORT ? Long.valueOf(walk) : Long.valueOf(new Random().nextLong(1_000_000)));
        return seeds.map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> walk(seed, STEPS / WALKS)));
    }

    /** A comparison that never fails proves nothing: each of these is a row that is not as it should be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pricing_batch_id = null",
                "recurring_cost = recurring_cost + 1",
                "origin = 'ON_PROVISION'",
                "state = 'FROZEN'",
                "group_id = (select min(g.id) from didstock.did_group g where g.tenant_id = did_holding.tenant_id)",
                "number_class = 'GOLD'"
            })
    void aRowThatIsNotAsItShouldBeIsFound(String mistake) throws Exception {
        var tree = TestTree.plant();
        clock.tree.set(tree);
        try (var audit = new Audit();
                var connection = TestDatabase.get().superuser().getConnection();
                var statement = connection.createStatement()) {
            var walk = new Walk(
                    tree,
                    new Services(
                            assignments, accounts, aliases, offer, undo, moves, groups, children, inventory, audit),
                    new Random(1));
            var number = walk.chains.keySet().iterator().next();
            walk.chains.get(number).deepest().batch = tree.retail(tree.o);
            tree.put(tree.o, tree.retail(tree.o), List.of(number));
            compare(audit, walk, List.of(number));

            statement.execute("set session_replication_role = replica");
            statement.execute("update didstock.did_holding set %s where number = '%s'".formatted(mistake, number));

            assertThatThrownBy(() -> compare(audit, walk, List.of(number))).isInstanceOf(AssertionError.class);
        } finally {
            clock.tree.remove();
        }
    }

    private void walk(long seed, int steps) throws Exception {
        var tree = TestTree.plant();
        clock.tree.set(tree);
        // Or a seed would go another way at another time of the day.
        tree.clock().advance(untilNoon(tree.clock().instant()));
        try (var audit = new Audit()) {
            var services = new Services(
                    assignments, accounts, aliases, offer, undo, moves, groups, children, inventory, audit);
            var walk = new Walk(tree, services, new Random(seed));
            for (int step = 0; step < steps; step++) {
                try {
                    compare(audit, walk, walk.step());
                    if (step % 100 == 99) {
                        lookAtEverything(audit, walk);
                    }
                } catch (AssertionError | RuntimeException wrong) {
                    throw new AssertionError(
                            "step %d of -Ddidstock.model.seed=%d: %s".formatted(step, seed, walk.last), wrong);
                }
            }
            lookAtEverything(audit, walk);
            System.out.println("seed " + seed + ": " + walk.deeds);
            assertThat(walk.deeds.keySet())
                    .as("what was tried")
                    .contains(
                            "GIVE", "TAKE", "DRAW", "TRANSFER", "children moved", "UNDO", "RETURN", "an account uses");
        } finally {
            clock.tree.remove();
        }
    }

    private static Duration untilNoon(Instant now) {
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36)));
    }

    private static void compare(Audit audit, Walk walk, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        var now = walk.tree.clock().instant();
        var wanted = new TreeMap<String, Map<Integer, String>>();
        for (var number : numbers) {
            var rows = walk.chains.get(number).rows(now);
            if (!rows.isEmpty()) {
                wanted.put(number, rows);
            }
        }
        var operators = List.of(walk.tree.o.id(), walk.tree.p.id());
        assertThat(audit.rows(operators, numbers, now)).as(walk.last).isEqualTo(wanted);
    }

    private void lookAtEverything(Audit audit, Walk walk) {
        compare(audit, walk, walk.chains.keySet());
        for (var operator : List.of(walk.tree.o.id(), walk.tree.p.id())) {
            LedgerPostings.over(TestDatabase.get().app())
                    .post(operator, ZoneOffset.UTC, walk.tree.clock().instant(), 1_000);
            Invariants.hold(operator);
        }
        for (var member : walk.members) {
            var held = walk.chains.values().stream()
                    .filter(it -> it.of(member) != null)
                    .map(it -> it.number)
                    .toList();
            assertThat(inventory
                            .page(member.admin(), InventoryFilter.EVERYTHING, PageRequest.FIRST)
                            .rows())
                    .as("what %s sees", member)
                    .extracting(DidRow::number)
                    .containsExactlyElementsOf(held);
        }
    }

    /** The time of the tree that is walked through, for who walks; what runs by the clock beside it keeps the real time. */
    static final class TreesClock extends Clock {

        private final ThreadLocal<TestTree> tree = new ThreadLocal<>();

        @Override
        public Instant instant() {
            var walked = tree.get();
            return walked == null ? Instant.now() : walked.clock().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SteeredTime {

        @Bean
        @Primary
        TreesClock treesClock() {
            return new TreesClock();
        }
    }
}
