package com.didstock.history;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ACCOUNT_CHANGE;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.AccountNumberRole;
import com.didstock.db.didstock.enums.AccountStatus;
import com.didstock.history.AccountChange.State;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What happened to single accounts, told to their customer and to the tenant directly above it. */
@Service
public class AccountHistory {

    public static final int MOST = 500;

    private final TenantTransaction transactions;

    AccountHistory(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * What happened to an account and to the numbers it used, newest first; the last {@value #MOST} changes. Also of one
     * that is deleted.
     *
     * @param customer whose account it is: the actor's own tenant, or a customer directly below it
     * @param account its id, not what it is called by
     * @throws NotThereException if the customer never had such an account, or is not the actor's
     */
    public List<AccountChange> timeline(Actor actor, int customer, int account) {
        return transactions.read(actor, context -> {
            var rows = context.sql()
                    .select(ACCOUNT_CHANGE.fields())
                    .from(ACCOUNT_CHANGE)
                    .where(AccountChanges.known(context))
                    .and(ACCOUNT_CHANGE.TENANT_ID.eq(customer))
                    .and(ACCOUNT_CHANGE.BEFORE_ACCOUNT_ID.eq(account).or(ACCOUNT_CHANGE.AFTER_ACCOUNT_ID.eq(account)))
                    .orderBy(ACCOUNT_CHANGE.AT.desc(), ACCOUNT_CHANGE.ID.desc())
                    .limit(MOST)
                    .fetch();
            if (rows.isEmpty() && !isThere(context, customer, account)) {
                throw new NotThereException("account");
            }
            var names = AccountChanges.names(context, rows);
            return rows.stream().map(row -> change(row, names)).toList();
        });
    }

    /** One that was added before its changes were written down has none. */
    private static boolean isThere(TenantContext context, int customer, int account) {
        var me = context.actor();
        return context.sql()
                .fetchExists(DSL.selectOne()
                        .from(ACCOUNT)
                        .join(TENANT)
                        .on(TENANT.OPERATOR_ID.eq(ACCOUNT.OPERATOR_ID), TENANT.TENANT_ID.eq(ACCOUNT.TENANT_ID))
                        .where(ACCOUNT.OPERATOR_ID.eq(me.operatorId()))
                        .and(ACCOUNT.TENANT_ID.eq(customer))
                        .and(ACCOUNT.ID.eq(account))
                        .and(TENANT.TENANT_ID.eq(me.tenantId()).or(TENANT.PARENT_ID.eq(me.tenantId()))));
    }

    private static AccountChange change(Record row, Names names) {
        return new AccountChange(
                row.get(ACCOUNT_CHANGE.AT).toInstant(),
                row.get(ACCOUNT_CHANGE.OPERATION),
                row.get(ACCOUNT_CHANGE.NUMBER),
                state(
                        row,
                        ACCOUNT_CHANGE.BEFORE_ACCOUNT,
                        ACCOUNT_CHANGE.BEFORE_NAME,
                        ACCOUNT_CHANGE.BEFORE_STATUS,
                        ACCOUNT_CHANGE.BEFORE_ROLE),
                state(
                        row,
                        ACCOUNT_CHANGE.AFTER_ACCOUNT,
                        ACCOUNT_CHANGE.AFTER_NAME,
                        ACCOUNT_CHANGE.AFTER_STATUS,
                        ACCOUNT_CHANGE.AFTER_ROLE),
                names.who(row.get(ACCOUNT_CHANGE.BY_TENANT_ID), row.get(ACCOUNT_CHANGE.BY_LOGIN)));
    }

    private static @Nullable State state(
            Record row,
            Field<String> account,
            Field<String> name,
            Field<AccountStatus> status,
            Field<AccountNumberRole> role) {
        var called = row.get(account);
        if (called == null) {
            return null;
        }
        var state = row.get(status);
        var as = row.get(role);
        return new State(
                called,
                row.get(name),
                state == null ? null : state.name(),
                as == null ? null : as == AccountNumberRole.ALIAS);
    }
}
