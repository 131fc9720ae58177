package com.didstock.history;

import static com.didstock.db.didstock.Tables.ACCOUNT_CHANGE;
import static com.didstock.db.didstock.Tables.CHAIN_LOOK;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.HISTORY;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.history.Difference.Property;
import com.didstock.history.Thing.Kind;
import com.didstock.inventory.DidStatus;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What happened to single numbers, as their holder saw it: before and after. */
@Service
public class NumberHistory {

    public static final int MOST = 500;

    private final TenantTransaction transactions;

    NumberHistory(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * What happened to a number on the tenant's own level, newest first; the last {@value #MOST} changes.
     *
     * @param number digits
     * @throws NotThereException if the tenant neither holds it nor ever did
     */
    public List<NumberChange> timeline(Actor actor, String number) {
        return transactions.read(actor, context -> {
            var changes =
                    changes(context, HISTORY.NUMBER.eq(number), MOST, HISTORY.AT.desc(), HISTORY.OPERATION_ID.desc());
            if (changes.isEmpty() && !holds(context, number)) {
                throw new NotThereException("number");
            }
            var moves = AccountChanges.ofNumbers(context, ACCOUNT_CHANGE.NUMBER.eq(number), MOST);
            return Stream.concat(withAccounts(context, changes, moves).stream(), looks(context, number).stream())
                    .sorted(Comparator.comparing(NumberChange::at).reversed())
                    .limit(MOST)
                    .toList();
        });
    }

    /**
     * What an operation did to the tenant's numbers, in number order.
     *
     * @param after the last number of the page before; empty for the first page
     * @param limit at most {@value #MOST}
     */
    public List<NumberChange> changed(Actor actor, UUID operation, Change change, String after, int limit) {
        return transactions.read(actor, context -> {
            var most = Math.clamp(limit, 1, MOST);
            var changes = changes(
                    context,
                    HISTORY.OPERATION_ID
                            .eq(operation)
                            .and(HISTORY.CHANGE.eq(change.name()))
                            .and(HISTORY.NUMBER.gt(after)),
                    most,
                    HISTORY.NUMBER.asc());
            var moves = change == Change.CHANGED
                    ? AccountChanges.ofNumbers(
                            context,
                            ACCOUNT_CHANGE.OPERATION_ID.eq(operation).and(ACCOUNT_CHANGE.NUMBER.gt(after)),
                            most)
                    : List.<org.jooq.Record>of();
            return withAccounts(context, changes, moves).stream()
                    .sorted(Comparator.comparing(NumberChange::number))
                    .limit(most)
                    .toList();
        });
    }

    /**
     * What an operation changed of a number's holding and of its use is one change; where no holding changed, as in a move
     * between accounts, its use is one of its own.
     */
    private static List<NumberChange> withAccounts(
            TenantContext context, List<NumberChange> changes, List<? extends org.jooq.Record> moves) {
        if (moves.isEmpty()) {
            return changes;
        }
        Map<Key, List<Difference>> uses = new HashMap<>();
        for (var move : moves) {
            uses.computeIfAbsent(Key.of(move), _ -> new ArrayList<>()).add(AccountChanges.difference(move));
        }
        var told = new HashSet<Key>();
        var all = new ArrayList<NumberChange>();
        for (var change : changes) {
            var key = new Key(change.operationId(), change.number());
            told.add(key);
            all.add(change.with(uses.getOrDefault(key, List.of())));
        }
        var names = AccountChanges.names(context, moves);
        for (var move : moves) {
            if (!told.contains(Key.of(move))) {
                all.add(AccountChanges.change(move, names));
            }
        }
        return all;
    }

    private record Key(UUID operation, String number) {

        static Key of(org.jooq.Record move) {
            return new Key(move.get(ACCOUNT_CHANGE.OPERATION_ID), move.get(ACCOUNT_CHANGE.NUMBER));
        }
    }

    /** That the own tenant looked up who holds the number, and why. */
    private static List<NumberChange> looks(TenantContext context, String number) {
        return context.sql()
                .select(CHAIN_LOOK.ID, CHAIN_LOOK.AT, CHAIN_LOOK.LOGIN, CHAIN_LOOK.REASON)
                .from(CHAIN_LOOK)
                .where(context.owns(CHAIN_LOOK.OPERATOR_ID, CHAIN_LOOK.TENANT_ID))
                .and(CHAIN_LOOK.NUMBER.eq(number))
                .orderBy(CHAIN_LOOK.AT.desc())
                .limit(MOST)
                .fetch(row -> new NumberChange(
                        row.value1(),
                        number,
                        row.value2().toInstant(),
                        "LOOK_UP_CHAIN",
                        Change.LOOKED_UP,
                        new Who.Own(row.value3()),
                        List.of(Reasons.difference(row.value4()))));
    }

    private static boolean holds(TenantContext context, String number) {
        return context.sql().fetchExists(DID_HOLDING, context.ownsHolding().and(DID_HOLDING.NUMBER.eq(number)));
    }

    private static List<NumberChange> changes(
            TenantContext context, Condition which, int limit, SortField<?>... order) {
        var rows = context.sql()
                .select(HISTORY.fields())
                .from(HISTORY)
                .where(context.owns(HISTORY.OPERATOR_ID, HISTORY.TENANT_ID))
                .and(which)
                .orderBy(order)
                .limit(limit)
                .fetch();
        var reader = new Reader(
                Names.load(
                        context,
                        both(rows, HISTORY.BEFORE_BATCH_ID, HISTORY.AFTER_BATCH_ID),
                        both(rows, HISTORY.BEFORE_GROUP_ID, HISTORY.AFTER_GROUP_ID),
                        Stream.concat(
                                        both(rows, HISTORY.BEFORE_CHILD_ID, HISTORY.AFTER_CHILD_ID).stream(),
                                        rows.stream().map(row -> row.get(HISTORY.BY_TENANT_ID)))
                                .toList()),
                context.rights().contains(Right.SEE_MONEY),
                Reasons.load(context, rows.getValues(HISTORY.OPERATION_ID)));
        return rows.stream().map(reader::change).toList();
    }

    private static List<@Nullable Integer> both(
            List<? extends org.jooq.Record> rows, Field<Integer> before, Field<Integer> after) {
        var ids = new ArrayList<@Nullable Integer>();
        for (var row : rows) {
            ids.add(row.get(before));
            ids.add(row.get(after));
        }
        return ids;
    }

    /** Reads rows of history. A pair that is null and null did not change. */
    private record Reader(Names names, boolean money, Reasons reasons) {

        NumberChange change(org.jooq.Record row) {
            return new NumberChange(
                    row.get(HISTORY.OPERATION_ID),
                    row.get(HISTORY.NUMBER),
                    row.get(HISTORY.AT).toInstant(),
                    row.get(HISTORY.OPERATION),
                    Change.valueOf(row.get(HISTORY.CHANGE)),
                    names.who(row.get(HISTORY.BY_TENANT_ID), row.get(HISTORY.BY_LOGIN)),
                    differences(row));
        }

        private List<Difference> differences(org.jooq.Record row) {
            var all = new ArrayList<Difference>();
            add(all, Property.STATUS, row, HISTORY.BEFORE_STATE, HISTORY.AFTER_STATE, Reader::status);
            add(all, Property.IN_USE, row, HISTORY.BEFORE_IN_USE, HISTORY.AFTER_IN_USE, Fact.Flag::new);
            add(all, Property.UNTIL, row, HISTORY.BEFORE_UNTIL, HISTORY.AFTER_UNTIL, Reader::time);
            add(all, Property.HELD_BY, row, HISTORY.BEFORE_CHILD_ID, HISTORY.AFTER_CHILD_ID, named(Kind.CHILD));
            add(
                    all,
                    Property.PRICING_BATCH,
                    row,
                    HISTORY.BEFORE_BATCH_ID,
                    HISTORY.AFTER_BATCH_ID,
                    named(Kind.PRICING_BATCH));
            add(all, Property.GROUP, row, HISTORY.BEFORE_GROUP_ID, HISTORY.AFTER_GROUP_ID, named(Kind.GROUP));
            add(all, Property.DESCRIPTION, row, HISTORY.BEFORE_DESCRIPTION, HISTORY.AFTER_DESCRIPTION, Fact.Text::new);
            if (money) {
                add(
                        all,
                        Property.RECURRING_COST,
                        row,
                        HISTORY.BEFORE_RECURRING_COST,
                        HISTORY.AFTER_RECURRING_COST,
                        amount(row.get(HISTORY.CURRENCY)));
                add(
                        all,
                        Property.RECURRING_REVENUE,
                        row,
                        HISTORY.BEFORE_RECURRING_REVENUE,
                        HISTORY.AFTER_RECURRING_REVENUE,
                        amount(row.get(HISTORY.REVENUE_CURRENCY)));
            }
            reasons.of(row.get(HISTORY.OPERATION_ID)).map(Reasons::difference).ifPresent(all::add);
            return all;
        }

        private static <T> void add(
                List<Difference> all,
                Property property,
                org.jooq.Record row,
                Field<T> before,
                Field<T> after,
                Function<T, Fact> fact) {
            var was = row.get(before);
            var is = row.get(after);
            // That an idle number came or went idle says nothing.
            var idle = property == Property.IN_USE && !Boolean.TRUE.equals(was) && !Boolean.TRUE.equals(is);
            if ((was != null || is != null) && !idle) {
                all.add(new Difference(
                        property, was == null ? null : fact.apply(was), is == null ? null : fact.apply(is)));
            }
        }

        private static Fact status(HoldingState state) {
            return new Fact.Status(DidStatus.valueOf(state.name()));
        }

        private static Fact time(OffsetDateTime at) {
            return new Fact.Time(at.toInstant());
        }

        private Function<Integer, Fact> named(Kind kind) {
            return id -> new Fact.Named(names.thing(kind, id));
        }

        private static Function<BigDecimal, Fact> amount(@Nullable String currency) {
            return amount -> new Fact.Money(amount, String.valueOf(currency));
        }
    }
}
