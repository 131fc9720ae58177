package com.didstock.charges;

import static com.didstock.db.didstock.Tables.CHARGE_PAGE;
import static com.didstock.db.didstock.Tables.CHARGE_SUMS;

import com.didstock.branding.Operators;
import com.didstock.history.TakenFile;
import com.didstock.inventory.SearchLanguage;
import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.LedgerPosting;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a tenant pays and earns, month by month, in its operator's time zone. A month that is over is read from the ledger;
 * of one that is not, what the ledger lacks is worked out anew at each look.
 *
 * <p>A tenant sees its own side of a charge only: what it pays to the tenant above or to vendors, and what its direct
 * children pay to it.
 */
@Service
public class Charges {

    /** The most lines of a page. */
    public static final int MOST = 200;

    private static final int FILE_PAGE = 20_000;

    private final TenantTransaction transactions;
    private final Operators operators;
    private final SearchLanguage language;

    Charges(TenantTransaction transactions, Operators operators, SearchLanguage language) {
        this.transactions = transactions;
        this.operators = operators;
        this.language = language;
    }

    /**
     * {@return the months of which there are charges, newest first; the current one always}
     *
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public List<YearMonth> months(Actor actor) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var current = current(context);
            var first = context.sql()
                    .select(DSL.function(DSL.name("didstock", "first_charged_month"), SQLDataType.LOCALDATE))
                    .fetchSingle()
                    .value1();
            var months = new ArrayList<YearMonth>();
            var oldest = first == null ? current : YearMonth.from(first);
            for (var month = current; !month.isBefore(oldest); month = month.minusMonths(1)) {
                months.add(month);
            }
            return List.copyOf(months.isEmpty() ? List.of(current) : months);
        });
    }

    /**
     * {@return what the tenant pays and earns in a month}
     *
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public Statement statement(Actor actor, YearMonth month) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            var sums = CHARGE_SUMS.call(
                    LedgerPosting.databaseName(zone(context)),
                    month.atDay(1),
                    context.now().atOffset(ZoneOffset.UTC));
            var names = ChargeNames.load(context);
            return new Statement(
                    month,
                    !month.isBefore(current(context)),
                    context.sql()
                            .selectFrom(sums)
                            .orderBy(sums.EARNED, sums.COUNTERPARTY_ID, sums.PRICING_BATCH_ID, sums.KIND, sums.CURRENCY)
                            .fetch(row -> new Statement.Sum(
                                    row.get(sums.EARNED),
                                    names.counterparty(row.get(sums.EARNED), row.get(sums.COUNTERPARTY_ID)),
                                    names.batch(row.get(sums.PRICING_BATCH_ID)),
                                    ChargeKind.valueOf(row.get(sums.KIND).name()),
                                    row.get(sums.CURRENCY),
                                    row.get(sums.CHARGES),
                                    row.get(sums.AMOUNT))));
        });
    }

    /**
     * {@return charges of a month one by one, by number}
     *
     * @param after the place where the page before ended; null for the first
     * @param limit 1 to {@value #MOST}
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public ChargePage page(
            Actor actor, YearMonth month, ChargeFilter filter, ChargePage.@Nullable Place after, int limit) {
        return transactions.read(actor, context -> page(context, month, filter, after, Math.clamp(limit, 1, MOST)));
    }

    /**
     * Writes charges of a month into a file, by number.
     *
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money
     */
    public void write(Actor actor, YearMonth month, ChargeFilter filter, Sheet sheet) throws IOException {
        ChargePage.@Nullable Place after = null;
        long written = 0;
        do {
            var from = after;
            var page = transactions.read(actor, context -> page(context, month, filter, from, FILE_PAGE));
            for (var line : page.lines()) {
                ChargeSheet.write(sheet, month, line);
            }
            written += page.lines().size();
            after = page.next();
        } while (after != null);
        new TakenFile(TakenFile.What.CHARGES, sheet.format().name(), written, null).record(transactions, actor);
        sheet.finish();
    }

    private ChargePage page(
            TenantContext context, YearMonth month, ChargeFilter filter, ChargePage.@Nullable Place after, int limit) {
        context.require(Right.SEE_MONEY);
        var terms = NumberTerms.of(language.read(context.actor(), filter.text()));
        var page = CHARGE_PAGE.call(
                LedgerPosting.databaseName(zone(context)),
                month.atDay(1),
                context.now().atOffset(ZoneOffset.UTC),
                filter.earned(),
                filter.childId(),
                filter.batchId(),
                kind(filter.kind()),
                terms.low(),
                terms.high(),
                terms.likes(),
                after == null ? null : after.number(),
                after == null ? null : after.stay(),
                kind(after == null ? null : after.kind()),
                after == null ? null : after.sequence(),
                limit + 1);
        var names = ChargeNames.load(context);
        var lines = context.sql()
                .selectFrom(page)
                .orderBy(page.NUMBER, page.HOLDING_PERIOD_ID, page.KIND, page.SEQUENCE)
                .fetch(row -> new ChargeLine(
                        row.get(page.HOLDING_PERIOD_ID),
                        row.get(page.EARNED),
                        names.counterparty(row.get(page.EARNED), row.get(page.COUNTERPARTY_ID)),
                        names.batch(row.get(page.PRICING_BATCH_ID)),
                        row.get(page.NUMBER),
                        ChargeKind.valueOf(row.get(page.KIND).name()),
                        row.get(page.SEQUENCE),
                        row.get(page.AMOUNT),
                        row.get(page.CURRENCY),
                        row.get(page.DAYS)));
        return lines.size() <= limit
                ? new ChargePage(lines, null)
                : new ChargePage(lines.subList(0, limit), ChargePage.Place.of(lines.get(limit - 1)));
    }

    private static com.didstock.db.didstock.enums.@Nullable ChargeKind kind(@Nullable ChargeKind kind) {
        return kind == null ? null : com.didstock.db.didstock.enums.ChargeKind.valueOf(kind.name());
    }

    private YearMonth current(TenantContext context) {
        return YearMonth.from(LocalDate.ofInstant(context.now(), zone(context)));
    }

    private ZoneId zone(TenantContext context) {
        return operators.settings(context.actor().operatorId()).zone();
    }
}
