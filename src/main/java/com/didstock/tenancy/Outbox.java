package com.didstock.tenancy;

import static com.didstock.db.didstock.Tables.CLAIM_DELIVERIES;
import static com.didstock.db.didstock.Tables.CLAIM_MAILS;
import static com.didstock.tenancy.Entry.time;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.enums.MailState;
import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What waits to be told, whosever it is: mails, events for webhooks, and what ends tomorrow. Reached like {@link Entry}. */
@Repository
class Outbox {

    private final Entry entry;

    Outbox(Entry entry) {
        this.entry = entry;
    }

    /** {@return how many mails were made of the operator's notices} */
    int gatherMails(int operatorId, String zone, int hour, boolean setUp, Instant now) {
        return entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "gather_mails"),
                        SQLDataType.INTEGER,
                        val(operatorId),
                        val(zone),
                        val(hour),
                        val(setUp),
                        val(time(now))))
                .fetchSingle()
                .value1());
    }

    /** {@return mails that are due, whosever they are; told to nobody else until a time} */
    List<MailQueue.Due> claimMails(Instant now, Instant until, int most, int tries, boolean demo) {
        return entry.run(sql -> {
            var due = CLAIM_MAILS.call(time(now), time(until), most, tries, demo);
            return sql.selectFrom(due)
                    .fetch(row -> new MailQueue.Due(
                            new Actor(row.get(due.OPERATOR_ID), row.get(due.TENANT_ID), row.get(due.USER_ID)),
                            row.get(due.ID),
                            row.get(due.ATTEMPT)));
        });
    }

    void settleMail(MailQueue.Due mail, String state, int tries, @Nullable String answer, Instant now) {
        entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "settle_mail"),
                        SQLDataType.OTHER,
                        val(mail.actor().operatorId()),
                        val(mail.actor().tenantId()),
                        val(mail.id()),
                        val(mail.attempt()),
                        val(MailState.valueOf(state)),
                        val(tries),
                        val(answer),
                        val(time(now))))
                .fetch());
    }

    /** {@return events that are due, whosever they are; told to nobody else until a time} */
    List<WebhookQueue.Due> claimDeliveries(Instant now, Instant until, int most) {
        return entry.run(sql -> {
            var due = CLAIM_DELIVERIES.call(time(now), time(until), most);
            return sql.selectFrom(due).fetch(row -> {
                @Nullable String kind = row.get(due.KIND);
                return new WebhookQueue.Due(
                        row.get(due.OPERATOR_ID),
                        row.get(due.TENANT_ID),
                        row.get(due.ID),
                        row.get(due.ATTEMPT),
                        row.get(due.URL),
                        row.get(due.SECRET),
                        row.get(due.CREATED_AT).toInstant(),
                        kind == null
                                ? null
                                : new WebhookQueue.Event(
                                        kind,
                                        row.get(due.OPERATION_ID),
                                        row.get(due.OPERATION),
                                        row.get(due.CHILD),
                                        row.get(due.NUMBERS),
                                        row.get(due.NUMBER),
                                        row.get(due.ABOUT)));
            });
        });
    }

    void settleDelivery(
            WebhookQueue.Due event, boolean delivered, @Nullable Integer code, @Nullable String answer, Instant now) {
        entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "settle_delivery"),
                        SQLDataType.OTHER,
                        val(event.operatorId()),
                        val(event.tenantId()),
                        val(event.id()),
                        val(event.attempt()),
                        val(delivered),
                        val(code, SQLDataType.INTEGER),
                        val(answer),
                        val(time(now))))
                .fetch());
    }

    /** {@return how many notices of stock that fell below a threshold were written} */
    int tellOfStock(int operatorId, Instant now) {
        return entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "tell_of_stock"), SQLDataType.INTEGER, val(operatorId), val(time(now))))
                .fetchSingle()
                .value1());
    }

    /** {@return how many notices of numbers that were free for long were written} */
    int tellOfIdleStock(int operatorId, String zone, Instant now) {
        return entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "tell_of_idle_stock"),
                        SQLDataType.INTEGER,
                        val(operatorId),
                        val(zone),
                        val(time(now))))
                .fetchSingle()
                .value1());
    }

    /** {@return how many notices of what ends on the next day were written} */
    int tellOfTime(int operatorId, String zone, Instant now) {
        return entry.run(sql -> sql.select(function(
                        DSL.name("didstock", "tell_of_time"),
                        SQLDataType.INTEGER,
                        val(operatorId),
                        val(zone),
                        val(time(now))))
                .fetchSingle()
                .value1());
    }
}
