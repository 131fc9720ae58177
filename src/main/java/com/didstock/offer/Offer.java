package com.didstock.offer;

import static com.didstock.db.didstock.Tables.CLAIM_FROM_OFFER;
import static com.didstock.db.didstock.Tables.OFFER_PAGE;
import static com.didstock.db.didstock.Tables.OPERATION;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.inventory.HitCount;
import com.didstock.inventory.SearchLanguage;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.InsertSetMoreStep;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** The offer of the tenant above: looking through it and taking from it. */
@Service
public class Offer {

    /** The operation's name in the API and in the history. */
    public static final String TAKE = "TAKE";

    private static final int COUNTED = 10_000;
    private static final Duration PREVIEW_LIFE = Duration.ofHours(1);

    private final TenantTransaction transactions;
    private final SearchLanguage language;
    private final JsonMapper json;

    Offer(TenantTransaction transactions, SearchLanguage language, JsonMapper json) {
        this.transactions = transactions;
        this.language = language;
        this.json = json;
    }

    /**
     * Numbers that can be taken, ascending.
     *
     * @param after only numbers after this one; null from the beginning
     * @param limit 1 to 200
     */
    public List<OfferedNumber> page(Actor actor, OfferFilter filter, @Nullable String after, int limit) {
        return transactions.read(actor, context -> {
            var terms = terms(context, filter);
            var page = OFFER_PAGE.call(
                    terms.low(),
                    terms.high(),
                    terms.likes(),
                    terms.numbers(),
                    filter.country(),
                    filter.areaPattern(),
                    filter.numberType(),
                    filter.numberClass(),
                    after,
                    Math.clamp(limit, 1, 200),
                    context.now().atOffset(ZoneOffset.UTC));
            return context.sql()
                    .selectFrom(page)
                    .orderBy(page.NUMBER)
                    .fetch(row -> new OfferedNumber(
                            row.get(page.NUMBER),
                            row.get(page.COUNTRY),
                            row.get(page.AREA),
                            row.get(page.NUMBER_TYPE),
                            row.get(page.NUMBER_CLASS),
                            row.get(page.FREE_OF_CHARGE),
                            row.get(page.ACTIVATION),
                            row.get(page.RECURRING),
                            row.get(page.CURRENCY)));
        });
    }

    /** How many numbers can be taken: exact up to 10,000. */
    public HitCount count(Actor actor, OfferFilter filter) {
        return transactions.read(actor, context -> {
            var sums = sums(context, filter, COUNTED + 1);
            return new HitCount(Math.min(sums.numbers(), COUNTED), sums.numbers() <= COUNTED);
        });
    }

    /**
     * What taking some of these numbers would cost. Reserves nothing.
     *
     * @param asked 1 to {@value Selection#MAX_SIZE}
     */
    public TakePreview preview(Actor actor, OfferFilter filter, int asked) {
        return transactions.read(actor, context -> {
            context.require(Right.TAKE);
            return preview(context, UUID.randomUUID(), filter, asked);
        });
    }

    private TakePreview preview(TenantContext context, UUID key, OfferFilter filter, int asked) {
        var sums = sums(context, filter, Math.clamp(asked, 1, Selection.MAX_SIZE));
        return new TakePreview(
                key,
                filter,
                asked,
                sums.numbers(),
                sums.activation(),
                sums.recurring(),
                sums.dearest(),
                context.tenant().currency());
    }

    /** As {@link #preview}, and kept for an hour: {@link #take(Actor, UUID)} takes by its key. */
    public Taking keepPreview(Actor actor, OfferFilter filter, int asked) {
        return transactions.write(actor, Right.TAKE, context -> {
            var preview = preview(context, UUID.randomUUID(), filter, asked);
            var expires = context.now().plus(PREVIEW_LIFE).truncatedTo(ChronoUnit.MICROS);
            insert(context, preview)
                    .set(OPERATION.STATUS, OperationStatus.PREVIEWED)
                    .set(OPERATION.EXPIRES_AT, expires.atOffset(ZoneOffset.UTC))
                    .execute();
            return new Taking(preview, expires, null, null);
        });
    }

