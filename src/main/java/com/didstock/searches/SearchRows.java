package com.didstock.searches;

import static com.didstock.db.didstock.Tables.APP_USER;
import static com.didstock.db.didstock.Tables.SAVED_SEARCH;
import static com.didstock.db.didstock.Tables.SAVED_SEARCH_USE;

import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** The rows of saved searches, and whose they are. Reads the names of the tenant's users. */
final class SearchRows {

    private SearchRows() {}

    static SavedSearch find(TenantContext context, int id) {
        return select(context, SAVED_SEARCH.ID.eq(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotThereException("saved search"));
    }

    /** One of the tenant's, whether or not the user has it. */
    static SavedSearch anybodys(TenantContext context, int id) {
        return select(context, DSL.noCondition(), SAVED_SEARCH.ID.eq(id)).getFirst();
    }

    /** Those the user has. */
    static List<SavedSearch> select(TenantContext context, Condition which) {
        return select(context, mine(context).or(SAVED_SEARCH.SHARED.isTrue()), which);
    }

    private static List<SavedSearch> select(TenantContext context, Condition visible, Condition which) {
        return context.sql()
                .select(
                        SAVED_SEARCH.ID,
                        SAVED_SEARCH.VERSION,
                        SAVED_SEARCH.NAME,
                        SAVED_SEARCH.QUERY,
                        SAVED_SEARCH.SHARED,
                        APP_USER.DISPLAY_NAME,
                        DSL.field(mine(context)),
                        DSL.field(changeable(context)),
                        DSL.coalesce(SAVED_SEARCH_USE.PINNED, false),
                        DSL.coalesce(SAVED_SEARCH_USE.OPENS_FIRST, false),
                        SAVED_SEARCH.LIST)
                .from(SAVED_SEARCH)
                .join(APP_USER)
                .on(context.owns(APP_USER.OPERATOR_ID, APP_USER.TENANT_ID), APP_USER.USER_ID.eq(SAVED_SEARCH.USER_ID))
                .leftJoin(SAVED_SEARCH_USE)
                .on(used(context), SAVED_SEARCH_USE.SEARCH_ID.eq(SAVED_SEARCH.ID))
                .where(owned(context))
                .and(visible)
                .and(which)
                .orderBy(DSL.lower(SAVED_SEARCH.NAME), SAVED_SEARCH.ID)
                .fetch(record -> new SavedSearch(
                        record.value1(),
                        record.value2(),
                        record.value3(),
                        record.value4(),
                        record.value5(),
                        record.value6(),
                        record.value7(),
                        record.value8(),
                        record.value9(),
                        record.value10(),
                        SearchedList.valueOf(record.value11())));
    }

    static Condition owned(TenantContext context) {
        return context.owns(SAVED_SEARCH.OPERATOR_ID, SAVED_SEARCH.TENANT_ID);
    }

    static Condition mine(TenantContext context) {
        return SAVED_SEARCH.USER_ID.eq(context.actor().userId());
    }

    static Condition changeable(TenantContext context) {
        return context.rights().contains(Right.ADMINISTER)
                ? mine(context).or(SAVED_SEARCH.SHARED.isTrue())
                : mine(context);
    }

    static Condition used(TenantContext context) {
        return context.owns(SAVED_SEARCH_USE.OPERATOR_ID, SAVED_SEARCH_USE.TENANT_ID)
                .and(SAVED_SEARCH_USE.USER_ID.eq(context.actor().userId()));
    }

    static void use(TenantContext context, SavedSearch search, SavedSearches.Use wanted) {
        context.sql()
                .insertInto(SAVED_SEARCH_USE)
                .set(SAVED_SEARCH_USE.OPERATOR_ID, context.actor().operatorId())
                .set(SAVED_SEARCH_USE.TENANT_ID, context.actor().tenantId())
                .set(SAVED_SEARCH_USE.USER_ID, context.actor().userId())
                .set(SAVED_SEARCH_USE.SEARCH_ID, search.id())
                .set(SAVED_SEARCH_USE.LIST, search.list().name())
                .set(SAVED_SEARCH_USE.PINNED, wanted.pinned())
                .set(SAVED_SEARCH_USE.OPENS_FIRST, wanted.opensFirst())
                .onConflict(
                        SAVED_SEARCH_USE.OPERATOR_ID,
                        SAVED_SEARCH_USE.TENANT_ID,
                        SAVED_SEARCH_USE.USER_ID,
                        SAVED_SEARCH_USE.SEARCH_ID)
                .doUpdate()
                .set(SAVED_SEARCH_USE.PINNED, wanted.pinned())
                .set(SAVED_SEARCH_USE.OPENS_FIRST, wanted.opensFirst())
                .where(used(context))
                .execute();
    }
}
