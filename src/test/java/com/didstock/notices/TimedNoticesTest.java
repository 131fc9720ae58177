package com.didstock.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.tenancy.TimedNotices;
import com.didstock.tenancy.TimedNoticesAt;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimedNoticesTest {

    private final TestTree tree = TestTree.plant();
    private final TimedNotices timed = TimedNoticesAt.over(TestDatabase.get().app());

    /** Where it is about noon. */
    private final ZoneId zone = ZoneOffset.ofHours(
            12 - tree.clock().instant().atOffset(ZoneOffset.UTC).getHour());

    private final LocalDate today = LocalDate.ofInstant(tree.clock().instant(), zone);

    @Test
    void reservationsThatLapseTomorrowAreToldOnceToWhoHoldsThem() {
        var numbers = tree.load(tree.o, 4);
        tree.reserve(tree.o, tree.a, numbers.subList(0, 2), Duration.ofDays(1));
        tree.reserve(tree.o, tree.b, numbers.subList(2, 3), Duration.ofDays(3));
        tree.reserve(tree.o, tree.b, numbers.subList(3, 4), Duration.ofHours(2));

        assertThat(tell()).isOne();
        assertThat(tell()).as("once").isZero();
        assertThat(notices().getFirst()).satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(NoticeKind.RESERVATIONS_ENDING);
            assertThat(notice.numbers()).isEqualTo(2);
            assertThat(notice.about()).isEqualTo(today.plusDays(1).toString());
            assertThat(notice.operation()).isNull();
        });
        for (var other : List.of(tree.a, tree.b, tree.a1, tree.p, tree.q)) {
            assertThat(NoticesOf.kinds(tree, other.admin())).as(other.name()).isEmpty();
        }

        tree.clock().advance(Duration.ofDays(1));
        assertThat(tell()).as("nothing ends the day after").isZero();
        tree.clock().advance(Duration.ofDays(1));
        assertThat(tell()).isOne();
        assertThat(notices().getFirst().number()).isEqualTo(numbers.get(2));
    }

    @Test
    void whoReservedFromTheOfferIsToldTooAndWhoIsSuspendedIsNot() {
        var numbers = tree.load(tree.o, 3);
        reserveItself(tree.a, numbers.subList(0, 2));
        reserveItself(tree.b, numbers.subList(2, 3));
        suspend(tree.b);
        tree.clock().advance(Duration.ofDays(12));
        assertThat(tell()).as("two days before").isZero();
        tree.clock().advance(Duration.ofDays(1));

        assertThat(tell()).isEqualTo(2);
        assertThat(tell()).as("once").isZero();
        var day = today.plusDays(14);
        assertThat(new Notices(tree.transactions())
                        .page(tree.a.admin(), "", false, null, 10)
                        .notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.kind()).isEqualTo(NoticeKind.RESERVATIONS_ENDING);
                    assertThat(notice.numbers()).isEqualTo(2);
                    assertThat(notice.about()).isEqualTo(day.toString());
                });
        assertThat(notices().getFirst().numbers()).as("the holder of all").isEqualTo(3);
        for (var other : List.of(tree.a1, tree.ca, tree.p, tree.q)) {
            assertThat(NoticesOf.kinds(tree, other.admin())).as(other.name()).isEmpty();
        }
    }

    @Test
    void whatIsFreeForLongAndCostsIsToldOnceAMonthToWhoChoseItAndWithoutMoneyToAClerk() {
        var utc = ZoneOffset.UTC;
        var notices = new Notices(tree.transactions());
        var idle = tree.load(tree.o, 3);
        var clerk = tree.clerk(tree.o);
        var loaded = tree.clock().instant();
        // The first of the first month in which that was over 90 days ago, and the last of the month before.
        var first = LocalDate.ofInstant(loaded, utc).plusDays(92).plusMonths(1).withDayOfMonth(1);
        tree.clock().set(first.minusDays(1).atTime(12, 0).toInstant(utc));
        assertThat(tellOfIdle()).as("not at the end of a month").isZero();
        tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, idle.subList(0, 1));
        tree.clock().set(first.plusDays(2).atTime(12, 0).toInstant(utc));

        assertThat(tellOfIdle()).isOne();
        assertThat(tellOfIdle()).as("once").isZero();
        assertThat(notices.page(tree.o.admin(), "", false, null, 10).notices())
                .as("nobody chose it")
                .isEmpty();
        for (var person : List.of(tree.o.admin(), clerk)) {
            notices.tell(person, EnumSet.of(NoticeKind.STOCK_IDLE));
        }
        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(NoticeKind.STOCK_IDLE);
            assertThat(notice.numbers()).isEqualTo(2);
            assertThat(notice.monthly()).containsOnlyKeys("EUR");
            assertThat(notice.monthly().get("EUR")).isEqualByComparingTo(monthly(idle.subList(1, 3)));
        });
        assertThat(notices.page(clerk, "", false, null, 10).notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.numbers()).isEqualTo(2);
                    assertThat(notice.monthly()).isEmpty();
                });
        for (var other : List.of(tree.a, tree.b, tree.p)) {
            notices.tell(other.admin(), EnumSet.allOf(NoticeKind.class));
            assertThat(NoticesOf.kinds(tree, other.admin())).as(other.name()).doesNotContain("STOCK_IDLE 90");
        }

        tree.clock().set(first.plusMonths(1).atTime(0, 30).toInstant(utc));
        assertThat(tellOfIdle()).as("again in the next month").isOne();
    }

    private int tellOfIdle() {
        return timed.tellOfIdleStock(tree.o.id(), ZoneOffset.UTC, tree.clock().instant());
    }

    private BigDecimal monthly(List<String> numbers) {
        return numbers.stream()
                .map(number -> tree.holding(tree.o, number).get("recurring_cost", BigDecimal.class))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void reserveItself(Member child, List<String> numbers) {
        tree.chain(
                child,
                "RESERVE",
                "select count(*) from reserve_from_offer(null, null, null, ?::text[], null, null, null, null, 20, ?::timestamptz)",
                (Object) TestTree.array(numbers));
    }

    private void suspend(Member child) {
        tree.run(
                tree.o,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                "update tenant set status = 'SUSPENDED' where operator_id = ? and tenant_id = ?",
                                tree.o.id(),
                                child.id()));
    }

    @Test
    void numbersThatAreFreeAgainTomorrowAreTold() {
        // The days of rest of this tree end by this clock.
        var utc = ZoneOffset.UTC;
        var began = LocalDate.ofInstant(tree.clock().instant(), utc);
        var number = tree.load(tree.b, 1);
        tree.give(tree.b, tree.cb, number);
        tree.setInUse(tree.cb, number, true);
        tree.clock().advance(Duration.ofDays(3));
        tree.setInUse(tree.cb, number, false);
        tree.release(tree.cb, number);
        tree.clock().advance(Duration.ofDays(44));
        assertThat(tell(utc)).as("two days before").isZero();
        tree.clock().advance(Duration.ofDays(1));

        assertThat(tell(utc)).isOne();
        assertThat(NoticesOf.kinds(tree, tree.b.admin()).getFirst()).isEqualTo("AGING_ENDING " + began.plusDays(49));
        assertThat(NoticesOf.kinds(tree, tree.o.admin())).isEmpty();
    }

    @Test
    void aLongImportIsToldWhenItIsOverAndAnyThatBrokeOff() {
        imported("big.csv", 10_000, "IMPORTED", null);
        imported("small.csv", 9_999, "IMPORTED", null);
        imported("given-up.csv", 20_000, "CANCELLED", null);
        imported("broken.csv", 5, "CANCELLED", "KEEPS_FAILING");

        assertThat(NoticesOf.kinds(tree, tree.b.admin()))
                .containsExactly("IMPORT_FAILED broken.csv", "IMPORT_FINISHED big.csv");
        assertThat(NoticesOf.kinds(tree, tree.o.admin())).isEmpty();
        assertThat(NoticesOf.kinds(tree, tree.cb.admin())).isEmpty();
    }

    /** As an import does: its numbers are counted as it goes on, and its end is said once. */
    private void imported(String file, int rows, String status, @Nullable String failure) {
        tree.run(tree.b, "UPLOAD", ctx -> {
            var id = UUID.randomUUID();
            ctx.sql()
                    .execute(
                            """
                    insert into upload (operator_id, tenant_id, id, file_name, status, user_id, login, created_at)
                    values (?, ?, ?, ?, 'IMPORTING', ?, 'x', now())
                    """,
                            tree.b.operatorId(),
                            tree.b.id(),
                            id,
                            file,
                            tree.b.admin().userId());
            ctx.sql().execute("update upload set rows_imported = ? where id = ?", rows, id);
            ctx.sql()
                    .execute(
                            "update upload set status = ?::upload_status, failure = ? where id = ?",
                            status,
                            failure,
                            id);
        });
    }

    private List<Notice> notices() {
        return new Notices(tree.transactions())
                .page(tree.o.admin(), "", false, null, 10)
                .notices();
    }

    private int tell() {
        return tell(zone);
    }

    private int tell(ZoneId days) {
        return timed.tell(tree.o.id(), days, tree.clock().instant());
    }
}