    /**
     * {@return a taking that was previewed and kept, or done}
     *
     * <p>Empty if the tenant has none of this key, or the actor sees no prices: whoever doesn't, takes nothing.
     */
    public Optional<Taking> find(Actor actor, UUID key) {
        return transactions.read(
                actor, context -> context.rights().contains(Right.SEE_MONEY) ? taking(context, key) : Optional.empty());
    }

    /**
     * Takes what was previewed and kept. Asked again, it returns the first result and does nothing.
     *
     * @throws NotThereException if the tenant kept no such preview
     * @throws PreviewExpiredException if it is older than an hour
     * @throws PriceRoseException if a number would cost more a month than the dearest of the preview
     * @throws com.didstock.tenancy.LimitExceededException if that is over what the tenant may hold or spend
     */
    public Taking take(Actor actor, UUID key) {
        return transactions.write(actor, Right.TAKE, context -> {
            var taking = taking(context, key).orElseThrow(() -> new NotThereException("operation"));
            var expires = taking.expiresAt();
            if (taking.result() == null && expires != null && !expires.isAfter(context.now())) {
                throw new PreviewExpiredException();
            }
            take(context, taking.preview());
            return taking(context, key).orElseThrow();
        });
    }

    /**
     * Previews and takes in one go.
     *
     * @param key names this taking: asked again under the same key, it returns the first result and does nothing
     */
    public Taking takeOnce(Actor actor, OfferFilter filter, int asked, UUID key) {
        return transactions.write(actor, Right.TAKE, context -> {
            if (result(context, key).isEmpty()) {
                take(context, preview(context, key, filter, asked));
            }
            return taking(context, key).orElseThrow();
        });
    }

    /**
     * Takes any numbers that match, as many as were asked for or as there are. Two who take at the same time never get
     * the same number, and neither waits.
     *
     * @throws PriceRoseException if a number would cost more a month than the dearest of the preview
     * @throws com.didstock.tenancy.LimitExceededException if that is over what the tenant may hold or spend
     */
    public TakeResult take(Actor actor, TakePreview preview) {
        return transactions.write(actor, Right.TAKE, context -> take(context, preview));
    }

    private TakeResult take(TenantContext context, TakePreview preview) {
        var earlier = result(context, preview.key());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (log(context, preview) == 0) {
            // Somebody took under this key a moment ago; the insert has waited for it.
            return result(context, preview.key()).orElseThrow();
        }
        context.begin(preview.key(), TAKE);
        var taken = claim(context, preview);
        finish(context, taken);
        return taken;
    }

    private TakeResult claim(TenantContext context, TakePreview preview) {
        var filter = preview.filter();
        var terms = terms(context, filter);
        var claimed = CLAIM_FROM_OFFER.call(
                terms.low(),
                terms.high(),
                terms.likes(),
                terms.numbers(),
                filter.country(),
                filter.areaPattern(),
                filter.numberType(),
                filter.numberClass(),
                Math.clamp(preview.asked(), 1, Selection.MAX_SIZE),
                context.now().atOffset(ZoneOffset.UTC));
        var numbers = new ArrayList<String>();
        var activation = BigDecimal.ZERO;
        var recurring = BigDecimal.ZERO;
        for (var row : context.sql().selectFrom(claimed).orderBy(claimed.NUMBER).fetch()) {
            if (row.get(claimed.RECURRING).compareTo(preview.dearest()) > 0) {
                throw new PriceRoseException();
            }
            numbers.add(row.get(claimed.NUMBER));
            activation = activation.add(row.get(claimed.ACTIVATION));
            recurring = recurring.add(row.get(claimed.RECURRING));
        }
        return new TakeResult(
                preview.key(), numbers, activation, recurring, context.tenant().currency());
    }

    // ------------------------------------------------------------------------------------------- the operation's
    // record

