package com.didstock.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.history.Difference.Property;
import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.NotThereException;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    private final TestTree tree = TestTree.plant();
    private final ActivityLog log = new ActivityLog(tree.transactions());
    private final NumberHistory numbers = new NumberHistory(tree.transactions());

    @Test
    void eachLevelSeesItsOwnPartOfAnOperationAndWhoDidItAsFarAsItMay() {
        var loaded = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, loaded);
        tree.give(tree.a, tree.a1, loaded);
        tree.give(tree.a1, tree.ca1, loaded);
        tree.setInUse(tree.ca1, loaded, true);

        var operators = newest(tree.o);
        assertThat(operators.operation()).isEqualTo("ASSIGN_TO_ACCOUNT");
        assertThat(operators.numbers()).isEqualTo(3);
        assertThat(operators.who()).isEqualTo(new Who.FurtherDown());
        assertThat(newest(tree.a).who()).isEqualTo(new Who.FurtherDown());
        assertThat(newest(tree.a1).who()).isEqualTo(new Who.Child(tree.ca1.id(), "CA1"));
        assertThat(newest(tree.ca1).who()).isInstanceOf(Who.Own.class);
        assertThat(((Who.Own) newest(tree.ca1).who()).login()).startsWith("customer-");

        tree.setInUse(tree.ca1, loaded, false);
        tree.recall(tree.o, loaded);

        for (var below : List.of(tree.a, tree.a1, tree.ca1)) {
            assertThat(newest(below).change()).isEqualTo(Change.CLOSED);
            assertThat(newest(below).who()).isEqualTo(new Who.Above());
        }
        for (var stranger : List.of(tree.b, tree.ca, tree.cb, tree.p, tree.q)) {
            assertThat(all(stranger, ActivityFilter.ALL)).as("%s", stranger).isEmpty();
        }
    }

    @Test
    void aLongOperationIsOneEntryHoweverManyChunksItHad() {
        var loaded = tree.load(tree.o, 5);
        var operation = UUID.randomUUID();
        for (var part : List.of(loaded.subList(0, 2), loaded.subList(2, 5))) {
            describe(tree.o, operation, part, "x");
        }

        var entry = newest(tree.o);

        assertThat(entry.operationId()).isEqualTo(operation);
        assertThat(entry.numbers()).isEqualTo(5);
        assertThat(all(tree.o, ActivityFilter.ALL)).hasSize(2);
        assertThat(numbers.changed(tree.o.admin(), operation, Change.CHANGED, "", 2))
                .extracting(NumberChange::number)
                .containsExactlyElementsOf(loaded.subList(0, 2));
        assertThat(numbers.changed(tree.o.admin(), operation, Change.CHANGED, loaded.get(1), 10))
                .extracting(NumberChange::number)
                .containsExactlyElementsOf(loaded.subList(2, 5));
        assertThat(numbers.changed(tree.a.admin(), operation, Change.CHANGED, "", 10))
                .isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepetitions() {
        var loaded = tree.load(tree.o, 1);
        for (int i = 0; i < 10; i++) {
            describe(tree.o, UUID.randomUUID(), loaded, "text " + i);
        }
        var seen = new ArrayList<ActivityEntry>();
        @Nullable String next = null;
        do {
            var page = log.page(tree.o.viewer(), ActivityFilter.ALL, next, 3);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(3);
            seen.addAll(page.entries());
            next = page.next();
        } while (next != null);

        assertThat(seen).hasSize(11);
        assertThat(new HashSet<>(seen.stream().map(ActivityEntry::operationId).toList()))
                .hasSize(11);
        assertThat(seen).extracting(ActivityEntry::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(log.page(tree.o.admin(), ActivityFilter.ALL, "'; drop table did", 5)
                        .entries())
                .hasSize(5);
    }

    @Test
    void itIsFilteredByOperationNumberAndTime() {
        var loaded = tree.load(tree.o, 2);
        tree.put(tree.o, tree.wholesale(tree.o), loaded.subList(0, 1));
        var between = Instant.now();
        describe(tree.o, UUID.randomUUID(), loaded.subList(1, 2), "late");

        assertThat(operations(new ActivityFilter("ASSIGN_TO_PRICING_BATCH", null, null, null)))
                .containsExactly("ASSIGN_TO_PRICING_BATCH");
        assertThat(operations(new ActivityFilter(null, loaded.get(0), null, null)))
                .containsExactly("ASSIGN_TO_PRICING_BATCH", "UPLOAD");
        assertThat(operations(new ActivityFilter(null, loaded.get(1), null, null)))
                .containsExactly("SET_DESCRIPTION", "UPLOAD");
        assertThat(operations(new ActivityFilter(null, null, between, null))).containsExactly("SET_DESCRIPTION");
        assertThat(operations(new ActivityFilter(null, null, null, between)))
                .containsExactly("ASSIGN_TO_PRICING_BATCH", "UPLOAD");
        assertThat(operations(new ActivityFilter(null, "1", null, null))).isEmpty();
        assertThat(log.operations(tree.o.admin()))
                .containsExactly("ASSIGN_TO_PRICING_BATCH", "SET_DESCRIPTION", "UPLOAD");
    }

    @Test
    void aNumbersTimelineTellsBeforeAndAfterOnTheOwnLevel() {
        var loaded = tree.load(tree.o, 1);
        var number = loaded.getFirst();
        tree.put(tree.o, tree.wholesale(tree.o), loaded);
        tree.give(tree.o, tree.a, loaded);
        describe(tree.a, UUID.randomUUID(), loaded, "for the hotel");

        var timeline = numbers.timeline(tree.o.admin(), number);

        assertThat(timeline)
                .extracting(NumberChange::operation)
                .containsExactly("GIVE", "ASSIGN_TO_PRICING_BATCH", "UPLOAD");
        var given = timeline.getFirst();
        assertThat(given.differences())
                .contains(
                        new Difference(
                                Property.STATUS, new Fact.Status(DidStatus.FREE), new Fact.Status(DidStatus.GIVEN)),
                        new Difference(
                                Property.HELD_BY, null, new Fact.Named(new Thing(Thing.Kind.CHILD, tree.a.id(), "A"))),
                        new Difference(
                                Property.RECURRING_REVENUE, null, new Fact.Money(new BigDecimal("2.50000"), "EUR")));
        assertThat(timeline.get(1).differences())
                .containsExactly(new Difference(
                        Property.PRICING_BATCH,
                        null,
                        new Fact.Named(new Thing(Thing.Kind.PRICING_BATCH, tree.wholesale(tree.o), "Wholesale"))));

        var below = numbers.timeline(tree.a.admin(), number);
        assertThat(below).extracting(NumberChange::operation).containsExactly("SET_DESCRIPTION", "GIVE");
        assertThat(below.getLast().change()).isEqualTo(Change.OPENED);
        assertThat(below.getLast().who()).isEqualTo(new Who.Above());
        assertThat(below.getLast().differences())
                .extracting(Difference::property)
                .as("nothing of the batch, the child or the revenue of the tenant above")
                .containsExactly(Property.STATUS, Property.RECURRING_COST);
        assertThat(below.getFirst().differences())
                .containsExactly(
                        new Difference(Property.DESCRIPTION, new Fact.Text(""), new Fact.Text("for the hotel")));
    }

    @Test
    void whatWasDeletedSinceHasNoName() {
        int batch = tree.batch(tree.o, "Short-lived", "RESELLERS", "EUR");
        var loaded = tree.load(tree.o, 1);
        tree.put(tree.o, batch, loaded);
        tree.put(tree.o, null, loaded);
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("delete from pricing_batch where id = ?", batch));

        assertThat(numbers.timeline(tree.o.admin(), loaded.getFirst())
                        .getFirst()
                        .differences())
                .containsExactly(new Difference(
                        Property.PRICING_BATCH,
                        new Fact.Named(new Thing(Thing.Kind.PRICING_BATCH, batch, null)),
                        null));
    }

    @Test
    void aNumberThatOneNeverHeldIsNotThere() {
        var loaded = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, loaded);
        tree.recall(tree.o, loaded);

        assertThat(numbers.timeline(tree.a.admin(), loaded.getFirst()))
                .as("held once, told still")
                .hasSize(2);
        for (Member other : List.of(tree.b, tree.a1, tree.ca, tree.p)) {
            assertThatThrownBy(() -> numbers.timeline(other.admin(), loaded.getFirst()))
                    .isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> numbers.timeline(tree.o.admin(), "123456789")).isInstanceOf(NotThereException.class);
    }

    @Test
    void whatEndedByItselfIsToldWhenTheNumberIsNextChanged() {
        var loaded = tree.load(tree.o, 1);
        tree.reserve(tree.o, tree.a, loaded, Duration.ofHours(1));
        tree.clock().advance(Duration.ofHours(2));
        tree.give(tree.o, tree.b, loaded);

        assertThat(numbers.timeline(tree.o.admin(), loaded.getFirst())
                        .getFirst()
                        .differences())
                .extracting(Difference::property)
                .contains(Property.STATUS, Property.UNTIL, Property.HELD_BY);
    }

    private void describe(Member holder, UUID operation, List<String> some, String text) {
        tree.run(holder, "SET_DESCRIPTION", ctx -> {
            ctx.begin(operation, "SET_DESCRIPTION");
            ctx.sql()
                    .execute(
                            "update did_holding set description = ? where operator_id = ? and tenant_id = ?"
                                    + " and number = any (?::text[])",
                            text,
                            holder.operatorId(),
                            holder.id(),
                            TestTree.array(some));
        });
    }

    private ActivityEntry newest(Member member) {
        return all(member, ActivityFilter.ALL).getFirst();
    }

    private List<ActivityEntry> all(Member member, ActivityFilter filter) {
        return log.page(member.admin(), filter, null, ActivityLog.MOST).entries();
    }

    private List<String> operations(ActivityFilter filter) {
        return all(tree.o, filter).stream().map(ActivityEntry::operation).toList();
    }
}
