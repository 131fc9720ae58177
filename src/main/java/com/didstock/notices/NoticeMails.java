package com.didstock.notices;

import static com.didstock.db.didstock.Tables.APP_USER;
import static com.didstock.db.didstock.Tables.MAIL;
import static com.didstock.db.didstock.Tables.MAIL_NOTICE;
import static com.didstock.db.didstock.Tables.NOTICE;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is in the mails to a user, read as that user: it holds nothing but what the user may see by then. */
@Service
class NoticeMails {

    /** So many notices are told one by one; the others are counted. */
    static final int MOST_TOLD = 20;

    private final TenantTransaction transactions;

    NoticeMails(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return what the mail tells}
     *
     * @throws NotThereException if it is not one to this user
     * @throws com.didstock.tenancy.ActorRefusedException if user or tenant is no longer active
     */
    NoticeMail read(Actor actor, UUID id) {
        return transactions.read(actor, context -> {
            var found = context.sql()
                    .select(APP_USER.EMAIL, APP_USER.DISPLAY_NAME, APP_USER.LOCALE, MAIL.DIGEST_DAY)
                    .from(MAIL)
                    .join(APP_USER)
                    .on(APP_USER.OPERATOR_ID.eq(MAIL.OPERATOR_ID))
                    .and(APP_USER.TENANT_ID.eq(MAIL.TENANT_ID))
                    .and(APP_USER.USER_ID.eq(MAIL.USER_ID))
                    .where(context.owns(MAIL.OPERATOR_ID, MAIL.TENANT_ID))
                    .and(MAIL.USER_ID.eq(actor.userId()))
                    .and(MAIL.ID.eq(id))
                    .fetchOptional()
                    .orElseThrow(() -> new NotThereException("the mail"));
            var told = told(context, id);
            @Nullable LocalDate digestDay = found.value4();
            return new NoticeMail(
                    found.value1(),
                    found.value2(),
                    found.value3(),
                    digestDay,
                    counts(context, told),
                    Notices.listed(context, told, MOST_TOLD));
        });
    }

    private static Map<NoticeKind, Integer> counts(TenantContext context, Condition told) {
        var counts = new EnumMap<NoticeKind, Integer>(NoticeKind.class);
        context.sql()
                .select(NOTICE.KIND, DSL.count())
                .from(NOTICE)
                .where(context.owns(NOTICE.OPERATOR_ID, NOTICE.TENANT_ID))
                .and(told)
                .groupBy(NOTICE.KIND)
                .fetch()
                .forEach(row -> counts.put(NoticeKind.valueOf(row.value1().name()), row.value2()));
        return counts;
    }

    private static Condition told(TenantContext context, UUID id) {
        return DSL.exists(DSL.selectOne()
                .from(MAIL_NOTICE)
                .where(context.owns(MAIL_NOTICE.OPERATOR_ID, MAIL_NOTICE.TENANT_ID))
                .and(MAIL_NOTICE.USER_ID.eq(context.actor().userId()))
                .and(MAIL_NOTICE.MAIL_ID.eq(id))
                .and(MAIL_NOTICE.NOTICE_ID.eq(NOTICE.ID)));
    }
}