    private Optional<TakeResult> result(TenantContext context, UUID key) {
        return context.sql()
                .select(OPERATION.RESULT)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(key))
                .and(OPERATION.KIND.eq(TAKE))
                .forUpdate()
                .fetchOptional(OPERATION.RESULT)
                .map(stored -> json.readValue(stored.data(), TakeResult.class));
    }

    private Optional<Taking> taking(TenantContext context, UUID key) {
        context.require(Right.SEE_MONEY);
        return context.sql()
                .select(OPERATION.REQUEST, OPERATION.EXPIRES_AT, OPERATION.APPLIED_AT, OPERATION.RESULT)
                .from(OPERATION)
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(key))
                .and(OPERATION.KIND.eq(TAKE))
                .fetchOptional(row -> new Taking(
                        json.readValue(row.value1().data(), TakePreview.class),
                        row.value2() == null ? null : row.value2().toInstant(),
                        row.value3() == null ? null : row.value3().toInstant(),
                        row.value4() == null
                                ? null
                                : json.readValue(row.value4().data(), TakeResult.class)));
    }

    /** The primary key makes a second taking wait, and then write nothing. {@return rows written} */
    private int log(TenantContext context, TakePreview preview) {
        var now = context.now().atOffset(ZoneOffset.UTC);
        return insert(context, preview)
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, now)
                .onConflict(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID, OPERATION.ID)
                .doUpdate()
                .set(OPERATION.STATUS, OperationStatus.APPLIED)
                .set(OPERATION.APPLIED_AT, now)
                .where(OPERATION.STATUS.eq(OperationStatus.PREVIEWED))
                .execute();
    }

    private InsertSetMoreStep<?> insert(TenantContext context, TakePreview preview) {
        var actor = context.actor();
        return context.sql()
                .insertInto(OPERATION)
                .set(OPERATION.OPERATOR_ID, actor.operatorId())
                .set(OPERATION.TENANT_ID, actor.tenantId())
                .set(OPERATION.ID, preview.key())
                .set(OPERATION.KIND, TAKE)
                .set(OPERATION.REQUEST, JSONB.valueOf(json.writeValueAsString(preview)))
                .set(OPERATION.USER_ID, actor.userId())
                .set(OPERATION.LOGIN, context.login())
                .set(OPERATION.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                .set(OPERATION.WOULD_CHANGE, preview.numbers());
    }

    private void finish(TenantContext context, TakeResult result) {
        context.sql()
                .update(OPERATION)
                .set(OPERATION.CHANGED, result.numbers().size())
                .set(OPERATION.RESULT, JSONB.valueOf(json.writeValueAsString(result)))
                .where(context.owns(OPERATION.OPERATOR_ID, OPERATION.TENANT_ID))
                .and(OPERATION.ID.eq(result.operation()))
                .execute();
    }

    // ------------------------------------------------------------------------------------------- what is looked for

    private record Sums(int numbers, BigDecimal activation, BigDecimal recurring, BigDecimal dearest) {}

    private Sums sums(TenantContext context, OfferFilter filter, int limit) {
        var terms = terms(context, filter);
        var page = OFFER_PAGE.call(
                terms.low(),
                terms.high(),
                terms.likes(),
                terms.numbers(),
                filter.country(),
                filter.areaPattern(),
                filter.numberType(),
                filter.numberClass(),
                null,
                limit,
                context.now().atOffset(ZoneOffset.UTC));
        return context.sql()
                .select(
                        DSL.count(),
                        DSL.coalesce(DSL.sum(page.ACTIVATION), BigDecimal.ZERO),
                        DSL.coalesce(DSL.sum(page.RECURRING), BigDecimal.ZERO),
                        DSL.coalesce(DSL.max(page.RECURRING), BigDecimal.ZERO))
                .from(page)
                .fetchSingle(row -> new Sums(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** An offer is a price list, and taking spends money: whoever may not see money does neither. */
    private OfferTerms terms(TenantContext context, OfferFilter filter) {
        context.require(Right.SEE_MONEY);
        return OfferTerms.of(language.read(context.actor(), filter.text()), filter.numbers());
    }
}
