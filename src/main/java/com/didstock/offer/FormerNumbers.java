package com.didstock.offer;

import static com.didstock.db.didstock.Tables.FORMER_NUMBERS;

import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Numbers that a tenant had and that still rest above it. It may take them back: everybody through whom a number went has it
 * again at the former price, and nobody pays an activation.
 */
@Service
public class FormerNumbers {

    /** What history calls it. */
    public static final String TAKE_BACK = "TAKE_BACK";

    private static final int MOST = 200;

    private final TenantTransaction transactions;

    FormerNumbers(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return what the tenant had and what still rests, ascending: of the last 10,000 numbers that left it}
     *
     * @param after only numbers after this one; null: from the first
     * @param limit 1 to 200
     */
    public List<FormerNumber> list(Actor actor, @Nullable String after, int limit) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return find(context, null, after, Math.clamp(limit, 1, MOST));
        });
    }

    /**
     * Takes these numbers back, with everybody in between, at the former prices: all or none.
     *
     * @throws NotThereException if the tenant isn't the former holder of one of them, or its rest is over
     * @throws RefusedException CANNOT_COME_BACK if somebody in between is not there as before
     * @throws com.didstock.tenancy.LimitExceededException if that is over what the tenant, or somebody in between, may hold or
     *     spend
     * @throws com.didstock.tenancy.StockChangedException if one of them changed in this moment
     */
    public void takeBack(Actor actor, List<String> numbers) {
        transactions.write(actor, Right.TAKE, context -> {
            context.require(Right.SEE_MONEY);
            var wanted = List.copyOf(new TreeSet<>(numbers));
            var found = find(context, wanted, null, Selection.MAX_SIZE);
            if (found.size() < wanted.size()) {
                throw new NotThereException("number");
            }
            if (!found.stream().allMatch(FormerNumber::possible)) {
                throw new RefusedException(OfferRefusal.CANNOT_COME_BACK);
            }
            context.begin(UUID.randomUUID(), TAKE_BACK);
            return context.sql()
                    .select(DSL.function(
                            DSL.name("didstock", "take_back_numbers"),
                            Long.class,
                            DSL.val(wanted.toArray(String[]::new)),
                            DSL.val(now(context))))
                    .fetchSingle()
                    .value1();
        });
    }

    private static List<FormerNumber> find(
            TenantContext context, @Nullable List<String> numbers, @Nullable String after, int limit) {
        var former = FORMER_NUMBERS.call(
                numbers == null ? null : numbers.toArray(String[]::new), after, limit, now(context));
        return context.sql()
                .selectFrom(former)
                .orderBy(former.NUMBER)
                .fetch(row -> new FormerNumber(
                        row.get(former.NUMBER),
                        row.get(former.COUNTRY),
                        row.get(former.AREA),
                        row.get(former.NUMBER_TYPE),
                        row.get(former.NUMBER_CLASS),
                        row.get(former.FREE_OF_CHARGE),
                        row.get(former.RECURRING),
                        row.get(former.CURRENCY),
                        row.get(former.UNTIL).toInstant(),
                        row.get(former.POSSIBLE)));
    }

    private static OffsetDateTime now(TenantContext context) {
        return context.now().atOffset(ZoneOffset.UTC);
    }
}
