package com.didstock.charges;

import static org.assertj.core.api.Assertions.assertThat;

import com.didstock.testing.Invariants;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The arithmetic of charges, against plain Java. */
class LedgerPropertyTest {

    @Property(tries = 300)
    void thePartsOfAMonthAddUpToTheMonth(
            @ForAll("prices") BigDecimal price,
            @ForAll("currencies") String currency,
            @ForAll("months") LocalDate month,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 30) Integer> cuts) {
        var days = new TreeSet<>(cuts);
        days.removeIf(day -> day >= month.lengthOfMonth());
        days.add(0);
        days.add(month.lengthOfMonth());
        var bounds = List.copyOf(days);
        var parts = new ArrayList<String>();
        for (int i = 1; i < bounds.size(); i++) {
            parts.add("(date '%1$s' + %2$d, date '%1$s' + %3$d)".formatted(month, bounds.get(i - 1), bounds.get(i)));
        }
        // In any order: a part knows nothing of the others.
        Collections.shuffle(parts, new Random(price.hashCode()));

        var row = Ledger.fetch("""
                        select sum(prorated(%1$s, '%2$s', '%3$s', first, past)), min(prorated(%1$s, '%2$s', '%3$s', first, past))
                        from (values %4$s) part (first, past)
                        """.formatted(price, currency, month, String.join(", ", parts)))
                .getFirst();

        var places = Math.max(
                Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0),
                price.stripTrailingZeros().scale());
        assertThat((BigDecimal) row.get(0)).isEqualByComparingTo(price.setScale(places, RoundingMode.UNNECESSARY));
        assertThat((BigDecimal) row.get(1)).isNotNegative();
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Arbitraries.integers()
                .between(0, 5)
                .flatMap(scale -> Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("99999"))
                        .ofScale(scale));
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("EUR", "USD", "JPY", "KWD", "HUF", "CLF");
    }

    @Provide
    Arbitrary<LocalDate> months() {
        return Arbitraries.integers()
                .between(0, 500)
                .map(months -> LocalDate.of(1999, 1, 1).plusMonths(months));
    }

    @Example
    void theDatabaseKnowsTheDecimalsOfEveryCurrency() {
        var codes = Currency.getAvailableCurrencies().stream()
                // Metals and the like have none.
                .filter(it -> it.getDefaultFractionDigits() >= 0)
                .toList();

        for (var row : Ledger.fetch("select code, currency_places(code) from unnest('{%s}'::char(3)[]) code"
                .formatted(codes.stream().map(Currency::getCurrencyCode).collect(Collectors.joining(","))))) {
            assertThat(row.get(1))
                    .as("%s", row.get(0))
                    .isEqualTo(Currency.getInstance((String) row.get(0)).getDefaultFractionDigits());
        }
    }

    /** Each charge is in one part of the margins and in no other, whoever had the number when. */
    private static void marginsAddUpToTheStatement(TestTree tree, Member member, String zone, LocalDate month) {
        var now = tree.clock().instant().toString();
        var apart = tree.read(
                member, ctx -> ctx.sql().fetch("""
                                with stated as (
                                    select currency, sum(amount) filter (where earned) as revenue,
                                        sum(amount) filter (where not earned) as cost
                                    from charge_sums(?, ?::date, ?::timestamptz) group by currency),
                                parted as (
                                    select currency, sum(revenue) as revenue, sum(cost) as cost
                                    from margin_parts(?, ?::date, ?::timestamptz) group by currency)
                                select * from stated s full join parted p using (currency)
                                where coalesce(s.revenue, 0) is distinct from coalesce(p.revenue, 0)
                                   or coalesce(s.cost, 0) is distinct from coalesce(p.cost, 0)
                                """, zone, month.toString(), now, zone, month.toString(), now));
        assertThat(apart).isEmpty();
        // No share of a day's price is below nothing.
        assertThat(tree.<Long>read(member, ctx -> (Long) ctx.sql().fetchValue("""
                                        select count(*) from margin_parts(?, ?::date, ?::timestamptz) m
                                        where m.cost < 0 and not exists (
                                            select from charge c where c.payer_id = bound_tenant() and c.number = m.number
                                              and c.kind = 'CREDIT')
                                        """, zone, month.toString(), now)))
                .isEqualTo(0L);
    }

    /**
     * Anything happens at any time, over a leap year's February and both changes of the clocks, and is posted at other
     * times, in pieces of any size: in the end it is what walking day after day finds.
     */
    @Property(tries = 12)
    void whateverHappensTheLedgerIsWhatTheDaysAddUpTo(
            @ForAll Random random,
            @ForAll("zones") String zone,
            @ForAll("beginnings") String beginning,
            @ForAll @IntRange(min = 1, max = 9) int piece) {
        var tree = TestTree.plant();
        var ledger = new Ledger(tree, zone);
        ledger.goTo(beginning + "T03:00");
        var first = LocalDate.parse(beginning);
        var numbers = tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN.costing("1.10", "1.99"));
        for (int step = 0; step < 40; step++) {
            tree.clock().advance(Duration.ofMinutes(random.nextInt(4 * 24 * 60)));
            happen(tree, numbers.get(random.nextInt(numbers.size())), random);
            if (random.nextInt(3) == 0) {
                ledger.post(piece);
            }
        }
        var past = tree.clock()
                .instant()
                .atZone(ledger.zone())
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1);
        ledger.goTo(past + "T01:00");
        ledger.post(piece);

        assertThat(ledger.stored()).isEqualTo(ledger.walked(first.withDayOfMonth(1), past));
        for (var month = first.withDayOfMonth(1); month.isBefore(past); month = month.plusMonths(1)) {
            var closed = month;
            assertThat(ledger.recomputed(month))
                    .containsExactlyInAnyOrderElementsOf(ledger.lines().stream()
                            .filter(it -> it.month().equals(closed))
                            .toList());
            for (var member : List.of(tree.o, tree.a, tree.b, tree.a1)) {
                marginsAddUpToTheStatement(tree, member, zone, month);
            }
        }
        assertThat(ledger.lines()).isNotEmpty();
        Invariants.hold(tree.o.operatorId());
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC");
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.of("2024-01-20", "2024-02-27", "2025-02-25", "2026-03-27", "2026-10-23", "2026-12-30");
    }

    /** Whoever has the number deepest gives it on, gives it back, uses it or stops using it. */
    private static void happen(TestTree tree, String number, Random random) {
        var one = List.of(number);
        var holder = tree.members().stream()
                .filter(it -> it.operatorId() == tree.o.operatorId())
                .filter(it -> tree.status(it, number).matches("FREE|FROZEN|AGING|IN_USE")
                        && children(tree, it).stream()
                                .allMatch(child -> tree.status(child, number).equals("ABSENT")))
                .findFirst()
                .orElseThrow();
        if (tree.status(holder, number).equals("IN_USE")) {
            tree.setInUse(holder, one, false);
        } else if (tree.status(holder, number).equals("AGING")) {
            if (holder.parent() != null) {
                tree.release(holder, one);
            }
        } else if (holder.parent() != null && random.nextInt(3) == 0) {
            tree.release(holder, one);
        } else if (children(tree, holder).isEmpty()) {
            tree.setInUse(holder, one, true);
        } else {
            var children = children(tree, holder);
            tree.give(holder, children.get(random.nextInt(children.size())), one);
        }
    }

    private static List<Member> children(TestTree tree, Member parent) {
        return tree.members().stream().filter(it -> it.parent() == parent).toList();
    }
}
