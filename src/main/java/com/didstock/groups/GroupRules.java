package com.didstock.groups;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.GROUP_RULE;

import com.didstock.numbering.NumberClass;
import com.didstock.numbering.NumberType;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A tenant's rules that put numbers into groups: in order, the first that fits. Applied to numbers that an upload brings
 * in without naming a group, and on demand to what is in stock.
 */
@Service
public class GroupRules {

    /** A tenant has so many rules at most. */
    public static final int MOST = 200;

    private static final int CHUNK = 10_000;
    private static final int MOST_PREVIEWED = 200_000;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final TenantTransaction transactions;

    GroupRules(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** The tenant's rules in order. */
    public List<GroupRule> list(Actor actor) {
        return transactions.read(actor, GroupRules::all);
    }

    /**
     * Sets the tenant's rules, instead of all there were.
     *
     * @param seen the rules on which the change is based; null if it is based on none
     * @param wanted in order
     * @throws RefusedException if a rule can't be
     * @throws ChangedMeanwhileException if they are no longer those that were seen
     * @throws NotThereException if the tenant has no such group
     */
    public List<GroupRule> set(Actor actor, @Nullable List<GroupRule> seen, List<GroupRule> wanted) {
        DidGroups.refuse(wanted.size() > MOST, GroupRefusal.TOO_MANY_RULES, MOST);
        var checked = wanted.stream().map(GroupRules::checked).toList();
        return transactions.write(actor, Right.LABEL, context -> {
            lockGroups(context, checked);
            if (seen != null && !all(context).equals(seen)) {
                throw new ChangedMeanwhileException("rules");
            }
            context.sql().deleteFrom(GROUP_RULE).where(owned(context)).execute();
            var insert = context.sql()
                    .insertInto(
                            GROUP_RULE,
                            GROUP_RULE.OPERATOR_ID,
                            GROUP_RULE.TENANT_ID,
                            GROUP_RULE.POSITION,
                            GROUP_RULE.GROUP_ID,
                            GROUP_RULE.PREFIX,
                            GROUP_RULE.COUNTRY,
                            GROUP_RULE.NUMBER_TYPE,
                            GROUP_RULE.NUMBER_CLASS);
            for (int position = 0; position < checked.size(); position++) {
                var rule = checked.get(position);
                insert = insert.values(
                        context.actor().operatorId(),
                        context.actor().tenantId(),
                        position,
                        rule.groupId(),
                        rule.prefix(),
                        rule.country(),
                        rule.numberType() == null ? null : rule.numberType().name(),
                        rule.numberClass() == null ? null : rule.numberClass().name());
            }
            if (!checked.isEmpty()) {
                insert.execute();
            }
            return all(context);
        });
    }

    private static GroupRule checked(GroupRule rule) {
        var prefix = said(rule.prefix());
        var country = said(rule.country());
        if (prefix != null) {
            prefix = prefix.replaceAll("[\\s+().-]", "");
            DidGroups.refuse(!prefix.matches("[0-9]{1,15}"), GroupRefusal.PREFIX_NOT_DIGITS);
        }
        if (country != null) {
            country = country.toUpperCase(Locale.ROOT);
            DidGroups.refuse(!COUNTRIES.contains(country), GroupRefusal.COUNTRY_UNKNOWN, country);
        }
        DidGroups.refuse(
                prefix == null && country == null && rule.numberType() == null && rule.numberClass() == null,
                GroupRefusal.RULE_SAYS_NOTHING);
        return new GroupRule(rule.groupId(), prefix, country, rule.numberType(), rule.numberClass());
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** All of the tenant's groups: two who set rules follow each other, and none goes meanwhile. */
    private static void lockGroups(TenantContext context, List<GroupRule> rules) {
        var there = new HashSet<>(context.sql()
                .select(DID_GROUP.ID)
                .from(DID_GROUP)
                .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                .orderBy(DID_GROUP.ID)
                .forNoKeyUpdate()
                .fetch(DID_GROUP.ID));
        if (!rules.stream().allMatch(rule -> there.contains(rule.groupId()))) {
            throw new NotThereException("DID group");
        }
    }

    // ------------------------------------------------------------------------------------------- on demand

    /**
     * What applying the rules to the stock would do. Looks at the first {@value #MOST_PREVIEWED} numbers.
     *
     * @return counts; nothing is changed
     */
    public GroupRulePreview preview(Actor actor) {
        long unlabelled = 0;
        long others = 0;
        int seen = 0;
        String after = null;
        while (seen < MOST_PREVIEWED) {
            var from = after;
            var stretch = transactions.read(actor, context -> look(context, from));
            unlabelled += stretch.unlabelled();
            others += stretch.others();
            seen += stretch.size();
            after = stretch.last();
            if (stretch.size() < CHUNK) {
                return new GroupRulePreview(unlabelled, others, true);
            }
        }
        return new GroupRulePreview(unlabelled, others, false);
    }

    private record Stretch(int size, @Nullable String last, long unlabelled, long others) {}

    private static Stretch look(TenantContext context, @Nullable String after) {
        var h = DID_HOLDING;
        var seen = context.sql()
                .select(h.NUMBER, h.GROUP_ID, groupOfHolding(context).as("target"))
                .from(h)
                .where(context.ownsHolding())
                .and(after == null ? DSL.noCondition() : h.NUMBER.gt(after))
                .orderBy(h.NUMBER)
                .limit(CHUNK)
                .asTable("seen");
        var target = seen.field("target", Integer.class);
        var group = seen.field(h.GROUP_ID);
        return context.sql()
                .select(
                        DSL.count(),
                        DSL.max(seen.field(h.NUMBER)),
                        DSL.count().filterWhere(target.isNotNull().and(group.isNull())),
                        DSL.count().filterWhere(target.isNotNull().and(group.ne(target))))
                .from(seen)
                .fetchSingle(row -> new Stretch(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /**
     * Puts the numbers in stock into the groups that the rules say, as one operation in stretches of {@value #CHUNK}.
     *
     * @param relabel whether also numbers that are in another group
     * @return how many numbers were put into a group
     */
    public long apply(Actor actor, boolean relabel) {
        var operation = UUID.randomUUID();
        long changed = 0;
        String after = null;
        while (true) {
            var from = after;
            var stretch = transactions.write(actor, Right.LABEL, context -> {
                context.begin(operation, "ASSIGN_TO_GROUP");
                return label(context, from, relabel);
            });
            changed += stretch.unlabelled();
            after = stretch.last();
            if (stretch.size() < CHUNK) {
                return changed;
            }
        }
    }

    private static Stretch label(TenantContext context, @Nullable String after, boolean relabel) {
        var h = DID_HOLDING;
        holdGroups(context);
        var seen = context.sql()
                .select(h.NUMBER, h.GROUP_ID, groupOfHolding(context))
                .from(h)
                .where(context.ownsHolding())
                .and(after == null ? DSL.noCondition() : h.NUMBER.gt(after))
                .orderBy(h.NUMBER)
                .limit(CHUNK)
                .forUpdate()
                .fetch();
        var wrong = seen.stream()
                .filter(row -> row.value3() != null
                        && (row.value2() == null || (relabel && !row.value2().equals(row.value3()))))
                .toList();
        if (!wrong.isEmpty()) {
            var numbers = wrong.stream().map(Record3::value1).toArray(String[]::new);
            var targets = wrong.stream().map(Record3::value3).toArray(Integer[]::new);
            put(context, numbers, targets);
        }
        return new Stretch(seen.size(), seen.isEmpty() ? null : seen.getLast().value1(), wrong.size(), 0);
    }

    private static void put(TenantContext context, String[] numbers, Integer[] targets) {
        var h = DID_HOLDING;
        var chosen = DSL.table("unnest({0}, {1})", DSL.val(numbers), DSL.val(targets))
                .as("chosen", "number", "target");
        context.sql()
                .update(h)
                .set(h.GROUP_ID, DSL.field(DSL.name("chosen", "target"), SQLDataType.INTEGER))
                .set(h.VERSION, h.VERSION.plus(1))
                .from(chosen)
                .where(context.ownsHolding())
                .and(h.NUMBER.eq(DSL.field(DSL.name("chosen", "number"), SQLDataType.VARCHAR)))
                .execute();
    }

    // ------------------------------------------------------------------------------------------- for others

    /** {@return whether the tenant has rules at all} The groups they name stay until the transaction ends. */
    public static boolean holdGroups(TenantContext context) {
        return !context.sql()
                .select(DID_GROUP.ID)
                .from(DID_GROUP)
                .where(context.owns(DID_GROUP.OPERATOR_ID, DID_GROUP.TENANT_ID))
                .and(DID_GROUP.ID.in(context.sql()
                        .select(GROUP_RULE.GROUP_ID)
                        .from(GROUP_RULE)
                        .where(owned(context))))
                .orderBy(DID_GROUP.ID)
                .forKeyShare()
                .fetch()
                .isEmpty();
    }

    /**
     * The group into which the tenant's rules put a number, as part of a statement; null if none fits.
     *
     * @param number digits
     */
    public static Field<@Nullable Integer> groupOf(
            TenantContext context,
            Field<String> number,
            Field<String> country,
            Field<String> type,
            Field<String> grade) {
        var r = GROUP_RULE.as("rule");
        return DSL.field(DSL.select(r.GROUP_ID)
                .from(r)
                .where(context.owns(r.OPERATOR_ID, r.TENANT_ID))
                .and(r.PREFIX.isNull().or(DSL.condition("starts_with({0}, {1})", number, r.PREFIX)))
                .and(r.COUNTRY.isNull().or(r.COUNTRY.eq(country)))
                .and(r.NUMBER_TYPE.isNull().or(r.NUMBER_TYPE.eq(type)))
                .and(r.NUMBER_CLASS.isNull().or(r.NUMBER_CLASS.eq(grade)))
                .orderBy(r.POSITION)
                .limit(1));
    }

    private static Field<@Nullable Integer> groupOfHolding(TenantContext context) {
        var h = DID_HOLDING;
        return groupOf(context, h.NUMBER, h.COUNTRY, h.NUMBER_TYPE, h.NUMBER_CLASS);
    }

    private static List<GroupRule> all(TenantContext context) {
        return context.sql()
                .select(
                        GROUP_RULE.GROUP_ID,
                        GROUP_RULE.PREFIX,
                        GROUP_RULE.COUNTRY,
                        GROUP_RULE.NUMBER_TYPE,
                        GROUP_RULE.NUMBER_CLASS)
                .from(GROUP_RULE)
                .where(owned(context))
                .orderBy(GROUP_RULE.POSITION)
                .fetch(row -> new GroupRule(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4() == null ? null : NumberType.valueOf(row.value4()),
                        row.value5() == null ? null : NumberClass.valueOf(row.value5())));
    }

    private static Condition owned(TenantContext context) {
        return context.owns(GROUP_RULE.OPERATOR_ID, GROUP_RULE.TENANT_ID);
    }
}
