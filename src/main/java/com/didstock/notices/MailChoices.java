package com.didstock.notices;

import static com.didstock.db.didstock.Tables.MAIL;
import static com.didstock.db.didstock.Tables.MAIL_NOTICE;
import static com.didstock.db.didstock.Tables.NOTICE;
import static com.didstock.db.didstock.Tables.NOTICE_MAIL;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;

/** Which notices a user wants to have by e-mail, and when. Each user's own. */
@Service
public class MailChoices {

    private final TenantTransaction transactions;

    MailChoices(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * {@return when the user is mailed each kind. Unless it chose: at once what is lost or costs another price, once a day what
     * else it is told of, and never what it is not}
     */
    public Map<NoticeKind, MailWhen> of(Actor actor) {
        return transactions.read(actor, context -> {
            var kind = Notices.KINDS.field("kind", com.didstock.db.didstock.enums.NoticeKind.class);
            var muted = Notices.quiet(kind).ne(DSL.field(Notices.otherwise(context, kind)));
            var chosen = DSL.field(DSL.select(NOTICE_MAIL.MAILED)
                    .from(NOTICE_MAIL)
                    .where(own(context, NOTICE_MAIL.OPERATOR_ID, NOTICE_MAIL.TENANT_ID, NOTICE_MAIL.USER_ID))
                    .and(NOTICE_MAIL.KIND.eq(kind)));
            var otherwise = DSL.function(
                    DSL.name("didstock", "default_mail_when"),
                    NOTICE_MAIL.MAILED.getDataType(),
                    kind,
                    DSL.field(muted));
            var when = new EnumMap<NoticeKind, MailWhen>(NoticeKind.class);
            context.sql()
                    .select(kind, DSL.coalesce(chosen, otherwise))
                    .from(Notices.KINDS)
                    .fetch()
                    .forEach(row -> when.put(
                            NoticeKind.valueOf(row.value1().name()),
                            MailWhen.valueOf(row.value2().name())));
            return when;
        });
    }

    /** Mails the user these kinds so; what is not said stays. What waits to be mailed follows. */
    public void choose(Actor actor, Map<NoticeKind, MailWhen> wanted) {
        transactions.write(actor, Right.VIEW, context -> {
            if (wanted.isEmpty()) {
                return 0;
            }
            var insert = context.sql()
                    .insertInto(
                            NOTICE_MAIL,
                            NOTICE_MAIL.OPERATOR_ID,
                            NOTICE_MAIL.TENANT_ID,
                            NOTICE_MAIL.USER_ID,
                            NOTICE_MAIL.KIND,
                            NOTICE_MAIL.MAILED);
            for (var one : wanted.entrySet()) {
                insert = insert.values(
                        actor.operatorId(),
                        actor.tenantId(),
                        actor.userId(),
                        com.didstock.db.didstock.enums.NoticeKind.valueOf(
                                one.getKey().name()),
                        com.didstock.db.didstock.enums.MailWhen.valueOf(
                                one.getValue().name()));
            }
            insert.onConflict(NOTICE_MAIL.OPERATOR_ID, NOTICE_MAIL.TENANT_ID, NOTICE_MAIL.USER_ID, NOTICE_MAIL.KIND)
                    .doUpdate()
                    .set(NOTICE_MAIL.MAILED, DSL.excluded(NOTICE_MAIL.MAILED))
                    .execute();
            for (var when : MailWhen.values()) {
                follow(context, wanted, when);
            }
            return wanted.size();
        });
    }

    /** What was noted for a mail that is not made yet. */
    private static void follow(TenantContext context, Map<NoticeKind, MailWhen> wanted, MailWhen when) {
        var kinds = wanted.entrySet().stream()
                .filter(one -> one.getValue() == when)
                .map(one -> com.didstock.db.didstock.enums.NoticeKind.valueOf(
                        one.getKey().name()))
                .toList();
        var waiting = own(context, MAIL_NOTICE.OPERATOR_ID, MAIL_NOTICE.TENANT_ID, MAIL_NOTICE.USER_ID)
                .and(MAIL_NOTICE.MAIL_ID.isNull())
                .and(DSL.exists(DSL.selectOne()
                        .from(NOTICE)
                        .where(context.owns(NOTICE.OPERATOR_ID, NOTICE.TENANT_ID))
                        .and(NOTICE.ID.eq(MAIL_NOTICE.NOTICE_ID))
                        .and(NOTICE.KIND.in(kinds))));
        switch (when) {
            case NEVER -> context.sql().deleteFrom(MAIL_NOTICE).where(waiting).execute();
            case AT_ONCE, DAILY ->
                context.sql()
                        .update(MAIL_NOTICE)
                        .set(MAIL_NOTICE.AT_ONCE, when == MailWhen.AT_ONCE)
                        .where(waiting)
                        .execute();
        }
    }

    /** {@return how it stands with the latest mail to the user; nothing if there was none} */
    public Optional<MailStanding> latest(Actor actor) {
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(MAIL.STATE, DSL.coalesce(MAIL.SETTLED_AT, MAIL.CREATED_AT), MAIL.ATTEMPTS, MAIL.ANSWER)
                        .from(MAIL)
                        .where(own(context, MAIL.OPERATOR_ID, MAIL.TENANT_ID, MAIL.USER_ID))
                        .orderBy(MAIL.CREATED_AT.desc(), MAIL.ID)
                        .limit(1)
                        .fetchOptional(row -> new MailStanding(
                                MailStanding.State.valueOf(row.value1().name()),
                                Objects.requireNonNull(row.value2()).toInstant(),
                                row.value3(),
                                row.value4())));
    }

    private static Condition own(
            TenantContext context, Field<Integer> operatorId, Field<Integer> tenantId, Field<Integer> userId) {
        return context.owns(operatorId, tenantId).and(userId.eq(context.actor().userId()));
    }
}
