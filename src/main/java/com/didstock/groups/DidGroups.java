package com.didstock.groups;

import static com.didstock.db.didstock.Tables.ASSIGNED_BATCH;
import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.GROUP_RULE;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.HeldNumbers;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Records;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A tenant's DID groups. */
@Service
public class DidGroups {

    static final int MOST_NUMBERS = 10_000;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_DESCRIPTION = 500;

    private final TenantTransaction transactions;

    DidGroups(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The tenant's groups by name, with their counts.
     *
     * @param search part of a name or description, in any case; blank for all
     */
    public List<DidGroupRow> list(Actor actor, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        return transactions.read(actor, context -> {
            var numbers = HeldNumbers.count(context, HeldNumbers.By.GROUP);
            return select(context, DSL.noCondition()).stream()
                    .filter(group -> group.name().toLowerCase(Locale.ROOT).contains(wanted)
                            || group.description().toLowerCase(Locale.ROOT).contains(wanted))
                    .map(group -> new DidGroupRow(group, numbers.getOrDefault(group.id(), HeldNumbers.NOTHING)))
                    .toList();
        });
    }

    /**
     * @throws NotThereException if the tenant has no such group
     */
    public DidGroup find(Actor actor, int id) {
        return transactions.read(
                actor,
                context -> select(context, DID_GROUP.ID.eq(id)).stream()
                        .findFirst()
                        .orElseThrow(() -> new NotThereException("DID group")));
    }

    /** {@return the tenant's group of this name, in whatever case} */
    public Optional<DidGroup> findByName(Actor actor, String name) {
        return transactions.read(
                actor,
                context -> select(context, DSL.lower(DID_GROUP.NAME).eq(DSL.lower(name.strip()))).stream()
                        .findFirst());
    }

    /**
     * @throws RefusedException if the name won't do
     */
    public DidGroup create(Actor actor, String name, String description) {
        var checkedName = checkedName(name);
        var checkedDescription = checkedDescription(description);
        return transactions.write(actor, Right.LABEL, context -> {
            try {
                return context.sql()
                        .insertInto(DID_GROUP)
                        .set(DID_GROUP.OPERATOR_ID, context.actor().operatorId())
                        .set(DID_GROUP.TENANT_ID, context.actor().tenantId())
                        .set(DID_GROUP.NAME, checkedName)
                        .set(DID_GROUP.DESCRIPTION, checkedDescription)
                        .returningResult(DID_GROUP.ID, DID_GROUP.VERSION, DID_GROUP.NAME, DID_GROUP.DESCRIPTION)
                        .fetchSingle(Records.mapping(DidGroup::new));
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Changes name and description; the numbers keep the label.
     *
     * @param version the one that was read
     * @throws RefusedException if the name won't do
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if the tenant has no such group
     */
    public DidGroup update(Actor actor, int id, int version, String name, String description) {
        var checkedName = checkedName(name);
        var checkedDescription = checkedDescription(description);
        return transactions.write(actor, Right.LABEL, context -> {
            lock(context, id);
            try {
                return context.sql()
                        .update(DID_GROUP)
                        .set(DID_GROUP.NAME, checkedName)
                        .set(DID_GROUP.DESCRIPTION, checkedDescription)
                        .set(DID_GROUP.VERSION, DID_GROUP.VERSION.plus(1))
                        .where(owned(context))
                        .and(DID_GROUP.ID.eq(id))
                        .and(DID_GROUP.VERSION.eq(version))
                        .returningResult(DID_GROUP.ID, DID_GROUP.VERSION, DID_GROUP.NAME, DID_GROUP.DESCRIPTION)
                        .fetchOptional(Records.mapping(DidGroup::new))
                        .orElseThrow(() -> new ChangedMeanwhileException("DID group"));
            } catch (IntegrityConstraintViolationException violated) {
                throw explained(violated);
            }
        });
    }

    /**
     * Deletes a group; its numbers lose the label. More than {@value #MOST_NUMBERS} do so in several transactions: stopped
     * on the way, it goes on when it is asked for again.
     *
     * @return how many numbers lost it
     * @throws RefusedException if it limits what a child may take
     * @throws NotThereException if the tenant has no such group
     */
    public int delete(Actor actor, int id) {
        return empty(actor, id, null);
    }

    /**
     * Moves a group's numbers and rules into another one and deletes it. In several transactions like {@link #delete}.
     *
     * @return how many numbers were moved
     * @throws RefusedException if it is the same group, or limits what a child may take
     * @throws NotThereException if the tenant has not both of them
     */
    public int merge(Actor actor, int id, int into) {
        return empty(actor, id, into);
    }

    private int empty(Actor actor, int id, @Nullable Integer into) {
        var operation = UUID.randomUUID();
        int moved = 0;
        while (true) {
            int stretch = transactions.write(actor, Right.LABEL, context -> next(context, operation, id, into));
            moved += stretch;
            if (stretch < MOST_NUMBERS) {
                return moved;
            }
        }
    }

    /** Moves the next numbers; with the last of them the group goes. */
    private static int next(TenantContext context, UUID operation, int id, @Nullable Integer into) {
        lockBoth(context, id, into);
        var limited = childLimitedBy(context, id);
        refuse(limited != null, GroupRefusal.LIMITS_A_CHILD, String.valueOf(limited));
        var numbers = lockNumbers(context, id);
        if (numbers.length > 0) {
            context.begin(operation, into == null ? "REMOVE_FROM_GROUP" : "ASSIGN_TO_GROUP");
            relabel(context, id, into, numbers);
        }
        if (numbers.length < MOST_NUMBERS) {
            if (into != null) {
                moveRules(context, id, into);
            }
            context.sql()
                    .deleteFrom(DID_GROUP)
                    .where(owned(context))
                    .and(DID_GROUP.ID.eq(id))
                    .execute();
        }
        return numbers.length;
    }

    /** In one order, so that two who merge there and back wait for each other. */
    private static void lockBoth(TenantContext context, int id, @Nullable Integer into) {
        if (into == null) {
            lock(context, id);
            return;
        }
        lock(context, Math.min(id, into));
        lock(context, Math.max(id, into));
        refuse(id == into, GroupRefusal.SAME_GROUP);
    }

    /** In number order, as everybody locks numbers. */
    private static String[] lockNumbers(TenantContext context, int id) {
        return context.sql()
                .select(DID_HOLDING.NUMBER)
                .from(DID_HOLDING)
                .where(context.ownsHolding())
                .and(DID_HOLDING.GROUP_ID.eq(id))
                .orderBy(DID_HOLDING.NUMBER)
                .limit(MOST_NUMBERS)
                .forUpdate()
                .fetchArray(DID_HOLDING.NUMBER);
    }

    private static void relabel(TenantContext context, int id, @Nullable Integer into, String[] numbers) {
        context.sql()
                .update(DID_HOLDING)
                .set(DID_HOLDING.GROUP_ID, into)
                .set(DID_HOLDING.VERSION, DID_HOLDING.VERSION.plus(1))
                .where(context.ownsHolding())
                .and(DID_HOLDING.GROUP_ID.eq(id))
                .and(DID_HOLDING.NUMBER.eq(DSL.any(DSL.val(numbers, SQLDataType.VARCHAR.array()))))
                .execute();
    }

    private static void moveRules(TenantContext context, int id, int into) {
        context.sql()
                .update(GROUP_RULE)
                .set(GROUP_RULE.GROUP_ID, into)
                .where(context.owns(GROUP_RULE.OPERATOR_ID, GROUP_RULE.TENANT_ID))
                .and(GROUP_RULE.GROUP_ID.eq(id))
                .execute();
    }

    private static void lock(TenantContext context, int id) {
        var found = context.sql()
                .select(DID_GROUP.ID)
                .from(DID_GROUP)
                .where(owned(context))
                .and(DID_GROUP.ID.eq(id))
                .forUpdate()
                .fetchOne();
        if (found == null) {
            throw new NotThereException("DID group");
        }
    }

    private static @Nullable String childLimitedBy(TenantContext context, int id) {
        return context.sql()
                .select(TENANT.NAME)
                .from(ASSIGNED_BATCH)
                .join(TENANT)
                .on(
                        TENANT.OPERATOR_ID.eq(ASSIGNED_BATCH.OPERATOR_ID),
                        TENANT.PARENT_ID.eq(ASSIGNED_BATCH.TENANT_ID),
                        TENANT.TENANT_ID.eq(ASSIGNED_BATCH.CHILD_ID))
                .where(context.owns(ASSIGNED_BATCH.OPERATOR_ID, ASSIGNED_BATCH.TENANT_ID))
                .and(DSL.val(id).eq(DSL.any(ASSIGNED_BATCH.GROUP_IDS)))
                .orderBy(DSL.lower(TENANT.NAME))
                .limit(1)
                .fetchOne(TENANT.NAME);
    }

    private static List<DidGroup> select(TenantContext context, Condition which) {
        return context.sql()
                .select(DID_GROUP.ID, DID_GROUP.VERSION, DID_GROUP.NAME, DID_GROUP.DESCRIPTION)
                .from(DID_GROUP)
                .where(owned(context))
                .and(which)
                .orderBy(DSL.lower(DID_GROUP.NAME), DID_GROUP.ID)
                .fetch(Records.mapping(DidGroup::new));
    }

    private static Condition owned(TenantContext context) {
        return context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID);
    }

    private static String checkedName(String name) {
        var checked = name.strip();
        refuse(checked.isEmpty(), GroupRefusal.NAME_MISSING);
        refuse(checked.length() > LONGEST_NAME, GroupRefusal.NAME_TOO_LONG, LONGEST_NAME);
        return checked;
    }

    private static String checkedDescription(String description) {
        var checked = description.strip();
        refuse(checked.length() > LONGEST_DESCRIPTION, GroupRefusal.DESCRIPTION_TOO_LONG, LONGEST_DESCRIPTION);
        return checked;
    }

    static void refuse(boolean wrong, GroupRefusal reason, Object... arguments) {
        if (wrong) {
            throw new RefusedException(reason, arguments);
        }
    }

    private static RuntimeException explained(IntegrityConstraintViolationException violated) {
        return String.valueOf(violated.getMessage()).contains("did_group_name_uk")
                ? new RefusedException(GroupRefusal.NAME_TAKEN)
                : violated;
    }
}
