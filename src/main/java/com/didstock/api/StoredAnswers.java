package com.didstock.api;

import static com.didstock.db.didstock.Tables.API_ANSWER;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;

/**
 * Answers to requests that carry a key, each user's own, kept for a day: who asks again gets the same answer and nothing
 * is done again.
 */
@Component
class StoredAnswers {

    private static final Duration KEPT = Duration.ofHours(24);

    /** Whoever was at work for so long is no more: longer than any transaction lasts. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);

    private final TenantTransaction transactions;

    StoredAnswers(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** What is known of a key. */
    sealed interface Known {

        /** Nothing: it is now this request's, which has to say how it ended. */
        record Mine() implements Known {}

        /** The request it was used for is being worked on. */
        record Working() implements Known {}

        record Other() implements Known {}

        record Answered(Answer answer) implements Known {}
    }

    /** An answer as it was sent. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** Claims a key, or tells what became of it. */
    Known claim(Actor actor, String key, byte[] requestHash) {
        return transactions.write(actor, Right.VIEW, context -> {
            var now = at(context);
            context.sql()
                    .deleteFrom(API_ANSWER)
                    .where(mine(context))
                    .and(API_ANSWER
                            .CREATED_AT
                            .lt(now.minus(KEPT))
                            .or(API_ANSWER.STATUS.isNull().and(API_ANSWER.CREATED_AT.lt(now.minus(GIVEN_UP)))))
                    .execute();
            var claimed = context.sql()
                    .insertInto(API_ANSWER)
                    .set(API_ANSWER.OPERATOR_ID, actor.operatorId())
                    .set(API_ANSWER.TENANT_ID, actor.tenantId())
                    .set(API_ANSWER.USER_ID, actor.userId())
                    .set(API_ANSWER.IDEMPOTENCY_KEY, key)
                    .set(API_ANSWER.REQUEST_HASH, requestHash)
                    .set(API_ANSWER.CREATED_AT, now)
                    .onConflictDoNothing()
                    .execute();
            return claimed == 1 ? new Known.Mine() : known(context, key, requestHash);
        });
    }

    private static Known known(TenantContext context, String key, byte[] requestHash) {
        var row = context.sql()
                .select(API_ANSWER.REQUEST_HASH, API_ANSWER.STATUS, API_ANSWER.HEADERS, API_ANSWER.BODY)
                .from(API_ANSWER)
                .where(mine(context))
                .and(API_ANSWER.IDEMPOTENCY_KEY.eq(key))
                .fetchOne();
        if (row == null) {
            return new Known.Working();
        }
        if (!Arrays.equals(row.value1(), requestHash)) {
            return new Known.Other();
        }
        if (row.value2() == null) {
            return new Known.Working();
        }
        return new Known.Answered(new Answer(row.value2(), headers(row.value3()), row.value4()));
    }

    /** Keeps the answer of a claimed key. */
    void keep(Actor actor, String key, Answer answer) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .update(API_ANSWER)
                        .set(API_ANSWER.STATUS, answer.status())
                        .set(API_ANSWER.HEADERS, JSONB.valueOf(ApiJson.write(answer.headers())))
                        .set(API_ANSWER.BODY, answer.body())
                        .where(mine(context))
                        .and(API_ANSWER.IDEMPOTENCY_KEY.eq(key))
                        .and(API_ANSWER.STATUS.isNull())
                        .execute());
    }

    /** Gives a claimed key back: nothing was done, so it may be tried again. */
    void forget(Actor actor, String key) {
        transactions.write(
                actor,
                Right.VIEW,
                context -> context.sql()
                        .deleteFrom(API_ANSWER)
                        .where(mine(context))
                        .and(API_ANSWER.IDEMPOTENCY_KEY.eq(key))
                        .and(API_ANSWER.STATUS.isNull())
                        .execute());
    }

    private static Condition mine(TenantContext context) {
        return context.owns(API_ANSWER.OPERATOR_ID, API_ANSWER.TENANT_ID)
                .and(API_ANSWER.USER_ID.eq(context.actor().userId()));
    }

    private static Map<String, String> headers(JSONB stored) {
        var headers = new LinkedHashMap<String, String>();
        ApiJson.MAPPER
                .readTree(stored.data())
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    private static OffsetDateTime at(TenantContext context) {
        return context.now().atOffset(ZoneOffset.UTC);
    }
}
