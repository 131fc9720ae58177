package com.didstock.notices;

import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.NOTICE;
import static com.didstock.db.didstock.Tables.NOTICE_MUTED;
import static com.didstock.db.didstock.Tables.NOTICE_READ;
import static com.didstock.db.didstock.Tables.TENANT;
import static com.didstock.db.didstock.Tables.UNREAD_NOTICES;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What others did to the tenant's numbers, newest first. Everybody of a tenant has the same notices; what is read, and which
 * kinds are told, is each user's own.
 */
@Service
public class Notices {

    /** So many are listed at once. */
    public static final int MOST_LISTED = 200;

    /** From here on, unread ones are not counted further. */
    public static final int MOST_COUNTED = 100;

    static final Table<?> KINDS =
            DSL.unnest(com.didstock.db.didstock.enums.NoticeKind.values()).as("k", "kind");

    private static final int SHORTEST_NUMBER = 3;

    private final TenantTransaction transactions;

    Notices(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * @param search part of a child's name, or of a number it is about; blank for all
     * @param unreadOnly only what the user has not read
     * @param after the id where an earlier page ended; null from the newest
     * @param limit at most {@value #MOST_LISTED}
     */
    public NoticePage page(Actor actor, String search, boolean unreadOnly, @Nullable Long after, int limit) {
        var most = Math.clamp(limit, 1, MOST_LISTED);
        return transactions.read(actor, context -> {
            var found = listed(
                    context,
                    told(context, NOTICE.KIND)
                            .and(NOTICE.OWN_DOING.isFalse())
                            .and(unreadOnly ? DSL.notExists(readMark(context)) : DSL.noCondition())
                            .and(matches(context, search.strip()))
                            .and(after == null ? DSL.noCondition() : NOTICE.ID.lt(after)),
                    most + 1);
            var more = found.size() > most;
            var shown = more ? found.subList(0, most) : found;
            return new NoticePage(shown, more ? shown.getLast().id() : null);
        });
    }

    /** {@return those of the tenant's notices, newest first; the condition may ask for the child's name} */
    static List<Notice> listed(TenantContext context, Condition which, int limit) {
        var seesMoney = context.rights().contains(Right.SEE_MONEY);
        return context.sql()
                .select(
                        NOTICE.ID,
                        NOTICE.KIND,
                        NOTICE.AT,
                        NOTICE.OPERATION_ID,
                        NOTICE.OPERATION,
                        TENANT.NAME,
                        NOTICE.NUMBERS,
                        NOTICE.NUMBER,
                        NOTICE.ABOUT,
                        seesMoney ? NOTICE.MONEY : DSL.inline((String) null),
                        DSL.field(DSL.exists(readMark(context))))
                .from(NOTICE)
                // A child only: whoever stands further down has no name here.
                .leftJoin(TENANT)
                .on(TENANT.OPERATOR_ID.eq(NOTICE.OPERATOR_ID))
                .and(TENANT.TENANT_ID.eq(NOTICE.CHILD_ID))
                .and(TENANT.PARENT_ID.eq(context.actor().tenantId()))
                .where(context.owns(NOTICE.OPERATOR_ID, NOTICE.TENANT_ID))
                .and(which)
                .orderBy(NOTICE.ID.desc())
                .limit(limit)
                .fetch(row -> new Notice(
                        row.value1(),
                        NoticeKind.valueOf(row.value2().name()),
                        row.value3().toInstant(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        amounts(row.value10()),
                        row.value11()));
    }

    /** Reads what the database wrote: amounts with their currency. */
    private static SortedMap<String, BigDecimal> amounts(@Nullable String money) {
        var amounts = new TreeMap<String, BigDecimal>();
        if (money != null) {
            for (var one : money.split(";", -1)) {
                var space = one.indexOf(' ');
                amounts.put(one.substring(space + 1), new BigDecimal(one.substring(0, space)));
            }
        }
        return amounts;
    }

    /** {@return how many the user has not read, of those that it wants to be told of; at most {@value #MOST_COUNTED}} */
    public int unread(Actor actor) {
        return transactions.read(actor, context -> {
            var all = UNREAD_NOTICES.call(
                    new Integer[] {actor.operatorId()}, new Integer[] {actor.tenantId()}, new Integer[] {actor.userId()
                    });
            return context.sql().select(all.UNREAD).from(all).fetchSingle().value1();
        });
    }

    /** Marks these of the tenant's notices as read by the user; others are left alone. */
    public void markRead(Actor actor, Collection<Long> ids) {
        transactions.write(actor, Right.VIEW, context -> mark(context, NOTICE.ID.in(ids)));
    }

    /** Marks all of the tenant's notices as read by the user. */
    public void markAllRead(Actor actor) {
        transactions.write(actor, Right.VIEW, context -> mark(context, DSL.noCondition()));
    }

    private static int mark(TenantContext context, Condition which) {
        return context.sql()
                .insertInto(
                        NOTICE_READ,
                        NOTICE_READ.OPERATOR_ID,
                        NOTICE_READ.TENANT_ID,
                        NOTICE_READ.USER_ID,
                        NOTICE_READ.NOTICE_ID)
                .select(context.sql()
                        .select(
                                NOTICE.OPERATOR_ID,
                                NOTICE.TENANT_ID,
                                DSL.val(context.actor().userId()),
                                NOTICE.ID)
                        .from(NOTICE)
                        .where(context.owns(NOTICE.OPERATOR_ID, NOTICE.TENANT_ID))
                        .and(which)
                        .andNotExists(readMark(context)))
                .onConflictDoNothing()
                .execute();
    }

    /** {@return the kinds that the user is told of; all but the quiet ones, unless it chose} */
    public Set<NoticeKind> told(Actor actor) {
        return transactions.read(actor, context -> {
            var kind = KINDS.field("kind", com.didstock.db.didstock.enums.NoticeKind.class);
            var told = EnumSet.noneOf(NoticeKind.class);
            context.sql()
                    .select(kind)
                    .from(KINDS)
                    .where(told(context, kind))
                    .fetch(row -> NoticeKind.valueOf(row.value1().name()))
                    .forEach(told::add);
            return told;
        });
    }

    /** Has the user told of these kinds, and of no others; what is not told is kept, and told again when it is chosen. */
    public void tell(Actor actor, Set<NoticeKind> kinds) {
        var chosen = kinds.stream()
                .map(kind -> com.didstock.db.didstock.enums.NoticeKind.valueOf(kind.name()))
                .toList();
        transactions.write(actor, Right.VIEW, context -> {
            context.sql()
                    .deleteFrom(NOTICE_MUTED)
                    .where(own(context, NOTICE_MUTED.OPERATOR_ID, NOTICE_MUTED.TENANT_ID, NOTICE_MUTED.USER_ID))
                    .execute();
            var kind = KINDS.field("kind", com.didstock.db.didstock.enums.NoticeKind.class);
            return context.sql()
                    .insertInto(
                            NOTICE_MUTED,
                            NOTICE_MUTED.OPERATOR_ID,
                            NOTICE_MUTED.TENANT_ID,
                            NOTICE_MUTED.USER_ID,
                            NOTICE_MUTED.KIND)
                    .select(context.sql()
                            .select(
                                    DSL.val(actor.operatorId()),
                                    DSL.val(actor.tenantId()),
                                    DSL.val(actor.userId()),
                                    kind)
                            .from(KINDS)
                            .where(quiet(kind).eq(DSL.field(kind.in(chosen)))))
                    .onConflictDoNothing()
                    .execute();
        });
    }

    private static Condition matches(TenantContext context, String search) {
        if (search.isEmpty()) {
            return DSL.noCondition();
        }
        var digits = search.replaceAll("[^0-9]", "");
        var name = TENANT.NAME.containsIgnoreCase(search);
        return digits.length() < SHORTEST_NUMBER
                ? name
                : name.or(DSL.exists(DSL.selectOne()
                        .from(HISTORY)
                        .where(context.owns(HISTORY.OPERATOR_ID, HISTORY.TENANT_ID))
                        .and(HISTORY.OPERATION_ID.eq(NOTICE.OPERATION_ID))
                        .and(HISTORY.NUMBER.contains(digits))));
    }

    private static Select<?> readMark(TenantContext context) {
        return DSL.selectOne()
                .from(NOTICE_READ)
                .where(own(context, NOTICE_READ.OPERATOR_ID, NOTICE_READ.TENANT_ID, NOTICE_READ.USER_ID))
                .and(NOTICE_READ.NOTICE_ID.eq(NOTICE.ID));
    }

    /** {@return whether the user is told of the kind: unless it chose otherwise, of all but the quiet ones} */
    private static Condition told(TenantContext context, Field<com.didstock.db.didstock.enums.NoticeKind> kind) {
        return quiet(kind).eq(DSL.field(otherwise(context, kind)));
    }

    /** {@return whether the user chose another than what holds for the kind by itself} */
    static Condition otherwise(TenantContext context, Field<com.didstock.db.didstock.enums.NoticeKind> kind) {
        return DSL.exists(DSL.selectOne()
                .from(NOTICE_MUTED)
                .where(own(context, NOTICE_MUTED.OPERATOR_ID, NOTICE_MUTED.TENANT_ID, NOTICE_MUTED.USER_ID))
                .and(NOTICE_MUTED.KIND.eq(kind)));
    }

    /** {@return whether the kind is too frequent for most people; said in the database alone} */
    static Field<Boolean> quiet(Field<com.didstock.db.didstock.enums.NoticeKind> kind) {
        return DSL.function(DSL.name("didstock", "quiet_kind"), Boolean.class, kind);
    }

    private static Condition own(
            TenantContext context, Field<Integer> operatorId, Field<Integer> tenantId, Field<Integer> userId) {
        return context.owns(operatorId, tenantId).and(userId.eq(context.actor().userId()));
    }
}
