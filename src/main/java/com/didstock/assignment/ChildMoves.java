package com.didstock.assignment;

import static com.didstock.db.didstock.Tables.CHILD_MOVE;
import static com.didstock.db.didstock.Tables.CHILD_MOVE_MONEY;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.assignment.OperationRefusedException.Reason;
import com.didstock.db.didstock.enums.TenantStatus;
import com.didstock.inventory.Named;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Moving a reseller or customer, with all below it, to another parent: its numbers stay with it at its price, and those
 * in use stay in use. Both parents are the tenant that moves it, or direct children of that one.
 *
 * <p>It takes effect at once or on the day it is planned for: who supplied it until then pays until the day before, who does from then on pays from that day. The
 * batches assigned to it were those of its old parent and are assigned no longer; what was reserved for it there is free.
 */
@Service
public class ChildMoves {

    private final TenantTransaction transactions;
    private final Calendar calendar;
    private final PlanLog plans;

    ChildMoves(TenantTransaction transactions, Calendar calendar, PlanLog plans) {
        this.transactions = transactions;
        this.calendar = calendar;
        this.plans = plans;
    }

    /**
     * The children of a tenant that may be named one by one, by name: the actor's own, or for an operator those of any
     * tenant. Others are moved all together.
     */
    public List<Named> nameable(Actor actor, int from) {
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(TENANT.TENANT_ID, TENANT.NAME)
                        .from(TENANT)
                        .where(TENANT.OPERATOR_ID.eq(actor.operatorId()))
                        .and(TENANT.PARENT_ID.eq(from))
                        .and(TENANT.STATUS.ne(TenantStatus.CLOSED))
                        .orderBy(DSL.lower(TENANT.NAME), TENANT.TENANT_ID)
                        .fetch(Records.mapping(Named::new)));
    }

    /** {@return the day it is where the operator is} */
    public LocalDate today(Actor actor) {
        return transactions.read(actor, calendar::today);
    }

    /**
     * What a move would do. Changes nothing.
     *
     * @throws com.didstock.tenancy.RefusedException if it can't be so; see {@link ChildMoveRefusal}
     * @throws NotThereException if the actor has no such children, or nothing is there to move
     * @throws com.didstock.tenancy.RightMissingException if the actor may not do this
     */
    public ChildMovePreview preview(Actor actor, ChildMove move) {
        return transactions.write(actor, Right.ADMINISTER, context -> look(context, move));
    }

    /**
     * Does what was previewed, all or nothing.
     *
     * @throws OperationRefusedException if it would now do something else than the preview says
     * @throws com.didstock.tenancy.LimitExceededException if the new parent would exceed its limits
     * @throws com.didstock.tenancy.StockChangedException if others changed the numbers in this moment
     */
    public void apply(Actor actor, ChildMovePreview preview) {
        apply(actor, preview, null);
    }

    /**
     * Does what was previewed, as {@link #apply(Actor, ChildMovePreview)} does, or plans it for a day to come: then the
     * children are moved on that day, as the user who planned it, at the prices of that day.
     *
     * @param day in the operator's time zone; null: today
     * @return the plan; empty: it is done
     * @throws OperationRefusedException if the day is over or too far ahead, or if it would now do something else than
     *     the preview says
     */
    public Optional<UUID> apply(Actor actor, ChildMovePreview preview, @Nullable LocalDate day) {
        return transactions.write(actor, Right.ADMINISTER, context -> {
            calendar.checkEffective(context, day);
            if (!look(context, preview.move()).equals(preview)) {
                throw new OperationRefusedException(Reason.PRICE_CHANGED);
            }
            if (day != null && calendar.isAhead(context, day)) {
                var due = Calendar.startOf(day, calendar.zone(context));
                return Optional.of(plans.planMove(context, preview, day, due));
            }
            move(context, UUID.randomUUID(), preview.move());
            return Optional.empty();
        });
    }

    /** Does what was planned, if it is still possible. */
    void carryOut(TenantContext context, UUID operation, ChildMove move) {
        var now = look(context, move);
        move(context, operation, move);
        plans.moved(context, operation, now.numbers());
    }

    private static void move(TenantContext context, UUID operation, ChildMove move) {
        context.begin(operation, OperationKind.TRANSFER.name());
        context.sql()
                .select(DSL.function(
                        DSL.name("didstock", "move_children"),
                        SQLDataType.BIGINT,
                        DSL.val(move.from()),
                        DSL.val(move.child(), SQLDataType.INTEGER),
                        DSL.val(move.to()),
                        DSL.val(move.pricingBatch(), SQLDataType.INTEGER),
                        DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                .fetch();
    }

    private static ChildMovePreview look(TenantContext context, ChildMove move) {
        context.require(Right.ASSIGN);
        var target = CHILD_MOVE.call(move.from(), move.child(), move.to(), move.pricingBatch());
        var row = context.sql()
                .selectFrom(target)
                .fetchOptional()
                .orElseThrow(() -> new NotThereException("customer or reseller"));
        int numbers = row.get(target.NUMBERS);
        ChildMoveRefusal.NAME_TAKEN.when(
                row.get(target.NAME_TAKEN) != null, Objects.requireNonNullElse(row.get(target.NAME_TAKEN), ""));
        ChildMoveRefusal.TOO_DEEP.when(row.get(target.TOO_DEEP));
        ChildMoveRefusal.TOO_MANY.when(numbers > Selection.MAX_SIZE, Selection.MAX_SIZE);
        ChildMoveRefusal.LOADED_THERE.when(row.get(target.LOADED_THERE) > 0, row.get(target.LOADED_THERE));
        ChildMoveRefusal.BATCH_DOES_NOT_FIT.when(row.get(target.UNPRICED) > 0, row.get(target.UNPRICED));
        var sums = CHILD_MOVE_MONEY.call(move.from(), move.child(), move.to(), move.pricingBatch());
        return new ChildMovePreview(
                move,
                row.get(target.CHILDREN),
                numbers,
                row.get(target.IN_USE),
                context.rights().contains(Right.SEE_MONEY)
                        ? context.sql()
                                .select(sums.CURRENCY, sums.BEFORE_MONTHLY, sums.AFTER_MONTHLY, sums.ACTIVATION)
                                .from(sums)
                                .fetch(Records.mapping(ChildMovePreview.Money::new))
                        : null);
    }
}
