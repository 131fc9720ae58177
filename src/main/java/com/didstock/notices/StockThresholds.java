package com.didstock.notices;

import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.STOCK_THRESHOLD;

import com.didstock.notices.StockThreshold.Terms;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Below which stock a tenant is told so: once, and again only when there were enough in between. Each tenant's own; its
 * administrators set them.
 */
@Service
public class StockThresholds {

    /** So many a tenant can have. */
    public static final int MOST = 100;

    /** The highest there can be. */
    public static final int MOST_NUMBERS = 100_000;

    private static final int LONGEST_AREA = 60;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final TenantTransaction transactions;

    StockThresholds(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** {@return the tenant's thresholds, by country, area and batch} */
    public List<StockThreshold> list(Actor actor) {
        return transactions.read(actor, context -> select(context, DSL.noCondition()));
    }

    /**
     * Tells the tenant from now on when fewer numbers are free.
     *
     * @throws RefusedException if it can't be so; see {@link ThresholdRefusal}
     */
    public StockThreshold add(Actor actor, Terms terms) {
        var country = blankToNull(terms.country());
        var area = blankToNull(terms.area());
        return transactions.write(actor, Right.ADMINISTER, context -> {
            requirePossible(country, area, terms.fewest());
            ThresholdRefusal.TOO_MANY.when(context.sql().fetchCount(STOCK_THRESHOLD, own(context)) >= MOST, MOST);
            try {
                var id = context.sql()
                        .insertInto(STOCK_THRESHOLD)
                        .set(STOCK_THRESHOLD.OPERATOR_ID, actor.operatorId())
                        .set(STOCK_THRESHOLD.TENANT_ID, actor.tenantId())
                        .set(STOCK_THRESHOLD.COUNTRY, country)
                        .set(STOCK_THRESHOLD.AREA, area)
                        .set(STOCK_THRESHOLD.PRICING_BATCH_ID, terms.pricingBatchId())
                        .set(STOCK_THRESHOLD.FEWEST, terms.fewest())
                        .returningResult(STOCK_THRESHOLD.ID)
                        .fetchSingle()
                        .value1();
                return select(context, STOCK_THRESHOLD.ID.eq(id)).getFirst();
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    private static void requirePossible(@Nullable String country, @Nullable String area, int fewest) {
        ThresholdRefusal.COUNTRY_UNKNOWN.when(country != null && !COUNTRIES.contains(country));
        ThresholdRefusal.AREA_TOO_LONG.when(area != null && area.length() > LONGEST_AREA, LONGEST_AREA);
        ThresholdRefusal.FEWEST_OUT_OF_RANGE.when(fewest < 1 || fewest > MOST_NUMBERS, 1, MOST_NUMBERS);
    }

    /**
     * Tells nothing any more of one.
     *
     * @throws NotThereException if the tenant has no such threshold
     */
    public void remove(Actor actor, int id) {
        transactions.write(actor, Right.ADMINISTER, context -> {
            var removed = context.sql()
                    .deleteFrom(STOCK_THRESHOLD)
                    .where(own(context))
                    .and(STOCK_THRESHOLD.ID.eq(id))
                    .execute();
            if (removed != 1) {
                throw new NotThereException("the threshold");
            }
            return removed;
        });
    }

    private static List<StockThreshold> select(TenantContext context, Condition which) {
        var s = STOCK_THRESHOLD;
        return context.sql()
                .select(s.ID, s.COUNTRY, s.AREA, s.PRICING_BATCH_ID, s.FEWEST, PRICING_BATCH.NAME, s.TOLD_AT)
                .from(s)
                .leftJoin(PRICING_BATCH)
                .on(context.owns(PRICING_BATCH.OPERATOR_ID, PRICING_BATCH.TENANT_ID))
                .and(PRICING_BATCH.ID.eq(s.PRICING_BATCH_ID))
                .where(own(context))
                .and(which)
                .orderBy(s.COUNTRY.nullsFirst(), s.AREA.nullsFirst(), PRICING_BATCH.NAME.nullsFirst(), s.ID)
                .fetch(row -> new StockThreshold(
                        row.value1(),
                        new Terms(row.value2(), row.value3(), row.value4(), row.value5()),
                        row.value6(),
                        row.value7() == null ? null : row.value7().toInstant()));
    }

    private static Condition own(TenantContext context) {
        return context.owns(STOCK_THRESHOLD.OPERATOR_ID, STOCK_THRESHOLD.TENANT_ID);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        var message = String.valueOf(violated.getMessage());
        if (message.contains("stock_threshold_batch_fk")) {
            return new RefusedException(ThresholdRefusal.BATCH_NOT_THERE);
        }
        return message.contains("stock_threshold_what_uk")
                ? new RefusedException(ThresholdRefusal.SAID_ALREADY)
                : violated;
    }
}
