package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ACCOUNT_NUMBER;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.assignment.AccountUse;
import com.didstock.assignment.Refusal;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has accounts use many numbers at once, and stop: the same as {@link AccountNumbers} does to single ones, inside the
 * caller's transaction and as part of its operation. Accounts are those of the acting customer, or of the customers
 * directly below the acting tenant.
 */
@Component
class BulkAccountUse implements AccountUse {

    private final NumberUse use;

    BulkAccountUse(NumberUse use) {
        this.use = use;
    }

    @Override
    public Aim lock(TenantContext context, int account) {
        return context.sql()
                .select(ACCOUNT.ID, ACCOUNT.ACCOUNT_ID, TENANT.NAME, ACCOUNT.VERSION, ACCOUNT.TENANT_ID)
                .from(ACCOUNT)
                .join(TENANT)
                .on(TENANT.OPERATOR_ID.eq(ACCOUNT.OPERATOR_ID), TENANT.TENANT_ID.eq(ACCOUNT.TENANT_ID))
                .where(ACCOUNT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(isServed(context))
                .and(ACCOUNT.ID.eq(account))
                .forUpdate()
                .of(ACCOUNT)
                .fetchOptional(row -> new Aim(
                        row.value1(),
                        row.value5() == context.actor().tenantId() ? row.value2() : row.value3() + "/" + row.value2(),
                        row.value4(),
                        row.value5()))
                .orElseThrow(() -> new NotThereException("account"));
    }

    private static Condition isServed(TenantContext context) {
        var me = context.actor().tenantId();
        return TENANT.TENANT_ID.eq(me).or(TENANT.PARENT_ID.eq(me));
    }

    // ------------------------------------------------------------------------------------------- beginning

    @Override
    public Map<String, Refusal> beginRefusals(TenantContext context, Aim account, List<String> numbers) {
        var refusals = new TreeMap<String, Refusal>();
        use.sources(ServedCustomer.of(context, account.customer()), numbers).forEach((number, source) -> {
            switch (source) {
                case NumberUse.Source.Refused(var why) -> refusals.put(number, refusal(why));
                case NumberUse.Source.NotHeld() -> refusals.put(number, Refusal.NOT_THERE);
                case NumberUse.Source.Held _, NumberUse.Source.FromParent _ -> {}
            }
        });
        return refusals;
    }

    @Override
    public void begin(TenantContext context, Aim account, List<String> numbers) {
        var customer = ServedCustomer.of(context, account.customer());
        use.start(customer, account.id(), use.usable(customer, numbers), NumberRole.ALIAS, context.now());
    }

    private static Refusal refusal(AccountRefusal why) {
        return switch (why) {
            case NUMBER_IN_USE -> Refusal.IN_USE;
            case WITH_ANOTHER -> Refusal.WITH_CHILD;
            case NOT_HELD -> Refusal.NOT_THERE;
            default -> Refusal.valueOf(why.name());
        };
    }

    // ------------------------------------------------------------------------------------------- moving

    @Override
    public Map<String, Refusal> moveRefusals(TenantContext context, Aim account, List<String> numbers) {
        var used = used(context, numbers);
        var refusals = new TreeMap<String, Refusal>();
        for (var number : numbers) {
            var by = used.get(number);
            if (by == null || by.customer() != account.customer()) {
                refusals.put(number, Refusal.USED_BY_OTHERS);
            } else if (by.account() == account.id()) {
                refusals.put(number, Refusal.ALREADY_DONE);
            } else if (by.role() == NumberRole.ID) {
                refusals.put(number, Refusal.IS_THE_ID);
            }
        }
        return refusals;
    }

    @Override
    public void move(TenantContext context, Aim account, List<String> numbers) {
        use.move(
                ServedCustomer.of(context, account.customer()),
                null,
                account.id(),
                List.copyOf(numbers),
                NumberRole.ALIAS);
    }

    // ------------------------------------------------------------------------------------------- ending

    @Override
    public Map<String, Refusal> endRefusals(TenantContext context, List<String> numbers) {
        var used = used(context, numbers);
        var refusals = new TreeMap<String, Refusal>();
        for (var number : numbers) {
            var by = used.get(number);
            if (by == null) {
                refusals.put(number, Refusal.USED_BY_OTHERS);
            } else if (by.role() == NumberRole.ID) {
                refusals.put(number, Refusal.IS_THE_ID);
            }
        }
        return refusals;
    }

    @Override
    public void requireChoice(TenantContext context, @Nullable AfterUse then) {
        Accounts.requireRightFor(context, then);
        if (then == AfterUse.RELEASE_TO_POOL && context.tenant().kind() == TenantKind.CUSTOMER) {
            use.requireChoice(ServedCustomer.of(context, context.actor().tenantId()), then);
        }
    }

    @Override
    public Set<String> leaving(TenantContext context, List<String> numbers, @Nullable AfterUse then) {
        var customers = new HashMap<Integer, ServedCustomer>();
        var leaving = new TreeSet<String>();
        used(context, numbers).forEach((number, by) -> {
            var choice = then != null
                    ? then
                    : customers
                            .computeIfAbsent(by.customer(), id -> ServedCustomer.of(context, id))
                            .afterUse();
            if (choice != AfterUse.KEEP && (choice != AfterUse.BY_ORIGIN || by.provisioned())) {
                leaving.add(number);
            }
        });
        return leaving;
    }

    @Override
    public void end(TenantContext context, List<String> numbers, @Nullable AfterUse then) {
        requireChoice(context, then);
        var byCustomer = used(context, numbers).entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().customer(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(ArrayList::new))));
        byCustomer.forEach((customer, theirs) -> use.stop(ServedCustomer.of(context, customer), null, theirs, then));
    }

    /** By what a number is used. */
    private record Used(String number, int customer, int account, NumberRole role, boolean provisioned) {}

    /** Those of these numbers that accounts of the acting customer, or of customers directly below, use. */
    private static Map<String, Used> used(TenantContext context, List<String> numbers) {
        var used = new LinkedHashMap<String, Used>();
        context.sql()
                .select(
                        ACCOUNT_NUMBER.NUMBER,
                        ACCOUNT_NUMBER.TENANT_ID,
                        ACCOUNT_NUMBER.ACCOUNT_ID,
                        ACCOUNT_NUMBER.ROLE.convertFrom(role -> NumberRole.valueOf(role.name())),
                        ACCOUNT_NUMBER.PROVISIONED)
                .from(ACCOUNT_NUMBER)
                .join(TENANT)
                .on(TENANT.OPERATOR_ID.eq(ACCOUNT_NUMBER.OPERATOR_ID), TENANT.TENANT_ID.eq(ACCOUNT_NUMBER.TENANT_ID))
                .where(ACCOUNT_NUMBER.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(isServed(context))
                .and(ACCOUNT_NUMBER.NUMBER.eq(DSL.any(numbers.toArray(String[]::new))))
                .orderBy(ACCOUNT_NUMBER.NUMBER)
                .fetch(Records.mapping(Used::new))
                .forEach(it -> used.put(it.number(), it));
        return used;
    }
}
