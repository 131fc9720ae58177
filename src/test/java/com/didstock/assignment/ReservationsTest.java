package com.didstock.assignment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.InventoryFilter;
import com.didstock.inventory.NumberInventory;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RightMissingException;
import com.didstock.tenancy.StockChangedException;
import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A holder keeps its numbers for somebody until a day, keeps them longer, or no longer. */
@SpringBootTest
class ReservationsTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Autowired
    Assignments assignments;

    @Autowired
    NumberInventory inventory;

    TestTree tree;
    List<String> stock;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        stock = tree.load(tree.o, 4);
        tree.put(tree.o, tree.wholesale(tree.o), stock);
    }

    @AfterEach
    void theChainIsWhole() {
        Invariants.hold(tree.o.operatorId());
    }

    @Test
    void isForAChildUntilADayAndIsGivenToThatChildOnly() {
        var reserved = apply(tree.o, reserve(tree.a.id(), "", TODAY.plusDays(7)));

        assertThat(reserved.numbers()).isEqualTo(stock);
        assertThat(reserved.targetName()).isEqualTo("A");
        assertThat(row(tree.o).status()).isEqualTo(DidStatus.RESERVED);
        assertThat(row(tree.o).until())
                .isEqualTo(TODAY.plusDays(8)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusSeconds(1));
        assertThat(preview(tree.o, request(OperationKind.GIVE, tree.b.id(), "", null))
                        .skipped())
                .containsExactly(new Preview.Skipped(Refusal.RESERVED, 4, stock));
        assertThat(tree.take(tree.b, 4)).isEmpty();
        assertThat(apply(tree.o, request(OperationKind.GIVE, tree.a.id(), "", null))
                        .numbers())
                .isEqualTo(stock);
    }

    @Test
    void isForAProspectByNameAndThenForNobodyElse() {
        var preview = preview(tree.o, reserve(null, " Acme Ltd ", TODAY));
        assignments.apply(tree.o.admin(), preview.id());

        assertThat(preview.targetName()).isEqualTo("Acme Ltd");
        assertThat(tree.holding(tree.o, stock.getFirst()).get("reserved_for", String.class))
                .isEqualTo("Acme Ltd");
        assertThat(preview(tree.o, request(OperationKind.GIVE, tree.a.id(), "", null))
                        .wouldChange())
                .isZero();
        assertThat(tree.take(tree.a, 4)).isEmpty();
    }

    @Test
    void endsByItselfBackInTheSameBatch() {
        tree.reserve(tree.o, tree.a, stock, Duration.ofDays(3));
        tree.clock().advance(Duration.ofDays(3).plusSeconds(1));

        assertThat(tree.take(tree.b, 4)).isEqualTo(stock);
        assertThat(tree.holding(tree.o, stock.getFirst()).get("pricing_batch_id", Integer.class))
                .isEqualTo(tree.wholesale(tree.o));
    }

    @Test
    void isExtendedOnceAndOnlyToALaterDay() {
        apply(tree.o, reserve(tree.a.id(), "", TODAY.plusDays(7)));
        assertThat(preview(tree.o, extend(TODAY.plusDays(7))).skipped())
                .containsExactly(new Preview.Skipped(Refusal.RESERVED_LONGER, 4, stock));

        assertThat(apply(tree.o, extend(TODAY.plusDays(14))).numbers()).isEqualTo(stock);

        assertThat(LocalDate.ofInstant(row(tree.o).until(), ZoneOffset.UTC)).isEqualTo(TODAY.plusDays(14));
        assertThat(preview(tree.o, extend(TODAY.plusDays(21))).skipped())
                .containsExactly(new Preview.Skipped(Refusal.ALREADY_EXTENDED, 4, stock));
    }

    @Test
    void isCancelledBackInTheSameBatchAndCanThenBeMadeAndExtendedAnew() {
        apply(tree.o, reserve(tree.a.id(), "", TODAY.plusDays(7)));
        apply(tree.o, extend(TODAY.plusDays(8)));

        apply(tree.o, request(OperationKind.CANCEL_RESERVATION, null, "", null));

        assertThat(row(tree.o).status()).isEqualTo(DidStatus.FREE);
        assertThat(row(tree.o).pricingBatch()).isNotNull();
        apply(tree.o, reserve(null, "Somebody", TODAY.plusDays(1)));
        assertThat(apply(tree.o, extend(TODAY.plusDays(2))).changed()).isEqualTo(4);
    }

    @Test
    void costsAndEarnsNothing() {
        var money =
                requireNonNull(preview(tree.o, reserve(tree.a.id(), "", TODAY)).money());

        assertThat(money.chargedNow()).isEmpty();
        assertThat(money.earnedMonthly()).isEmpty();
        assertThat(money.paidMonthly()).isEmpty();
        assertThat(money.costsEitherWay()).containsOnlyKeys("EUR");
    }

    @Test
    void needsSomebodyAndADayThatIsNotPastAndNotFarOff() {
        refused(reserve(null, "  ", TODAY), Reason.NOBODY_NAMED);
        refused(reserve(tree.a.id(), "", null), Reason.DATE_MISSING);
        refused(reserve(tree.a.id(), "", TODAY.minusDays(2)), Reason.RESERVED_TOO_LONG);
        refused(reserve(tree.a.id(), "", TODAY.plusDays(400)), Reason.RESERVED_TOO_LONG);
    }

    @Test
    void isForOnesOwnChildrenOnly() {
        for (var other : List.of(tree.o, tree.a1, tree.ca, tree.q)) {
            assertThatThrownBy(() -> preview(tree.o, reserve(other.id(), "", TODAY)))
                    .as(other.name())
                    .isInstanceOf(NotThereException.class);
        }
    }

    @Test
    void isNotForCustomersAndOnlookersToMake() {
        for (var who : List.of(tree.ca.admin(), tree.a.viewer())) {
            assertThatThrownBy(() -> assignments.preview(who, reserve(null, "Somebody", TODAY)))
                    .isInstanceOf(RightMissingException.class);
        }
    }

    @Test
    void touchesNothingOfOthersNotEvenPastTheService() {
        tree.reserve(tree.o, tree.a, stock, Duration.ofDays(3));
        for (var stranger : List.of(tree.a, tree.b, tree.ca, tree.p)) {
            for (var call : List.of(
                    "select cancel_reservations(?::text[], '{RESERVED}', ?::timestamptz)",
                    "select extend_reservations(?::text[], now() + interval '9 days', '{RESERVED}', ?::timestamptz)")) {
                assertThatThrownBy(() -> tree.chain(stranger, "TEST", call, (Object) TestTree.array(stock)))
                        .as(stranger.name())
                        .isInstanceOf(StockChangedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXTEND_RESERVATION", "CANCEL_RESERVATION"})
    void whatIsNotReservedCanNeitherBeExtendedNorCancelled(OperationKind kind) {
        assertThat(preview(tree.o, request(kind, null, "", TODAY)).skipped())
                .containsExactly(new Preview.Skipped(Refusal.NOT_RESERVED, 4, stock));
    }

    // ------------------------------------------------------------------------------------------- words

    private OperationRequest reserve(@Nullable Integer child, String prospect, @Nullable LocalDate until) {
        return request(OperationKind.RESERVE, child, prospect, until);
    }

    private OperationRequest extend(LocalDate until) {
        return request(OperationKind.EXTEND_RESERVATION, null, "", until);
    }

    private OperationRequest request(
            OperationKind kind, @Nullable Integer target, String text, @Nullable LocalDate date) {
        return new OperationRequest(
                kind, target, text, InventoryFilter.EVERYTHING, new ApplyTo.All(), Choices.NONE, date);
    }

    private void refused(OperationRequest request, Reason reason) {
        assertThatThrownBy(() -> preview(tree.o, request))
                .isInstanceOfSatisfying(
                        OperationRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private Preview preview(Member member, OperationRequest request) {
        return assignments.preview(member.admin(), request);
    }

    private OperationResult apply(Member member, OperationRequest request) {
        return assignments.apply(member.admin(), preview(member, request).id());
    }

    private DidRow row(Member member) {
        return inventory.get(member.admin(), stock.getFirst());
    }
}
