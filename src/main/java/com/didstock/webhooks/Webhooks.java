package com.didstock.webhooks;

import static com.didstock.db.didstock.Tables.NOTICE;
import static com.didstock.db.didstock.Tables.WEBHOOK;
import static com.didstock.db.didstock.Tables.WEBHOOK_DELIVERY;

import com.didstock.db.didstock.enums.DeliveryState;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The servers of a tenant that are told what happens to its numbers. Whoever administers the tenant looks after them, and
 * of a customer whoever takes its numbers.
 */
@Service
public class Webhooks {

    /** So many a tenant may have. */
    public static final int MOST = 5;

    /** So many deliveries are listed at once. */
    public static final int MOST_LISTED = 100;

    private static final int LONGEST_URL = 500;

    private static final SelectField<?>[] COLUMNS = {
        WEBHOOK.ID,
        WEBHOOK.URL,
        WEBHOOK.ACTIVE,
        WEBHOOK.FAILING_SINCE,
        WEBHOOK.STOPPED_AT,
        WEBHOOK.CREATED_AT,
        WEBHOOK.CREATED_BY
    };

    private final TenantTransaction transactions;
    private final WebhookSender sender;

    Webhooks(TenantTransaction transactions, WebhookSender sender) {
        this.transactions = transactions;
        this.sender = sender;
    }

    /** {@return the tenant's webhooks, the oldest first} */
    public List<Webhook> list(Actor actor) {
        return transactions.read(actor, context -> {
            context.require(Right.CONNECT);
            return context.sql()
                    .select(COLUMNS)
                    .from(WEBHOOK)
                    .where(context.owns(WEBHOOK.OPERATOR_ID, WEBHOOK.TENANT_ID))
                    .orderBy(WEBHOOK.ID)
                    .fetch(Webhooks::webhook);
        });
    }

    /**
     * Has a server told from now on.
     *
     * @param typed its address
     * @throws com.didstock.tenancy.RefusedException for a {@link WebhookRefusal}
     */
    public Webhook.Created create(Actor actor, String typed) {
        // Asked before a host is looked up, which takes its time.
        transactions.write(actor, Right.CONNECT, _ -> 0);
        var url = checked(typed);
        var secret = WebhookSignature.newSecret();
        return transactions.write(actor, Right.CONNECT, context -> {
            var known = context.sql().fetchCount(WEBHOOK, context.owns(WEBHOOK.OPERATOR_ID, WEBHOOK.TENANT_ID));
            WebhookRefusal.TOO_MANY.when(known >= MOST, MOST);
            return new Webhook.Created(
                    context.sql()
                            .insertInto(WEBHOOK)
                            .set(WEBHOOK.OPERATOR_ID, actor.operatorId())
                            .set(WEBHOOK.TENANT_ID, actor.tenantId())
                            .set(WEBHOOK.URL, url)
                            .set(WEBHOOK.SECRET, secret)
                            .set(WEBHOOK.CREATED_AT, time(context.now()))
                            .set(WEBHOOK.CREATED_BY, context.login())
                            .returningResult(COLUMNS)
                            .fetchSingle(Webhooks::webhook),
                    secret);
        });
    }

    /**
     * Sends to another address, or turns it off or on again; the secret stays.
     *
     * @throws NotThereException if the tenant has no such webhook
     * @throws com.didstock.tenancy.RefusedException for a {@link WebhookRefusal}
     */
    public Webhook change(Actor actor, int id, String typed, boolean active) {
        transactions.write(actor, Right.CONNECT, context -> found(context, id));
        var url = checked(typed);
        return transactions.write(
                actor,
                Right.CONNECT,
                context -> context.sql()
                        .update(WEBHOOK)
                        .set(WEBHOOK.URL, url)
                        .set(WEBHOOK.ACTIVE, active)
                        .setNull(WEBHOOK.FAILING_SINCE)
                        .setNull(WEBHOOK.STOPPED_AT)
                        .where(mine(context, id))
                        .returningResult(COLUMNS)
                        .fetchOptional(Webhooks::webhook)
                        .orElseThrow(() -> new NotThereException("the webhook")));
    }

    /** @throws NotThereException if the tenant has no such webhook */
    public void delete(Actor actor, int id) {
        transactions.write(actor, Right.CONNECT, context -> {
            if (context.sql().deleteFrom(WEBHOOK).where(mine(context, id)).execute() != 1) {
                throw new NotThereException("the webhook");
            }
            return 1;
        });
    }

