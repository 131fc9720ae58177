package com.didstock.history;

import static com.didstock.db.didstock.Tables.HOLDING_PERIOD;
import static com.didstock.db.didstock.Tables.STAYS_BETWEEN;

import com.didstock.branding.Operators;
import com.didstock.history.DayOfNumber.Given;
import com.didstock.history.DayOfNumber.Price;
import com.didstock.history.DayOfNumber.Rate;
import com.didstock.history.DayOfNumber.Stay;
import com.didstock.history.Thing.Kind;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Who held a number on a day of the past, at what price: the reader's own stays and those of its direct children, at the
 * prices between the reader and them. Nothing of any other level.
 */
@Service
public class NumberStays {

    private final TenantTransaction transactions;
    private final Operators operators;

    NumberStays(TenantTransaction transactions, Operators operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /** {@return the day that it is now in the operator's time zone: the last one that can be asked about} */
    public LocalDate today(Actor actor) {
        return transactions.read(actor, this::today);
    }

    /**
     * {@return who held a number on a day}
     *
     * @param number digits
     * @param day in the operator's time zone
     * @throws RefusedException if the day is yet to come
     * @throws NotThereException if the tenant neither holds the number nor ever did
     */
    public DayOfNumber on(Actor actor, String number, LocalDate day) {
        return transactions.read(actor, context -> {
            if (!everHeld(context, number)) {
                throw new NotThereException("number");
            }
            if (day.isAfter(today(context))) {
                throw new RefusedException(HistoryRefusal.DAY_TO_COME);
            }
            var zone = zone(context);
            var end = day.plusDays(1).atStartOfDay(zone).toInstant();
            var called = STAYS_BETWEEN.call(number, at(day.atStartOfDay(zone).toInstant()), at(end));
            var rows = context.sql().selectFrom(called).fetch();
            var reader = new Reader(
                    Names.load(
                            context,
                            rows.getValues(called.PRICING_BATCH_ID),
                            List.of(),
                            rows.getValues(called.CHILD_ID)),
                    context.rights().contains(Right.SEE_MONEY),
                    end);
            return new DayOfNumber(day, reader.stays(rows));
        });
    }

    private static boolean everHeld(TenantContext context, String number) {
        return context.sql()
                .fetchExists(
                        HOLDING_PERIOD,
                        context.owns(HOLDING_PERIOD.OPERATOR_ID, HOLDING_PERIOD.TENANT_ID)
                                .and(HOLDING_PERIOD.NUMBER.eq(number)));
    }

    private LocalDate today(TenantContext context) {
        return LocalDate.ofInstant(context.now(), zone(context));
    }

    private ZoneId zone(TenantContext context) {
        return operators.settings(context.actor().operatorId()).zone();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** @param end of the day that is asked about */
    private record Reader(Names names, boolean money, Instant end) {

        List<Stay> stays(List<? extends Record> rows) {
            var given = rows.stream()
                    .filter(row -> row.get(STAYS_BETWEEN.CHILD_ID) != null)
                    .map(this::given)
                    .toList();
            return rows.stream()
                    .filter(row -> row.get(STAYS_BETWEEN.MINE))
                    .map(row -> stay(row, given))
                    .toList();
        }

        private Stay stay(Record row, List<Given> given) {
            var from = row.get(STAYS_BETWEEN.FROM_AT).toInstant();
            var until = instant(row.get(STAYS_BETWEEN.TO_AT));
            return new Stay(
                    from,
                    until,
                    toTheEnd(until),
                    row.get(STAYS_BETWEEN.VENDOR),
                    price(row),
                    given.stream()
                            .filter(it -> isBefore(it.from(), until) && isBefore(from, it.until()))
                            .toList());
        }

        private Given given(Record row) {
            var until = instant(row.get(STAYS_BETWEEN.TO_AT));
            Integer batch = money ? row.get(STAYS_BETWEEN.PRICING_BATCH_ID) : null;
            return new Given(
                    names.thing(Kind.CHILD, row.get(STAYS_BETWEEN.CHILD_ID)),
                    row.get(STAYS_BETWEEN.FROM_AT).toInstant(),
                    until,
                    toTheEnd(until),
                    batch == null ? null : names.thing(Kind.PRICING_BATCH, batch),
                    price(row));
        }

        private @Nullable Price price(Record row) {
            return money
                    ? new Price(
                            row.get(STAYS_BETWEEN.ACTIVATION),
                            row.get(STAYS_BETWEEN.RECURRING),
                            row.get(STAYS_BETWEEN.CURRENCY),
                            row.get(STAYS_BETWEEN.FREE_OF_CHARGE),
                            rate(row.get(STAYS_BETWEEN.RATE), row.get(STAYS_BETWEEN.RATED_AT)))
                    : null;
        }

        private static @Nullable Rate rate(@Nullable BigDecimal rate, @Nullable OffsetDateTime ratedAt) {
            return rate == null || rate.compareTo(BigDecimal.ONE) == 0 ? null : new Rate(rate, instant(ratedAt));
        }

        private boolean toTheEnd(@Nullable Instant until) {
            return until == null || !until.isBefore(end);
        }

        private static boolean isBefore(Instant moment, @Nullable Instant end) {
            return end == null || moment.isBefore(end);
        }

        private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
            return time == null ? null : time.toInstant();
        }
    }
}
