package com.didstock.history;

import static com.didstock.db.didstock.Tables.ACCOUNT_CHANGE;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.AccountNumberRole;
import com.didstock.history.Difference.Property;
import com.didstock.tenancy.TenantContext;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What happened to the accounts of the reader and of its direct customers, as it is stored. */
final class AccountChanges {

    private AccountChanges() {}

    /** The ownership predicate: accounts are known to their customer and to the tenant directly above it. */
    static Condition known(TenantContext context) {
        var me = context.actor();
        return ACCOUNT_CHANGE
                .OPERATOR_ID
                .eq(me.operatorId())
                .and(ACCOUNT_CHANGE
                        .TENANT_ID
                        .eq(me.tenantId())
                        .or(ACCOUNT_CHANGE.TENANT_ID.in(DSL.select(TENANT.TENANT_ID)
                                .from(TENANT)
                                .where(TENANT.OPERATOR_ID.eq(me.operatorId()))
                                .and(TENANT.PARENT_ID.eq(me.tenantId())))));
    }

    /** {@return the changes of which account uses a number, newest first} */
    static Result<? extends Record> ofNumbers(TenantContext context, Condition which, int limit) {
        return context.sql()
                .select(ACCOUNT_CHANGE.fields())
                .from(ACCOUNT_CHANGE)
                .where(known(context))
                .and(ACCOUNT_CHANGE.NUMBER.isNotNull())
                .and(which)
                .orderBy(ACCOUNT_CHANGE.AT.desc(), ACCOUNT_CHANGE.NUMBER, ACCOUNT_CHANGE.ID.desc())
                .limit(limit)
                .fetch();
    }

    static Difference difference(Record row) {
        return new Difference(
                Property.ACCOUNT,
                usedBy(row, ACCOUNT_CHANGE.BEFORE_ACCOUNT, ACCOUNT_CHANGE.BEFORE_ROLE),
                usedBy(row, ACCOUNT_CHANGE.AFTER_ACCOUNT, ACCOUNT_CHANGE.AFTER_ROLE));
    }

    /** {@return a change by which no holding changed, such as a move between accounts} */
    static NumberChange change(Record row, Names names) {
        return new NumberChange(
                row.get(ACCOUNT_CHANGE.OPERATION_ID),
                row.get(ACCOUNT_CHANGE.NUMBER),
                row.get(ACCOUNT_CHANGE.AT).toInstant(),
                row.get(ACCOUNT_CHANGE.OPERATION),
                Change.CHANGED,
                names.who(row.get(ACCOUNT_CHANGE.BY_TENANT_ID), row.get(ACCOUNT_CHANGE.BY_LOGIN)),
                List.of(difference(row)));
    }

    static Names names(TenantContext context, List<? extends Record> rows) {
        return Names.load(
                context,
                List.of(),
                List.of(),
                rows.stream().map(row -> row.get(ACCOUNT_CHANGE.BY_TENANT_ID)).toList());
    }

    private static Fact.@Nullable UsedBy usedBy(Record row, Field<String> account, Field<AccountNumberRole> role) {
        var called = row.get(account);
        return called == null ? null : new Fact.UsedBy(called, row.get(role) == AccountNumberRole.ALIAS);
    }
}
