package com.didstock.charges;

import com.didstock.tenancy.LedgerPostings;
import com.didstock.testing.TestDatabase;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A tree's ledger as the auditor reads it, and the same worked out day by day in plain Java. */
final class Ledger {

    /** A charge, as stored. */
    record Line(
            int payer,
            @Nullable Integer payee,
            String number,
            String kind,
            LocalDate month,
            BigDecimal amount,
            String currency,
            int days) {

        boolean is(Member member, String wantedKind) {
            return payer == member.id() && kind.equals(wantedKind);
        }
    }

    private final TestTree tree;
    private final ZoneId zone;
    private final LedgerPostings posting =
            LedgerPostings.over(TestDatabase.get().app());

    Ledger(TestTree tree, String zone) {
        this.tree = tree;
        this.zone = ZoneId.of(zone);
    }

    ZoneId zone() {
        return zone;
    }

    Instant at(String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    /** Everything that is done from now on is done at this local time. */
    void goTo(String local) {
        tree.clock().set(at(local));
    }

    /** Posts what is due at the tree's time. */
    void post() {
        post(1_000);
    }

    void post(int piece) {
        posting.post(tree.o.operatorId(), zone, tree.clock().instant(), piece);
    }

    /** Gives a stay another price from now on, as a chain function would. */
    void reprice(Member holder, String number, BigDecimal recurring) {
        execute("""
                with open as (
                    select * from holding_period
                    where operator_id = %1$d and tenant_id = %2$d and number = '%3$s' and to_at is null),
                closed as (
                    update holding_period p set to_at = '%5$s' from open o
                    where (p.operator_id, p.tenant_id, p.id) = (o.operator_id, o.tenant_id, o.id)),
                opened as (
                    insert into holding_period (operator_id, tenant_id, id, number, payee_id, from_at, origin, activation,
                        recurring, currency)
                    select operator_id, tenant_id, uuidv7(), number, payee_id, '%5$s', origin, activation, %4$s, currency
                    from open
                    returning *),
                parent as (
                    update did_holding h set recurring_revenue = o.recurring from opened o
                    where h.operator_id = o.operator_id and h.tenant_id = o.payee_id and h.number = o.number)
                update did_holding h set period_id = o.id, recurring_cost = o.recurring from opened o
                where h.operator_id = o.operator_id and h.tenant_id = o.tenant_id and h.number = o.number
                """.formatted(
                        tree.o.operatorId(),
                        holder.id(),
                        number,
                        recurring,
                        tree.clock().instant()));
    }

    /** Says that what was before is settled elsewhere. */
    void chargeFrom(Member holder, String number, Instant from) {
        execute(
                "update holding_period set charged_from = '%s' where operator_id = %d and tenant_id = %d and number = '%s'"
                        .formatted(from, tree.o.operatorId(), holder.id(), number));
    }

    private void execute(String sql) {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            var all = DSL.using(connection, SQLDialect.POSTGRES);
            all.execute("""
                    set search_path = didstock; set didstock.operator = '%1$d'; set didstock.tenant = '%1$d';
                    set didstock.operation = '%2$s'; set didstock.operation_kind = 'REPRICE'; set didstock.login = 'x'
                    """.formatted(tree.o.operatorId(), UUID.randomUUID()));
            all.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Line> lines() {
        return query("""
                select payer_id, payee_id, number, kind::text, month, amount, currency, days from charge
                where operator_id = %d order by month, payer_id, number, kind, days
                """.formatted(tree.o.operatorId()));
    }

    /** {@return what the database works out for a month from the stays alone} */
    List<Line> recomputed(LocalDate month) {
        return query("""
                select payer_id, payee_id, number, kind::text, '%2$s'::date, amount, currency, days
                from charges_of(%1$d, '%3$s', '%2$s', 'infinity') order by 5, 1, 3, 4, 8
                """.formatted(tree.o.operatorId(), month, zone.getId()));
    }

    /** {@return the sum of a kind that somebody pays in a month} */
    BigDecimal paid(Member payer, String kind, String month) {
        return lines().stream()
                .filter(it -> it.is(payer, kind)
                        && it.month().equals(YearMonth.parse(month).atDay(1)))
                .map(Line::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
    }

    // ------------------------------------------------------------------------------------------ worked out by hand

    /** One stay, as the auditor reads it. */
    private record Stay(
            int payer,
            @Nullable Integer payee,
            String number,
            Instant from,
            @Nullable Instant to,
            BigDecimal recurring,
            String currency,
            boolean free) {}

    /** {@return by payer, payee, number and month: the recurring charges, found by walking day after day} */
    TreeMap<String, BigDecimal> walked(LocalDate first, LocalDate past) {
        var stays = stays();
        var sums = new TreeMap<String, BigDecimal>();
        for (var day = first; day.isBefore(past); day = day.plusDays(1)) {
            var end = day.plusDays(1).atStartOfDay(zone).toInstant();
            for (var stay : stays) {
                var held = stay.from().isBefore(end)
                        && (stay.to() == null || !stay.to().isBefore(end));
                if (held
                        && (stay.payee() == null || !stay.free())
                        && stay.number().length() > 6) {
                    sums.merge(
                            key(stay.payer(), stay.payee(), stay.number(), day.withDayOfMonth(1)),
                            share(stay, day),
                            BigDecimal::add);
                }
            }
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        sums.replaceAll((_, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    /** {@return the same of the stored charges} */
    TreeMap<String, BigDecimal> stored() {
        var sums = new TreeMap<String, BigDecimal>();
        lines().stream()
                .filter(it -> it.kind().equals("RECURRING"))
                .forEach(it ->
                        sums.merge(key(it.payer(), it.payee(), it.number(), it.month()), it.amount(), BigDecimal::add));
        sums.replaceAll((_, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    private static String key(int payer, @Nullable Integer payee, String number, LocalDate month) {
        return "%d pays %s for %s in %s".formatted(payer, payee, number, month);
    }

    /** One day's share: what the month has come to at its end, less what it had come to at its beginning. */
    private static BigDecimal share(Stay stay, LocalDate day) {
        var places = Math.max(
                Currency.getInstance(stay.currency()).getDefaultFractionDigits(),
                stay.recurring().stripTrailingZeros().scale());
        return cometo(stay.recurring(), day.getDayOfMonth(), day.lengthOfMonth(), places)
                .subtract(cometo(stay.recurring(), day.getDayOfMonth() - 1, day.lengthOfMonth(), places));
    }

    private static BigDecimal cometo(BigDecimal price, int days, int length, int places) {
        return price.multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(length), places, RoundingMode.HALF_UP);
    }

    private List<Stay> stays() {
        return fetch("""
                select tenant_id, payee_id, number, from_at, to_at, recurring, currency, free_of_charge from holding_period
                where operator_id = %d
                """.formatted(tree.o.operatorId())).stream()
                .map(row -> new Stay(
                        (Integer) Objects.requireNonNull(row.get(0)),
                        (Integer) row.get(1),
                        (String) Objects.requireNonNull(row.get(2)),
                        ((OffsetDateTime) Objects.requireNonNull(row.get(3))).toInstant(),
                        row.get(4) == null ? null : ((OffsetDateTime) row.get(4)).toInstant(),
                        (BigDecimal) Objects.requireNonNull(row.get(5)),
                        (String) Objects.requireNonNull(row.get(6)),
                        (Boolean) Objects.requireNonNull(row.get(7))))
                .toList();
    }

    private List<Line> query(String sql) {
        return fetch(sql).stream()
                .map(row -> new Line(
                        (Integer) Objects.requireNonNull(row.get(0)),
                        (Integer) row.get(1),
                        (String) Objects.requireNonNull(row.get(2)),
                        (String) Objects.requireNonNull(row.get(3)),
                        ((Date) Objects.requireNonNull(row.get(4))).toLocalDate(),
                        ((BigDecimal) Objects.requireNonNull(row.get(5))).stripTrailingZeros(),
                        (String) Objects.requireNonNull(row.get(6)),
                        ((Number) Objects.requireNonNull(row.get(7))).intValue()))
                .toList();
    }

    /** Past all policies. */
    static List<Record> fetch(String sql) {
        try (var connection = TestDatabase.get().superuser().getConnection()) {
            var all = DSL.using(connection, SQLDialect.POSTGRES);
            all.execute("set search_path = didstock");
            return List.copyOf(all.fetch(sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestTree tree() {
        return tree;
    }
}
