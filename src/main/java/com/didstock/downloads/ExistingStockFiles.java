package com.didstock.downloads;

import static com.didstock.db.didstock.Tables.STOCK_FILE;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * The stock that a tenant loaded, as a file that loads it again as existing stock: into another portal, or after a move. It
 * tells who holds each number, at what price, and which account uses it since when.
 *
 * <p>A tenant knows the names of its direct children, and no others. The operator may take whole chains along, but says why;
 * that is recorded, and stands in its activity.
 */
@Service
public class ExistingStockFiles {

    public static final int SHORTEST_REASON = 3;
    public static final int LONGEST_REASON = 300;

    private static final int PER_TENANT = 1;
    private static final int IN_ALL = 4;
    private static final int STRETCH = 10_000;

    private final TenantTransaction transactions;
    private final int stretch;
    private final DownloadPlaces places = new DownloadPlaces(PER_TENANT, IN_ALL);

    @Autowired
    ExistingStockFiles(TenantTransaction transactions) {
        this(transactions, STRETCH);
    }

    ExistingStockFiles(TenantTransaction transactions, int stretch) {
        this.transactions = transactions;
        this.stretch = stretch;
    }

    /** How far down a user may take its tenant's stock along. */
    public enum Reach {
        NOTHING,
        /** Who holds a number is told as far as the direct children. */
        DIRECT_CHILDREN,
        /** Also to the end, with a reason. */
        WHOLE_CHAINS
    }

    /** {@return what of its stock the user may take along} */
    public Reach reach(Actor actor) {
        return transactions.read(actor, context -> {
            var rights = context.rights();
            if (!context.tenant().ownVendors() || !rights.containsAll(Set.of(Right.UPLOAD, Right.SEE_MONEY))) {
                return Reach.NOTHING;
            }
            return isOperator(context) && rights.contains(Right.ADMINISTER)
                    ? Reach.WHOLE_CHAINS
                    : Reach.DIRECT_CHILDREN;
        });
    }

    /**
     * Refuses what {@link #begin} would refuse, and records nothing.
     *
     * @throws RefusedException if the reason is too short or too long
     * @throws NotThereException as begin does
     * @throws com.didstock.tenancy.RightMissingException as begin does
     */
    public void check(Actor actor, ExistingStockOrder order) {
        var reason = order.reason();
        transactions.read(actor, context -> {
            require(context);
            if (reason != null) {
                requireWhole(context, reason.strip());
            }
            return reason;
        });
    }

    /**
     * Begins a file: takes a place, and records the reason if there is one. Close it to give the place back.
     *
     * @throws RefusedException if the reason is too short or too long, or too many are at it
     * @throws NotThereException if the tenant loads no stock itself, or gives a reason and is no operator
     * @throws com.didstock.tenancy.RightMissingException if the user may not upload or see money, or with a reason, administer
     */
    public ExistingStockFile begin(Actor actor, ExistingStockOrder order) {
        var owner = transactions.read(actor, context -> {
            require(context);
            return context.tenant().name();
        });
        var place = places.take(actor.tenantId());
        try {
            var look = order.reason() == null ? null : record(actor, order.reason());
            return new ExistingStockFile(actor, owner, order, this, look, place);
        } catch (RuntimeException refused) {
            place.close();
            throw refused;
        }
    }

    private UUID record(Actor actor, String reason) {
        var why = reason.strip();
        return transactions.write(actor, Right.ADMINISTER, context -> {
            requireWhole(context, why);
            context.begin(UUID.randomUUID(), "DOWNLOAD_CHAINS");
            return context.sql()
                    .select(function(
                            name("didstock", "record_stock_file"),
                            SQLDataType.UUID,
                            val(why),
                            val(context.now().atOffset(ZoneOffset.UTC))))
                    .fetchSingle()
                    .value1();
        });
    }

    private static void requireWhole(TenantContext context, String why) {
        context.require(Right.ADMINISTER);
        if (!isOperator(context)) {
            throw new NotThereException("the chains of the numbers");
        }
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw new RefusedException(DownloadRefusal.REASON_MISSING, SHORTEST_REASON, LONGEST_REASON);
        }
    }

    private static boolean isOperator(TenantContext context) {
        return context.tenant().kind() == TenantKind.OPERATOR;
    }

    private static void require(TenantContext context) {
        context.require(Right.UPLOAD);
        context.require(Right.SEE_MONEY);
        if (!context.tenant().ownVendors()) {
            throw new NotThereException("stock of its own");
        }
    }

    /** {@return the next lines in order of the number; none at the end} */
    List<StockLine> next(Actor actor, String after, @Nullable UUID look) {
        return transactions.read(actor, context -> {
            require(context);
            return context.sql()
                    .selectFrom(
                            STOCK_FILE.call(after, stretch, look, context.now().atOffset(ZoneOffset.UTC)))
                    .fetch(ExistingStockFiles::line);
        });
    }

    private static StockLine line(Record row) {
        return new StockLine(
                row.get(STOCK_FILE.NUMBER),
                row.get(STOCK_FILE.VENDOR_BATCH),
                row.get(STOCK_FILE.ACTIVATION_COST),
                row.get(STOCK_FILE.RECURRING_COST),
                row.get(STOCK_FILE.DESCRIPTION),
                instant(row.get(STOCK_FILE.RELEASED_AT)),
                row.get(STOCK_FILE.FREE_OF_CHARGE),
                row.get(STOCK_FILE.COUNTRY),
                row.get(STOCK_FILE.AREA),
                row.get(STOCK_FILE.DID_GROUP),
                row.get(STOCK_FILE.FROZEN),
                List.of(row.get(STOCK_FILE.HOLDER)),
                row.get(STOCK_FILE.PRICING_BATCH),
                row.get(STOCK_FILE.ACTIVATION_REVENUE),
                row.get(STOCK_FILE.RECURRING_REVENUE),
                row.get(STOCK_FILE.ACCOUNT),
                instant(row.get(STOCK_FILE.IN_USE_SINCE)),
                instant(row.get(STOCK_FILE.AGING_UNTIL)),
                row.get(STOCK_FILE.OBTAINED_AT).toInstant(),
                row.get(STOCK_FILE.STATUS));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
