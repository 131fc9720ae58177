package com.didstock.assignment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.groups.DidGroups;
import com.didstock.inventory.Choice;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.inventory.PageRequest;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class AssignmentsTest {

    @Autowired
    Assignments assignments;

    @Autowired
    Accounts accounts;

    @Autowired
    NumberInventory inventory;

    @Autowired
    DidGroups groups;

    TestTree tree;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    @Test
    void goesTheWholeWayFromUploadToReleaseAndEachSeesOnlyItsOwn() {
        var loaded = tree.load(tree.o, TestTree.freshNumbers(20), Facts.BERLIN, false);
        assertThat(statuses(tree.o)).containsOnly(DidStatus.FROZEN);

        apply(tree.o, request(OperationKind.RELEASE_TO_POOL, null, new ApplyTo.All()));
        assertThat(statuses(tree.o)).containsOnly(DidStatus.FREE);

        apply(tree.o, request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.First(8)));
        var given = apply(
                tree.o,
                new OperationRequest(
                        OperationKind.GIVE,
                        tree.a.id(),
                        "",
                        InventoryFilter.EVERYTHING.withPricingBatch(Choice.of(tree.wholesale(tree.o))),
                        new ApplyTo.All(),
                        Choices.NONE));
        assertThat(given.numbers()).containsExactlyElementsOf(loaded.subList(0, 8));
        assertThat(numbers(tree.a)).containsExactlyElementsOf(loaded.subList(0, 8));
        assertThat(numbers(tree.b)).isEmpty();
        assertThat(numbers(tree.a1)).isEmpty();
        assertThat(inventory.get(tree.o.admin(), loaded.getFirst()).status()).isEqualTo(DidStatus.GIVEN);
        var cost = inventory.get(tree.a.admin(), loaded.getFirst());
        assertThat(cost.recurringCost()).isEqualByComparingTo("2.50");
        assertThat(cost.activationCost()).isEqualByComparingTo("1.20");

        apply(tree.a, request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.retail(tree.a), new ApplyTo.First(5)));
        apply(
                tree.a,
                request(OperationKind.UNASSIGN_FROM_PRICING_BATCH, null, new ApplyTo.Selected(loaded.subList(0, 2))));
        assertThat(inventory.get(tree.a.admin(), loaded.getFirst()).pricingBatch())
                .isNull();
        assertThat(numbers(tree.a)).hasSize(8);

        var preview = assignments.preview(
                tree.a.admin(),
                request(OperationKind.RELEASE_TO_POOL, null, new ApplyTo.Selected(loaded.subList(0, 3))));
        assertThat(preview.toTheTenantAbove()).isTrue();
        assertThat(requireNonNull(preview.money()).paidMonthly()).isEqualTo(Map.of("EUR", new BigDecimal("-7.50000")));
        assignments.apply(tree.a.admin(), preview.id());
        assertThat(numbers(tree.a)).containsExactlyElementsOf(loaded.subList(3, 8));
        var back = inventory.get(tree.o.admin(), loaded.getFirst());
        assertThat(back.status()).isEqualTo(DidStatus.FREE);
        assertThat(back.child()).isNull();
        assertThat(back.pricingBatch()).isNull();
    }

    @Test
    void movesANumberOutOfAnotherBatchOnlyWhenToldTo() {
        var loaded = tree.load(tree.o, 4);
        tree.put(tree.o, tree.retail(tree.o), loaded.subList(0, 3));
        var request = request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.All());

        var preview = assignments.preview(tree.o.admin(), request);
        var reassigning = assignments.preview(tree.o.admin(), request.withChoices(Choices.NONE.withReassign(true)));

        assertThat(preview.wouldChange()).isEqualTo(1);
        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.IN_OTHER_BATCH, 3, loaded.subList(0, 3)));
        assertThat(reassigning.wouldChange()).isEqualTo(4);
    }

    @Test
    void takesTheFirstForWhichItIsPossibleAndNamesThosePassedOver() {
        var loaded = tree.load(tree.o, 10);
        tree.put(tree.o, tree.retail(tree.o), loaded.subList(1, 4));

        var preview = assignments.preview(
                tree.o.admin(),
                request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.First(3)));
        var result = assignments.apply(tree.o.admin(), preview.id());

        assertThat(result.numbers()).containsExactly(loaded.get(0), loaded.get(4), loaded.get(5));
        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.IN_OTHER_BATCH, 3, loaded.subList(1, 4)));
    }

    @Test
    void saysWhenThereAreFewerThanAskedFor() {
        tree.load(tree.o, 4);

        var preview = assignments.preview(tree.o.admin(), request(OperationKind.FREEZE, null, new ApplyTo.First(10)));

        assertThat(preview.asked()).isEqualTo(10);
        assertThat(preview.wouldChange()).isEqualTo(4);
    }

    @Test
    void passesOverWhatChangedSinceThePreviewAndTouchesNothingThatCameLater() {
        var loaded = tree.load(tree.o, 5);
        var preview = assignments.preview(
                tree.o.admin(),
                request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.All()));
        inventory.describe(tree.o.admin(), loaded.get(0), 0, "changed meanwhile");
        tree.put(tree.o, tree.retail(tree.o), List.of(loaded.get(1)));
        var later = tree.load(tree.o, 2);

        var result = assignments.apply(tree.o.admin(), preview.id());

        assertThat(result.numbers()).containsExactlyElementsOf(loaded.subList(2, 5));
        assertThat(result.skipped())
                .containsExactlyInAnyOrder(
                        new Preview.Skipped(Refusal.CHANGED, 1, List.of(loaded.get(0))),
                        new Preview.Skipped(Refusal.IN_OTHER_BATCH, 1, List.of(loaded.get(1))));
        assertThat(inventory.get(tree.o.admin(), later.getFirst()).pricingBatch())
                .isNull();
    }

    @Test
    void whatIsDescribedSoAlreadyIsSaidToBeAndNotToHaveChangedMeanwhile() {
        var loaded = tree.load(tree.o, 2);
        inventory.describe(tree.o.admin(), loaded.getFirst(), 0, "for the fair");

        var result = apply(
                tree.o,
                new OperationRequest(
                        OperationKind.SET_DESCRIPTION,
                        null,
                        "for the fair",
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.All(),
                        Choices.NONE));

        assertThat(result.numbers()).containsExactly(loaded.get(1));
        assertThat(result.skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_DONE, 1, List.of(loaded.getFirst())));
    }

    @Test
    void passesOverNumbersThatChangedHandsSinceThePreview() {
        var loaded = tree.load(tree.o, 3);
        tree.put(tree.o, tree.wholesale(tree.o), loaded);
        var preview = assignments.preview(tree.o.admin(), request(OperationKind.GIVE, tree.a.id(), new ApplyTo.All()));
        tree.give(tree.o, tree.b, List.of(loaded.get(0)));

        var result = assignments.apply(tree.o.admin(), preview.id());

        assertThat(result.numbers()).containsExactlyElementsOf(loaded.subList(1, 3));
        assertThat(result.skipped())
                .containsExactly(new Preview.Skipped(Refusal.WITH_CHILD, 1, List.of(loaded.get(0))));
        assertThat(numbers(tree.a)).containsExactlyElementsOf(loaded.subList(1, 3));
    }

    @Test
    void doesAPreviewedOperationOnceHoweverOftenItIsAsked() throws Exception {
        var loaded = tree.load(tree.o, 50);
        var preview = assignments.preview(
                tree.o.admin(),
                request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.All()));

        var results = new ArrayList<OperationResult>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<OperationResult> apply = () -> assignments.apply(tree.o.admin(), preview.id());
            for (var future : threads.invokeAll(Collections.nCopies(8, apply))) {
                results.add(future.get());
            }
        }

        assertThat(Set.copyOf(results)).hasSize(1);
        assertThat(results.getFirst().changed()).isEqualTo(50);
        assertThat(inventory.get(tree.o.admin(), loaded.getFirst()).version()).isEqualTo(1);
    }

    @Test
    void doesTheSameKeyOnceAndRefusesItForAnotherRequest() {
        tree.load(tree.o, 3);
        var freeze = request(OperationKind.FREEZE, null, new ApplyTo.All());

        var first = assignments.perform(tree.o.admin(), freeze, "key-1");
        var second = assignments.perform(tree.o.admin(), freeze, "key-1");

        assertThat(second).isEqualTo(first);
        assertThatThrownBy(() -> assignments.perform(
                        tree.o.admin(), request(OperationKind.UNFREEZE, null, new ApplyTo.All()), "key-1"))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(OperationRefusedException.Reason.KEY_REUSED));
    }

    @RepeatedTest(5)
    void doesTheSameKeyOnceEvenIfItIsAskedTwiceInTheSameMoment() throws Exception {
        var loaded = tree.load(tree.o, 50);
        var freeze = request(OperationKind.FREEZE, null, new ApplyTo.Selected(loaded));

        var results = new HashSet<OperationResult>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<OperationResult> perform = () -> assignments.perform(tree.o.admin(), freeze, "key-2");
            for (var future : threads.invokeAll(Collections.nCopies(4, perform))) {
                results.add(future.get());
            }
        }

        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.numbers()).isEqualTo(loaded));
        assertThat(inventory.get(tree.o.admin(), loaded.getFirst()).version()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanOneTransactionTakes() {
        assertThatThrownBy(() -> assignments.preview(
                        tree.o.admin(), request(OperationKind.FREEZE, null, new ApplyTo.First(10_001))))
                .isInstanceOfSatisfying(OperationRefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(OperationRefusedException.Reason.TOO_MANY);
                    assertThat(refused.arguments()).containsExactly(10_000);
                });
    }

    @Test
    void refusesToGiveWhatHasNoPriceOrABatchForOthers() {
        var loaded = tree.load(tree.o, 2);
        tree.put(tree.o, tree.retail(tree.o), List.of(loaded.get(0)));

        var preview = assignments.preview(tree.o.admin(), request(OperationKind.GIVE, tree.a.id(), new ApplyTo.All()));
        var byAssigned = assignments.preview(
                tree.o.admin(),
                request(OperationKind.GIVE, tree.a.id(), new ApplyTo.All())
                        .withChoices(Choices.NONE.withByAssignedBatch(true)));

        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.BATCH_FOR_OTHERS, 1, List.of(loaded.get(0))));
        assertThat(preview.wouldChange()).isEqualTo(1);
        assertThat(byAssigned.wouldChange()).isEqualTo(2);
        assertThat(requireNonNull(byAssigned.money()).earnedMonthly()).isEqualTo(Map.of("EUR", new BigDecimal("5.00")));
    }

    @Test
    void whatGoesBelowCostNeedsAYesOfSomebodyWhoSeesCosts() {
        var loaded = tree.load(tree.o, 3);
        sellAt("-100");
        tree.put(tree.o, tree.wholesale(tree.o), loaded);
        var give = request(OperationKind.GIVE, tree.a.id(), new ApplyTo.All());
        var preview = assignments.preview(tree.o.admin(), give);
        assertThat(requireNonNull(preview.money()).belowCost()).isEqualTo(3);

        for (var unmeant : List.<ThrowingCallable>of(
                () -> assignments.apply(tree.o.admin(), preview.id()),
                () -> assignments.apply(tree.o.admin(), preview.id(), false),
                () -> assignments.perform(tree.o.admin(), give, "unmeant"))) {
            assertThatThrownBy(unmeant).isInstanceOfSatisfying(OperationRefusedException.class, refused -> {
                assertThat(refused.reason()).isEqualTo(OperationRefusedException.Reason.BELOW_COST);
                assertThat(refused.arguments()).containsExactly(3);
            });
        }
        var clerk = tree.clerk(tree.o);
        var unseen = assignments.preview(clerk, give);
        assertThat(unseen.money()).isNull();
        assertThatThrownBy(() -> assignments.apply(clerk, unseen.id(), true))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(OperationRefusedException.Reason.BELOW_COST_UNSEEN));
        assertThat(numbers(tree.a)).isEmpty();

        assertThat(assignments.apply(tree.o.admin(), preview.id(), true).changed())
                .isEqualTo(3);
        assertThat(numbers(tree.a)).hasSize(3);
    }

    @Test
    void puttingIntoABatchThatPricesBelowCostNeedsAYesAndWhatIsFreeOfChargeDoesNot() {
        var free = tree.load(tree.o, TestTree.freshNumbers(1), TestTree.Facts.BERLIN.free());
        var loaded = tree.load(tree.o, 2);
        sellAt("-100");
        var put = request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.All());

        var preview = assignments.preview(tree.o.admin(), put);

        assertThat(preview.wouldChange()).isEqualTo(3);
        assertThat(requireNonNull(preview.money()).belowCost()).isEqualTo(2);
        assertThatThrownBy(() -> assignments.apply(tree.o.admin(), preview.id()))
                .isInstanceOf(OperationRefusedException.class);
        var onlyFree = assignments.preview(
                tree.o.admin(),
                request(OperationKind.ASSIGN_TO_PRICING_BATCH, tree.wholesale(tree.o), new ApplyTo.Selected(free)));
        assertThat(requireNonNull(onlyFree.money()).belowCost()).isZero();
        assertThat(assignments.apply(tree.o.admin(), onlyFree.id()).changed()).isEqualTo(1);
        assertThat(assignments.apply(tree.o.admin(), preview.id(), true).changed())
                .isEqualTo(loaded.size());
    }

    @Test
    void aBatchThatIsMeantToBeFreeIsNotBelowCost() {
        tree.load(tree.o, 2);
        var customer = tree.customer(tree.o, "Free");
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute("update pricing_batch set free_of_charge = true where id = ?", tree.retail(tree.o)));

        var give = assignments.preview(tree.o.admin(), request(OperationKind.GIVE, customer.id(), new ApplyTo.All()));

        assertThat(requireNonNull(give.money()).belowCost()).isZero();
        assertThat(assignments.apply(tree.o.admin(), give.id()).changed()).isEqualTo(2);
    }

    private void sellAt(String markup) {
        tree.run(tree.o, "TEST", ctx -> ctx.sql().execute("""
                                update pricing_batch set recurring_fee = 0, markup_percent = ?::numeric
                                where id = ?
                                """, markup, tree.wholesale(tree.o)));
    }

    @Test
    void recallsUnusedNumbersAtOnceAndThoseGivenOnOnlyWhenToldTo() {
        var loaded = tree.load(tree.o, 4);
        tree.give(tree.o, tree.a, loaded);
        tree.give(tree.a, tree.ca, List.of(loaded.get(1)));
        var request = request(OperationKind.RECALL, null, new ApplyTo.All());

        var preview = assignments.preview(tree.o.admin(), request);
        assertThat(preview.skipped())
                .containsExactly(new Preview.Skipped(Refusal.RESERVED_OR_GIVEN_ON, 1, List.of(loaded.get(1))));
        var result = apply(tree.o, request.withChoices(Choices.NONE.withAlsoGivenOn(true)));

        assertThat(result.changed()).isEqualTo(4);
        assertThat(numbers(tree.a)).isEmpty();
        assertThat(numbers(tree.ca)).isEmpty();
    }

    @Test
    void recallsFirstOnReleaseOnlyWhenToldTo() {
        var loaded = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, loaded);
        tree.give(tree.a, tree.ca, List.of(loaded.get(0)));
        var request = request(OperationKind.RELEASE_TO_POOL, null, new ApplyTo.All());

        assertThat(assignments.preview(tree.a.admin(), request).skipped())
                .containsExactly(new Preview.Skipped(Refusal.WITH_CHILD, 1, List.of(loaded.get(0))));
        apply(tree.a, request.withChoices(Choices.NONE.withRecallFirst(true)));

        assertThat(numbers(tree.a)).isEmpty();
        assertThat(numbers(tree.ca)).isEmpty();
        assertThat(statuses(tree.o)).containsOnly(DidStatus.FREE);
    }

    @Test
    void returnsACustomersNumberToTheBatchItCameFrom() {
        var loaded = tree.load(tree.o, 1);
        tree.give(tree.o, tree.a, loaded);
        tree.put(tree.a, tree.retail(tree.a), loaded);
        tree.give(tree.a, tree.ca, loaded);

        apply(tree.ca, request(OperationKind.RETURN, null, new ApplyTo.All()));

        assertThat(numbers(tree.ca)).isEmpty();
        var back = inventory.get(tree.a.admin(), loaded.getFirst());
        assertThat(back.status()).isEqualTo(DidStatus.FREE);
        assertThat(back.pricingBatch()).isNotNull();
    }

    @Test
    void deletesOnlyWhereTheNumberWasLoaded() {
        var loaded = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, List.of(loaded.get(0)));
        var request = request(OperationKind.DELETE, null, new ApplyTo.All());

        assertThat(assignments.preview(tree.a.admin(), request).skipped())
                .containsExactly(new Preview.Skipped(Refusal.NOT_LOADED_HERE, 1, List.of(loaded.get(0))));
        apply(tree.o, request);

        assertThat(numbers(tree.o)).containsExactly(loaded.get(0));
    }

    @Test
    void previewsOfOthersAreNotThere() {
        tree.load(tree.o, 1);
        var preview = assignments.preview(tree.o.admin(), request(OperationKind.FREEZE, null, new ApplyTo.All()));

        for (var stranger : List.of(tree.a, tree.b, tree.ca, tree.p, tree.q)) {
            assertThatThrownBy(() -> assignments.apply(stranger.admin(), preview.id()))
                    .as(stranger.name())
                    .isInstanceOf(NotThereException.class);
            assertThatThrownBy(() -> assignments.get(stranger.admin(), preview.id()))
                    .isInstanceOf(NotThereException.class);
        }
        assertThatThrownBy(() -> assignments.apply(tree.o.admin(), UUID.randomUUID()))
                .isInstanceOf(NotThereException.class);
    }

    @Test
    void targetsOfOthersAreNotThere() {
        tree.load(tree.o, 1);
        for (var foreign : List.of(tree.wholesale(tree.a), tree.wholesale(tree.p), 17)) {
            assertThatThrownBy(() -> assignments.preview(
                            tree.o.admin(), request(OperationKind.ASSIGN_TO_PRICING_BATCH, foreign, new ApplyTo.All())))
                    .isInstanceOf(NotThereException.class);
        }
        for (var foreign : List.of(tree.o.id(), tree.a1.id(), tree.ca.id(), tree.q.id())) {
            assertThatThrownBy(() -> assignments.preview(
                            tree.o.admin(), request(OperationKind.GIVE, foreign, new ApplyTo.All())))
                    .isInstanceOf(NotThereException.class);
        }
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("operationsByStrangers")
    void numbersOfOthersAreNotThere(OperationKind kind, String actor) {
        var stock = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, stock);
        var before = rows(tree.a, stock);
        var stranger = member(actor);
        var request = new OperationRequest(
                        kind,
                        targetOf(kind, stranger),
                        switch (kind) {
                            case SET_CLASS -> "GOLD";
                            case SET_FREE_OF_CHARGE -> "CHARGED";
                            case WITHDRAW -> "LEGAL";
                            default -> "text";
                        },
                        InventoryFilter.EVERYTHING,
                        new ApplyTo.Selected(stock),
                        new Choices(true, true, true, true))
                .withDate(
                        kind == OperationKind.REPRICE
                                ? LocalDate.now(ZoneOffset.UTC)
                                        .withDayOfMonth(1)
                                        .plusMonths(3)
                                : LocalDate.now(ZoneOffset.UTC).plusDays(7));

        if (kind.isOpenTo(stranger.kind(), rightsOf(stranger)) && hasAim(kind, stranger)) {
            var preview = assignments.preview(stranger.admin(), request);
            assertThat(preview.wouldChange()).isZero();
            assertThat(preview.skipped()).containsExactly(new Preview.Skipped(Refusal.NOT_THERE, 3, stock));
            assertThat(assignments.apply(stranger.admin(), preview.id()).changed())
                    .isZero();
        } else {
            assertThatThrownBy(() -> assignments.preview(stranger.admin(), request))
                    .isInstanceOfAny(RightMissingException.class, NotThereException.class);
        }
        assertThatThrownBy(() -> assignments.preview(tree.a.viewer(), request))
                .isInstanceOf(RightMissingException.class);
        assertThat(rows(tree.a, stock)).isEqualTo(before);
    }

    /** Sibling, child, customer below, customer elsewhere, another operator and its reseller. */
    static Stream<Arguments> operationsByStrangers() {
        return Arrays.stream(OperationKind.values())
                .flatMap(kind -> Stream.of("B", "A1", "CA", "CB", "P", "Q").map(actor -> Arguments.of(kind, actor)));
    }

    // ------------------------------------------------------------------------------------------- words

    private Member member(String name) {
        return tree.members().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean buys(Member actor) {
        return actor.kind() == TenantKind.OPERATOR || actor == tree.b;
    }

    private boolean hasAim(OperationKind kind, Member actor) {
        var child = childOf(actor);
        return switch (kind.target()) {
            case CHILD, CHILD_OR_PROSPECT -> child != null;
            case VENDOR_BATCH -> buys(actor);
            case ACCOUNT -> actor.kind() == TenantKind.CUSTOMER || child != null && child.kind() == TenantKind.CUSTOMER;
            default -> true;
        };
    }

    private static Set<Right> rightsOf(Member member) {
        return switch (member.kind()) {
            case OPERATOR -> Role.OPERATOR_ADMIN.rights();
            case RESELLER -> Role.RESELLER_ADMIN.rights();
            case CUSTOMER -> Role.CUSTOMER.rights();
        };
    }

    private @Nullable Member childOf(Member parent) {
        return tree.members().stream()
                .filter(it -> parent.equals(it.parent()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Integer targetOf(OperationKind kind, Member actor) {
        return switch (kind.target()) {
            case NONE, TEXT, CLASS, CHARGING, REASON, WITHDRAWAL, AFTER_USE -> null;
            case ACCOUNT -> {
                var customer = actor.kind() == TenantKind.CUSTOMER ? actor : childOf(actor);
                yield customer == null || customer.kind() != TenantKind.CUSTOMER
                        ? Integer.valueOf(1)
                        : Integer.valueOf(accounts.create(actor.admin(), customer.id(), "reception", "")
                                .id());
            }
            case VENDOR_BATCH -> buys(actor) ? tree.vendorBatch(actor) : 1;
            case PRICING_BATCH, PRICING_BATCH_OR_OWN -> actor.kind() == TenantKind.CUSTOMER ? 1 : tree.retail(actor);
            case GROUP -> groups.create(actor.admin(), "Campaign", "").id();
            case CHILD, CHILD_OR_PROSPECT -> {
                var child = childOf(actor);
                yield child == null ? Integer.valueOf(1) : Integer.valueOf(child.id());
            }
        };
    }

    private static OperationRequest request(OperationKind kind, @Nullable Integer target, ApplyTo applyTo) {
        return new OperationRequest(
                kind,
                target,
                switch (kind) {
                    case SET_CLASS -> "GOLD";
                    case SET_FREE_OF_CHARGE -> "CHARGED";
                    default -> "";
                },
                InventoryFilter.EVERYTHING,
                applyTo,
                Choices.NONE);
    }

    private OperationResult apply(Member member, OperationRequest request) {
        return assignments.apply(
                member.admin(), assignments.preview(member.admin(), request).id());
    }

    private List<String> numbers(Member member) {
        return inventory.page(member.admin(), InventoryFilter.EVERYTHING, PageRequest.FIRST).rows().stream()
                .map(DidRow::number)
                .toList();
    }

    private List<DidStatus> statuses(Member member) {
        return inventory.page(member.admin(), InventoryFilter.EVERYTHING, PageRequest.FIRST).rows().stream()
                .map(DidRow::status)
                .distinct()
                .toList();
    }

    private List<DidRow> rows(Member member, List<String> numbers) {
        return inventory.rows(member.admin(), numbers);
    }
}
