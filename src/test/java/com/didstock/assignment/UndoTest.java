package com.didstock.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.InventoryFilter;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Taking operations back. The services run on the machine's clock, the tree's on its own, which is set to that. */
@SpringBootTest
class UndoTest {

    @Autowired
    Assignments assignments;

    @Autowired
    Undo undo;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 4);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void numbersGivenToTheWrongResellerComeBackToTheirBatchAndItPaysNothing() {
        tree.put(tree.o, tree.wholesale(tree.o), stock.subList(0, 2));
        var given = perform(tree.o, OperationKind.GIVE, tree.a.id(), stock);

        var preview = undo.preview(tree.o.admin(), given);
        assertThat(preview.numbers()).isEqualTo(stock);
        undo.apply(tree.o.admin(), given);

        for (var number : stock) {
            assertThat(tree.status(tree.o, number)).isEqualTo("FREE");
            assertThat(tree.status(tree.a, number)).isEqualTo("ABSENT");
        }
        assertThat(batch(tree.o, stock.get(0))).isEqualTo(tree.wholesale(tree.o));
        assertThat(batch(tree.o, stock.get(2))).isNull();
        assertThat(due(tree.a)).isEqualByComparingTo("0");
        assertThat(notices(tree.a)).contains("RECALLED UNDO 4");
    }

    @Test
    void whatWasKeptForTheChildIsKeptForItAgain() {
        tree.reserve(tree.o, tree.a, stock.subList(0, 2), Duration.ofDays(3));
        tree.chain(
                tree.o,
                "EXTEND_RESERVATION",
                "select extend_reservations(?::text[], now() + interval '5 days', '{RESERVED}', ?::timestamptz)",
                (Object) TestTree.array(stock.subList(1, 2)));
        var extendedUntil = tree.holding(tree.o, stock.get(1)).get("until");
        var until = tree.holding(tree.o, stock.get(0)).get("until");
        var given = perform(tree.o, OperationKind.GIVE, tree.a.id(), stock.subList(0, 3));

        undo.apply(tree.o.admin(), given);

        for (var number : stock.subList(0, 2)) {
            assertThat(tree.status(tree.o, number)).isEqualTo("RESERVED");
            assertThat(tree.holding(tree.o, number).get("reserved_child_id")).isEqualTo(tree.a.id());
        }
        assertThat(tree.holding(tree.o, stock.get(0)).get("until")).isEqualTo(until);
        assertThat(tree.holding(tree.o, stock.get(0)).get("reservation_extended"))
                .isEqualTo(false);
        assertThat(tree.holding(tree.o, stock.get(1)).get("until")).isEqualTo(extendedUntil);
        assertThat(tree.holding(tree.o, stock.get(1)).get("reservation_extended"))
                .isEqualTo(true);
        assertThat(tree.status(tree.o, stock.get(2))).isEqualTo("FREE");
    }

    /** One number was a reseller's own stock, the other only passed through it: they are opened again at different places. */
    @Test
    void numbersThatCameBackToDifferentTenantsAreUndoneTogether() {
        tree.give(tree.o, tree.a, stock.subList(0, 1));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        mayDraw();
        var drawn = tree.take(tree.ca, 1);
        var both = Stream.concat(stock.subList(0, 1).stream(), drawn.stream()).toList();
        var returned = perform(tree.ca, OperationKind.RETURN, null, both);
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("FREE");
        assertThat(tree.status(tree.a, drawn.getFirst())).isEqualTo("ABSENT");

        undo.apply(tree.ca.admin(), returned);

        both.forEach(number -> assertThat(tree.status(tree.ca, number)).isEqualTo("FREE"));
        both.forEach(number -> assertThat(tree.status(tree.a, number)).isEqualTo("GIVEN"));
    }

    private void mayDraw() {
        tree.run(tree.a, "TEST", ctx -> ctx.sql().execute("""
                        update tenant set may_draw = true where operator_id = ? and tenant_id = ?
                        """, tree.ca.operatorId(), tree.ca.id()));
    }

    @Test
    void whatWasTouchedSinceStaysAndIsReported() {
        var given = perform(tree.o, OperationKind.GIVE, tree.a.id(), stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        perform(tree.a, OperationKind.FREEZE, null, stock.subList(1, 2));

        var done = undo.apply(tree.o.admin(), given);

        assertThat(done.numbers()).isEqualTo(stock.subList(2, 4));
        assertThat(done.skipped()).isEqualTo(Map.of(UndoRefusal.CHANGED_SINCE, stock.subList(0, 2)));
        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("FREE");
        assertThat(undo.apply(tree.o.admin(), given).numbers()).isEmpty();
    }

    @Test
    void aRecallIsUndoneLevelByLevelAtTheFormerPrices() {
        tree.give(tree.o, tree.a, stock);
        tree.put(tree.a, tree.retail(tree.a), stock.subList(0, 1));
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update pricing_batch set recurring_fee = 9 where tenant_id = ? and id = ?",
                                tree.o.id(),
                                tree.wholesale(tree.o)));
        var recalled = apply(
                tree.o,
                new OperationRequest(
                        OperationKind.RECALL,
                        null,
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(stock),
                        Choices.NONE.withAlsoGivenOn(true)));
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("ABSENT");

        var done = undo.apply(tree.o.admin(), recalled);

        assertThat(done.numbers()).isEqualTo(stock);
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("GIVEN");
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("GIVEN");
        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("FREE");
        assertThat(price(tree.a, stock.get(0))).isEqualByComparingTo("2.50");
        assertThat(price(tree.ca, stock.get(0))).isEqualByComparingTo("3.00");
        assertThat(batch(tree.a, stock.get(0))).isEqualTo(tree.retail(tree.a));
        assertThat(tree.status(tree.a, stock.get(1))).isEqualTo("FREE");
        assertThat(activations(tree.a, stock.get(1))).isOne();
    }

    @Test
    void whatWasReleasedIsHeldAgainWithWhatItsHolderSaidOfIt() {
        tree.give(tree.o, tree.a, stock);
        perform(tree.a, OperationKind.ASSIGN_TO_PRICING_BATCH, tree.retail(tree.a), stock.subList(0, 1));
        var released = perform(tree.a, OperationKind.RELEASE_TO_POOL, null, stock);
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("ABSENT");
        tree.give(tree.o, tree.b, stock.subList(3, 4));

        var done = undo.apply(tree.a.admin(), released);

        assertThat(done.numbers()).isEqualTo(stock.subList(0, 3));
        assertThat(done.skipped()).containsOnlyKeys(UndoRefusal.CHANGED_SINCE);
        assertThat(batch(tree.a, stock.get(0))).isEqualTo(tree.retail(tree.a));
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("GIVEN");
        assertThat(tree.status(tree.b, stock.get(3))).isEqualTo("FREE");
        assertThat(notices(tree.o)).contains("TAKEN UNDO 3");
    }

    @Test
    void batchesGroupsAndHoldsAreAsBefore() {
        tree.put(tree.o, tree.retail(tree.o), stock.subList(0, 2));
        var assigned = apply(
                tree.o,
                new OperationRequest(
                        OperationKind.ASSIGN_TO_PRICING_BATCH,
                        tree.wholesale(tree.o),
                        "",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(stock),
                        Choices.NONE.withReassign(true)));
        undo.apply(tree.o.admin(), assigned);
        assertThat(batch(tree.o, stock.get(0))).isEqualTo(tree.retail(tree.o));
        assertThat(batch(tree.o, stock.get(3))).isNull();

        var frozen = perform(tree.o, OperationKind.FREEZE, null, stock);
        undo.apply(tree.o.admin(), frozen);
        assertThat(tree.status(tree.o, stock.get(0))).isEqualTo("FREE");

        var taken = perform(tree.o, OperationKind.UNASSIGN_FROM_PRICING_BATCH, null, stock.subList(0, 2));
        undo.apply(tree.o.admin(), taken);
        assertThat(batch(tree.o, stock.get(0))).isEqualTo(tree.retail(tree.o));
    }

    @Test
    void aDescriptionIsAsBeforeAlsoIfThereWasNone() {
        describe("first", stock.subList(0, 1));
        var described = describe("second", stock);

        undo.apply(tree.o.admin(), described);

        assertThat(tree.holding(tree.o, stock.get(0)).get("description")).isEqualTo("first");
        assertThat(tree.holding(tree.o, stock.get(1)).get("description")).isEqualTo("");
    }

    private UUID describe(String text, List<String> numbers) {
        return apply(
                tree.o,
                new OperationRequest(
                        OperationKind.SET_DESCRIPTION,
                        null,
                        text,
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(numbers),
                        Choices.NONE));
    }

    @Test
    void aTakingIsUndoneIntoTheBatchItCameFrom() {
        tree.put(tree.o, tree.wholesale(tree.o), stock);
        var taken = tree.take(tree.a, 2);
        UUID operation = tree.read(tree.a, ctx ->
                (UUID) ctx.sql().fetchValue("select operation_id from history where number = ?", taken.getFirst()));

        undo.apply(tree.a.admin(), operation);

        assertThat(tree.status(tree.a, taken.getFirst())).isEqualTo("ABSENT");
        assertThat(batch(tree.o, taken.getFirst())).isEqualTo(tree.wholesale(tree.o));
    }

    @Test
    void whatOncePassedThroughAndWasKeptComesBackAsStock() {
        tree.run(
                tree.a1,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set may_draw = true where tenant_id = ?", tree.ca1.id()));
        var drawn = tree.take(tree.ca1, 1);
        tree.recall(tree.a1, drawn);
        assertThat(origin(tree.a1, drawn.getFirst())).isEqualTo("STOCK");
        var released = perform(tree.a1, OperationKind.RELEASE_TO_POOL, null, drawn);
        assertThat(tree.status(tree.a1, drawn.getFirst())).isEqualTo("ABSENT");

        undo.apply(tree.a1.admin(), released);

        assertThat(origin(tree.a1, drawn.getFirst())).isEqualTo("STOCK");
        assertThat(origin(tree.a, drawn.getFirst())).isEqualTo("ON_PROVISION");
    }

    private String origin(Member holder, String number) {
        return tree.holding(holder, number).get("origin", String.class);
    }

    @Test
    void onlyWhoDidItCanAlsoPastTheService() {
        var given = perform(tree.o, OperationKind.GIVE, tree.a.id(), stock);
        for (var who : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            assertThatThrownBy(() -> undo.preview(who.admin(), given))
                    .as(who.name())
                    .isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> undo.apply(who.admin(), given))
                    .as(who.name())
                    .isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> undo.apply(tree.o.viewer(), given)).isInstanceOf(RightMissingException.class);
        assertThatThrownBy(() -> undo.apply(tree.o.admin(), UUID.randomUUID())).isInstanceOf(NotThereException.class);

        var recalled = perform(tree.o, OperationKind.RECALL, null, stock);
        for (var who : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            assertThatThrownBy(() -> tree.chain(
                            who,
                            "UNDO",
                            "select undo_closing(?::uuid, ?::text[], ?::timestamptz)",
                            recalled,
                            TestTree.array(stock)))
                    .as(who.name())
                    .isInstanceOf(StockChangedException.class);
        }
        assertThat(tree.status(tree.o, stock.getFirst())).isEqualTo("FREE");
    }

    @Test
    void whatCantBeUndoneIsSaid() {
        var deleted = perform(tree.o, OperationKind.DELETE, null, stock.subList(0, 1));
        assertThatThrownBy(() -> undo.preview(tree.o.admin(), deleted))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_UNDOABLE));
        var given = perform(tree.o, OperationKind.GIVE, tree.a.id(), stock.subList(1, 2));
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql().execute("update tenant set status = 'SUSPENDED' where tenant_id = ?", tree.a.id()));
        var recalled = perform(tree.o, OperationKind.RECALL, null, stock.subList(1, 2));
        assertThat(undo.preview(tree.o.admin(), recalled).skipped()).containsOnlyKeys(UndoRefusal.NOT_ACTIVE);
        assertThat(undo.preview(tree.o.admin(), given).skipped()).containsOnlyKeys(UndoRefusal.CHANGED_SINCE);
    }

    @Test
    void aQuarantineThatBeganWithTheRecallEndsWithIt() {
        tree.give(tree.o, tree.a, stock);
        tree.give(tree.a, tree.ca, stock.subList(0, 1));
        tree.setInUse(tree.ca, stock.subList(0, 1), true);
        tree.clock().advance(Duration.ofDays(2));
        tree.setInUse(tree.ca, stock.subList(0, 1), false);
        tree.recall(tree.a, stock.subList(0, 1));
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("AGING");
        UUID recalled = tree.read(tree.a, ctx -> (UUID) ctx.sql()
                .fetchValue(
                        "select operation_id from history where number = ? and operation = 'RECALL'", stock.get(0)));

        tree.chain(
                tree.a,
                "UNDO",
                "select undo_closing(?::uuid, ?::text[], ?::timestamptz)",
                recalled,
                TestTree.array(stock.subList(0, 1)));

        assertThat(tree.status(tree.ca, stock.get(0))).isEqualTo("FREE");
        tree.recall(tree.a, stock.subList(0, 1));
        assertThat(tree.status(tree.a, stock.get(0))).isEqualTo("AGING");
    }

    private UUID perform(Member who, OperationKind kind, @Nullable Integer target, List<String> numbers) {
        return apply(
                who,
                new OperationRequest(
                        kind, target, "", InventoryFilter.EVERYTHING, new ApplyTo.Selected(numbers), Choices.NONE));
    }

    private UUID apply(Member who, OperationRequest request) {
        var preview = assignments.preview(who.admin(), request);
        assertThat(assignments.apply(who.admin(), preview.id()).skipped()).isEmpty();
        return preview.id();
    }

    private BigDecimal price(Member holder, String number) {
        return tree.holding(holder, number).get("recurring_cost", BigDecimal.class);
    }

    private @Nullable Integer batch(Member holder, String number) {
        return tree.holding(holder, number).get("pricing_batch_id", Integer.class);
    }

    private List<String> notices(Member member) {
        return tree.read(
                member,
                ctx -> ctx.sql().fetchValues("select kind || ' ' || operation || ' ' || numbers from notice").stream()
                        .map(String::valueOf)
                        .toList());
    }

    private int activations(Member member, String number) {
        post();
        return tree.read(
                member,
                ctx -> ctx.sql()
                        .fetchValues(
                                "select 1 from charge where kind = 'ACTIVATION' and number = ? and payer_id = ?",
                                number,
                                member.id())
                        .size());
    }

    private BigDecimal due(Member member) {
        post();
        return tree.read(member, ctx -> (BigDecimal)
                ctx.sql().fetchValue("select coalesce(sum(amount), 0) from charge where payer_id = ?", member.id()));
    }

    private void post() {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .fetchValue(
                                "select post_charges(?, 'UTC', ?::timestamptz, 10000)",
                                tree.o.operatorId(),
                                tree.clock().instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC)));
    }
}