    /**
     * {@return what was sent lately or waits to be, newest first}
     *
     * @param limit at most {@value #MOST_LISTED}
     * @throws NotThereException if the tenant has no such webhook
     */
    public List<WebhookDelivery> deliveries(Actor actor, int id, int limit) {
        return transactions.read(actor, context -> {
            context.require(Right.CONNECT);
            var active = found(context, id).active();
            return context.sql()
                    .select(
                            WEBHOOK_DELIVERY.ID,
                            NOTICE.KIND,
                            WEBHOOK_DELIVERY.CREATED_AT,
                            WEBHOOK_DELIVERY.STATE,
                            WEBHOOK_DELIVERY.ATTEMPTS,
                            WEBHOOK_DELIVERY.SETTLED_AT,
                            WEBHOOK_DELIVERY.DUE_AT,
                            WEBHOOK_DELIVERY.ANSWER_CODE,
                            WEBHOOK_DELIVERY.ANSWER)
                    .from(WEBHOOK_DELIVERY)
                    .leftJoin(NOTICE)
                    .on(NOTICE.OPERATOR_ID.eq(WEBHOOK_DELIVERY.OPERATOR_ID))
                    .and(NOTICE.TENANT_ID.eq(WEBHOOK_DELIVERY.TENANT_ID))
                    .and(NOTICE.ID.eq(WEBHOOK_DELIVERY.NOTICE_ID))
                    .where(context.owns(WEBHOOK_DELIVERY.OPERATOR_ID, WEBHOOK_DELIVERY.TENANT_ID))
                    .and(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(id))
                    .orderBy(WEBHOOK_DELIVERY.CREATED_AT.desc(), WEBHOOK_DELIVERY.ID)
                    .limit(Math.clamp(limit, 1, MOST_LISTED))
                    .fetch(row -> new WebhookDelivery(
                            row.value1(),
                            row.value2() == null ? null : row.value2().name(),
                            row.value3().toInstant(),
                            WebhookDelivery.State.valueOf(row.value4().name()),
                            row.value5(),
                            instant(row.value6()),
                            active && row.value4() == DeliveryState.WAITING ? instant(row.value7()) : null,
                            row.value8(),
                            row.value9()));
        });
    }

    /**
     * Sends an event that says nothing but that it is a test.
     *
     * @throws NotThereException if the tenant has no such webhook
     */
    public void test(Actor actor, int id) {
        transactions.write(actor, Right.CONNECT, context -> {
            WebhookRefusal.TURNED_OFF.when(!found(context, id).active());
            var now = time(context.now());
            return context.sql()
                    .insertInto(WEBHOOK_DELIVERY)
                    .set(WEBHOOK_DELIVERY.OPERATOR_ID, actor.operatorId())
                    .set(WEBHOOK_DELIVERY.TENANT_ID, actor.tenantId())
                    .set(WEBHOOK_DELIVERY.WEBHOOK_ID, id)
                    .set(WEBHOOK_DELIVERY.DUE_AT, now)
                    .set(WEBHOOK_DELIVERY.CREATED_AT, now)
                    .set(WEBHOOK_DELIVERY.SINCE, now)
                    .execute();
        });
    }

    /**
     * Sends an event once more, under the same id, whatever became of it before.
     *
     * @throws NotThereException if the tenant has no such webhook, or that one no such event
     */
    public void resend(Actor actor, int id, UUID event) {
        transactions.write(actor, Right.CONNECT, context -> {
            WebhookRefusal.TURNED_OFF.when(!found(context, id).active());
            var again = context.sql()
                    .update(WEBHOOK_DELIVERY)
                    .set(WEBHOOK_DELIVERY.STATE, DeliveryState.WAITING)
                    .set(WEBHOOK_DELIVERY.ATTEMPTS, 0)
                    .set(WEBHOOK_DELIVERY.DUE_AT, time(context.now()))
                    .set(WEBHOOK_DELIVERY.SINCE, time(context.now()))
                    .where(context.owns(WEBHOOK_DELIVERY.OPERATOR_ID, WEBHOOK_DELIVERY.TENANT_ID))
                    .and(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(id))
                    .and(WEBHOOK_DELIVERY.ID.eq(event))
                    .execute();
            if (again != 1) {
                throw new NotThereException("the event");
            }
            return again;
        });
    }

    private String checked(String typed) {
        var text = typed.strip();
        WebhookRefusal.URL_TOO_LONG.when(text.length() > LONGEST_URL, LONGEST_URL);
        try {
            var url = new URI(text);
            WebhookRefusal.URL_NOT_POSSIBLE.when(!sender.mayBe(url));
            WebhookRefusal.URL_PRIVATE.when(sender.isPrivate(url));
            return url.toASCIIString();
        } catch (URISyntaxException _) {
            throw new com.didstock.tenancy.RefusedException(WebhookRefusal.URL_NOT_POSSIBLE);
        }
    }

    private static Webhook found(TenantContext context, int id) {
        return context.sql()
                .select(COLUMNS)
                .from(WEBHOOK)
                .where(mine(context, id))
                .fetchOptional(Webhooks::webhook)
                .orElseThrow(() -> new NotThereException("the webhook"));
    }

    private static Condition mine(TenantContext context, int id) {
        return context.owns(WEBHOOK.OPERATOR_ID, WEBHOOK.TENANT_ID).and(WEBHOOK.ID.eq(id));
    }

    private static Webhook webhook(Record row) {
        return new Webhook(
                row.get(WEBHOOK.ID),
                row.get(WEBHOOK.URL),
                row.get(WEBHOOK.ACTIVE),
                instant(row, WEBHOOK.FAILING_SINCE),
                instant(row, WEBHOOK.STOPPED_AT),
                row.get(WEBHOOK.CREATED_AT).toInstant(),
                row.get(WEBHOOK.CREATED_BY));
    }

    private static @Nullable Instant instant(Record row, Field<@Nullable OffsetDateTime> field) {
        return instant(row.get(field));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
