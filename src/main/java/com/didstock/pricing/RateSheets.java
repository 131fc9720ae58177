package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.RATE_SHEET;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a child pays for what is offered to it, by country, number type and area: what the child may see itself, and nothing
 * of what its parent pays. What it could draw from further up is not in it.
 */
@Service
public class RateSheets {

    /** The columns of a file, named alike in every language so that programs can read it. */
    public static final List<String> HEADER =
            List.of("country", "type", "area", "activation", "recurring a month", "currency", "numbers");

    private final TenantTransaction transactions;

    RateSheets(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** A child that takes numbers by an assigned batch. */
    public record Buyer(int id, String name) {}

    /**
     * One price.
     *
     * @param country ISO 3166-1 alpha-2; null: of no country
     * @param activation once, in {@code currency}
     * @param recurring a month
     * @param numbers how many are offered at it
     */
    public record Rate(
            @Nullable String country,
            String numberType,
            @Nullable String area,
            BigDecimal activation,
            BigDecimal recurring,
            String currency,
            long numbers) {}

    /**
     * The tenant's children that have an assigned batch, by name.
     *
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public List<Buyer> buyers(Actor actor) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return context.sql()
                    .select(TENANT.TENANT_ID, TENANT.NAME)
                    .from(TENANT)
                    .where(children(context))
                    .andExists(DSL.selectOne()
                            .from(ASSIGNED_BATCH)
                            .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                            .and(ASSIGNED_BATCH.CHILD_ID.eq(TENANT.TENANT_ID)))
                    .orderBy(DSL.lower(TENANT.NAME))
                    .fetch(row -> new Buyer(row.value1(), row.value2()));
        });
    }

    /**
     * {@return what a child is called}
     *
     * @throws NotThereException if the tenant has no such child
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    String buyer(Actor actor, int childId) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            return context.sql()
                    .select(TENANT.NAME)
                    .from(TENANT)
                    .where(children(context))
                    .and(TENANT.TENANT_ID.eq(childId))
                    .fetchOptional(TENANT.NAME)
                    .orElseThrow(() -> new NotThereException("customer or reseller"));
        });
    }

    /**
     * The prices, by country, type and area.
     *
     * @param childId whose; null: what the tenant itself pays to the one above
     * @throws NotThereException if the tenant has no such child
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public List<Rate> rates(Actor actor, @Nullable Integer childId) {
        return transactions.readAtLength(actor, context -> {
            context.require(Right.SEE_MONEY);
            if (childId != null
                    && !context.sql().fetchExists(TENANT, children(context).and(TENANT.TENANT_ID.eq(childId)))) {
                throw new NotThereException("customer or reseller");
            }
            var sheet = RATE_SHEET.call(childId, context.now().atOffset(ZoneOffset.UTC));
            return context.sql()
                    .selectFrom(sheet)
                    .fetch(row -> new Rate(
                            row.get(sheet.COUNTRY),
                            row.get(sheet.NUMBER_TYPE),
                            row.get(sheet.AREA),
                            row.get(sheet.ACTIVATION),
                            row.get(sheet.RECURRING),
                            row.get(sheet.CURRENCY),
                            row.get(sheet.NUMBERS)));
        });
    }

    /** Writes the prices as rows of a file; does not finish it. */
    public void write(Actor actor, @Nullable Integer childId, Sheet sheet) throws IOException {
        for (var rate : rates(actor, childId)) {
            sheet.text(rate.country())
                    .code(rate.numberType())
                    .text(rate.area())
                    .amount(rate.activation())
                    .amount(rate.recurring())
                    .code(rate.currency())
                    .count(rate.numbers());
            sheet.endRow();
        }
    }

    private static Condition children(TenantContext context) {
        return TENANT.OPERATOR_ID
                .eq(context.actor().operatorId())
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()));
    }
}
