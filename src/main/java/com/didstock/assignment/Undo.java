package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.ACTIVITY;
import static com.didstock.db.didstock.Tables.UNDO_REFUSALS;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes operations of the own tenant back, as far as nothing happened to their numbers since: each number is as it was
 * before, at the price it had. What changed hands can be taken back for {@value #HOURS} hours; a child that had numbers
 * unused for so short a time is credited the activation, and one that gets numbers back pays none.
 */
@Service
public class Undo {

    /** For so many hours what changed hands can be undone. */
    public static final int HOURS = 24;

    /** What history calls it. */
    public static final String NAME = "UNDO";

    private static final String TAKE = "TAKE";
    private static final String DRAW = "DRAW";
    private static final String TAKE_BACK = "TAKE_BACK";

    private static final Set<DidStatus> UNTOUCHED = EnumSet.of(DidStatus.FREE);

    private final TenantTransaction transactions;
    private final Holdings holdings;
    private final HoldingChains chains;

    Undo(TenantTransaction transactions, Holdings holdings, HoldingChains chains) {
        this.transactions = transactions;
        this.holdings = holdings;
        this.chains = chains;
    }

    /** {@return whether an operation of this name can be undone at all} */
    public static boolean isPossible(String operation) {
        return right(operation) != null;
    }

    /**
     * What undoing would put back. Changes nothing.
     *
     * @throws NotThereException if the tenant did no such operation
     * @throws OperationRefusedException if it can't be undone, or no longer
     * @throws com.didstock.tenancy.RightMissingException if the actor may not do the operation itself
     */
    public UndoPreview preview(Actor actor, UUID operation) {
        return transactions.read(actor, context -> look(context, operation));
    }

    /**
     * Puts back what can be. Asked again, it finds nothing more to put back.
     *
     * @throws com.didstock.tenancy.StockChangedException if others changed the numbers in this moment; nothing was done
     * @throws com.didstock.tenancy.LimitExceededException if whoever gets numbers back would exceed its limits
     */
    public UndoPreview apply(Actor actor, UUID operation) {
        return transactions.write(actor, Right.VIEW, context -> {
            var before = look(context, operation);
            chains.lockChains(context, before.numbers());
            var ways = ways(context, operation);
            var done = preview(operation, before.kind(), ways);
            if (!done.numbers().isEmpty()) {
                context.begin(UUID.randomUUID(), NAME);
                var numbers = new TreeMap<String, List<String>>();
                ways.forEach(way -> {
                    if (way.refusal() == null) {
                        numbers.computeIfAbsent(way.way(), _ -> new ArrayList<>())
                                .add(way.number());
                    }
                });
                numbers.forEach((way, those) -> {
                    if (before.kind().equals(TAKE_BACK)) {
                        chains.undoTakingBack(context, operation, those);
                    } else {
                        putBack(context, operation, way, those);
                    }
                });
            }
            return done;
        });
    }

    private void putBack(TenantContext context, UUID operation, String way, List<String> numbers) {
        var noAging = Collections.nCopies(numbers.size(), 0);
        switch (way) {
            case "OWN" -> holdings.undoOwn(context, operation, numbers);
            case "GIVEN" -> {
                chains.recall(context, numbers, noAging, UNTOUCHED);
                // A step of its own in the numbers' histories, which have one line for each.
                context.begin(UUID.randomUUID(), NAME);
                chains.reserveAgain(context, operation, numbers);
            }
            case "OPENED" -> chains.release(context, numbers, noAging, true, UNTOUCHED, Set.of());
            case "CLOSED" -> chains.undoClosing(context, operation, numbers);
            default -> throw new IllegalStateException(way);
        }
    }

    private UndoPreview look(TenantContext context, UUID operation) {
        var done = context.sql()
                .select(ACTIVITY.OPERATION, ACTIVITY.AT)
                .from(ACTIVITY)
                .where(context.owns(ACTIVITY.OPERATOR_ID, ACTIVITY.TENANT_ID))
                .and(ACTIVITY.OPERATION_ID.eq(operation))
                .and(ACTIVITY.BY_TENANT_ID.eq(context.actor().tenantId()))
                .orderBy(ACTIVITY.AT)
                .limit(1)
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("operation"));
        var kind = done.value1();
        var right = right(kind);
        if (right == null) {
            throw new OperationRefusedException(Reason.NOT_UNDOABLE);
        }
        context.require(right);
        if (changesHands(kind)
                && done.value2().toInstant().isBefore(context.now().minus(Duration.ofHours(HOURS)))) {
            throw new OperationRefusedException(Reason.UNDO_TOO_LATE, HOURS);
        }
        return preview(operation, kind, ways(context, operation));
    }

    private record Way(String number, String way, @Nullable String refusal) {}

    private static List<Way> ways(TenantContext context, UUID operation) {
        var ways = UNDO_REFUSALS.call(operation);
        return context.sql()
                .selectFrom(ways)
                .orderBy(ways.NUMBER)
                .fetch(row -> new Way(row.get(ways.NUMBER), row.get(ways.WAY), row.get(ways.REFUSAL)));
    }

    private static UndoPreview preview(UUID operation, String kind, List<Way> ways) {
        var numbers = new ArrayList<String>();
        Map<UndoRefusal, List<String>> skipped = new EnumMap<>(UndoRefusal.class);
        for (var way : ways) {
            if (way.refusal() == null) {
                numbers.add(way.number());
            } else {
                skipped.computeIfAbsent(UndoRefusal.valueOf(way.refusal()), _ -> new ArrayList<>())
                        .add(way.number());
            }
        }
        return new UndoPreview(operation, kind, numbers, skipped);
    }

    /** {@return whether an operation of this name gives numbers to somebody else} */
    public static boolean changesHands(String kind) {
        return switch (kind) {
            case "GIVE", TAKE, DRAW, TAKE_BACK, "RECALL", "RELEASE_TO_POOL", "RETURN" -> true;
            default -> false;
        };
    }

    private static @Nullable Right right(String kind) {
        return switch (kind) {
            case "ASSIGN_TO_PRICING_BATCH", "UNASSIGN_FROM_PRICING_BATCH" -> Right.PRICE;
            case "ASSIGN_TO_GROUP", "REMOVE_FROM_GROUP", "SET_DESCRIPTION" -> Right.LABEL;
            case "FREEZE", "UNFREEZE" -> Right.HOLD;
            case "GIVE", "RECALL" -> Right.ASSIGN;
            case TAKE, DRAW, TAKE_BACK -> Right.TAKE;
            case "RELEASE_TO_POOL", "RETURN" -> Right.RELEASE;
            default -> null;
        };
    }
}
