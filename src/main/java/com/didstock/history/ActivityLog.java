package com.didstock.history;

import static com.didstock.db.didstock.Tables.ACCOUNT_CHANGE;
import static com.didstock.db.didstock.Tables.ACTIVITY;
import static com.didstock.db.didstock.Tables.CHAIN_LOOK;
import static com.didstock.db.didstock.Tables.DOWNLOAD;
import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.OPERATION;

import com.didstock.db.didstock.enums.OperationStatus;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was done to a tenant's numbers, newest first: by itself, by the tenant above, by its children. */
@Service
public class ActivityLog {

    /** So a look at all numbers at once, as a file, is recorded. */
    private static final String ALL_NUMBERS = "*";

    public static final int MOST = 200;

    private final TenantTransaction transactions;

    ActivityLog(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * A page of operations. One that opened and changed numbers appears once for each.
     *
     * @param after what the page before gave as next; null for the first page. What can't be read as that gives the first
     * @param limit at most {@value #MOST}
     */
    public ActivityPage page(Actor actor, ActivityFilter filter, @Nullable String after, int limit) {
        int size = Math.clamp(limit, 1, MOST);
        return transactions.read(actor, context -> {
            var rows = rows(context, DSL.and(wanted(context, filter), beyond(after)), size + 1);
            var more = rows.size() > size;
            var shown = more ? rows.subList(0, size) : rows;
            return new ActivityPage(entries(context, shown), more ? cursor(shown.getLast()) : null);
        });
    }

    /** The names of the operations that ever touched the tenant's numbers, for choosing one. */
    public List<String> operations(Actor actor) {
        return transactions.read(actor, ActivityLog::operations);
    }

    /**
     * {@return the weeks in which numbers came or went, by their Monday}
     *
     * @param zone in which a week is reckoned
     * @param weeks how many are looked back, the current one included
     */
    public List<Flow> flow(Actor actor, ZoneId zone, int weeks) {
        return transactions.read(actor, context -> {
            var monday = LocalDate.ofInstant(context.now(), zone)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                    .minusWeeks(weeks - 1L);
            var week = DSL.field(
                    "date_trunc('week', {0} at time zone {1})::date",
                    LocalDate.class, ACTIVITY.AT, DSL.val(zone.getId()));
            return context.sql()
                    .select(
                            week,
                            DSL.sum(ACTIVITY.NUMBERS).filterWhere(ACTIVITY.CHANGE.eq(Change.OPENED.name())),
                            DSL.sum(ACTIVITY.NUMBERS).filterWhere(ACTIVITY.CHANGE.eq(Change.CLOSED.name())))
                    .from(ACTIVITY)
                    .where(context.owns(ACTIVITY.OPERATOR_ID, ACTIVITY.TENANT_ID))
                    .and(ACTIVITY.AT.ge(monday.atStartOfDay(zone).toOffsetDateTime()))
                    .and(ACTIVITY.CHANGE.in(Change.OPENED.name(), Change.CLOSED.name()))
                    .groupBy(DSL.inline(1))
                    .orderBy(DSL.inline(1))
                    .fetch(row -> new Flow(row.value1(), count(row.value2()), count(row.value3())));
        });
    }

    private static long count(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }

    /** Hops from one name to the next; the names are few, the rows may be many. */
    private static List<String> operations(TenantContext context) {
        var recent = context.sql()
                .select(ACTIVITY.OPERATION)
                .from(ACTIVITY)
                .where(context.owns(ACTIVITY.OPERATOR_ID, ACTIVITY.TENANT_ID))
                .orderBy(ACTIVITY.AT.desc())
                .limit(10_000)
                .asTable("recent");
        var name = Objects.requireNonNull(recent.field(ACTIVITY.OPERATION));
        return context.sql().selectDistinct(name).from(recent).orderBy(name).fetch(name);
    }

    private static Result<? extends Record> rows(TenantContext context, Condition wanted, int limit) {
        var first = ACTIVITY;
        var earlier = ACTIVITY.as("earlier");
        var part = ACTIVITY.as("part");
        Field<?> numbers = DSL.field(context.sql()
                        .select(DSL.sum(part.NUMBERS))
                        .from(part)
                        .where(context.owns(part.OPERATOR_ID, part.TENANT_ID))
                        .and(part.OPERATION_ID.eq(first.OPERATION_ID))
                        .and(part.OPERATION.eq(first.OPERATION))
                        .and(part.CHANGE.eq(first.CHANGE)))
                .as("all_numbers");
        return context.sql()
                .select(
                        first.OPERATION_ID,
                        first.ENTRY,
                        first.AT,
                        first.OPERATION,
                        first.CHANGE,
                        first.BY_TENANT_ID,
                        first.BY_LOGIN,
                        numbers,
                        OPERATION.TARGET_ID,
                        OPERATION.STATUS,
                        OPERATION.WOULD_CHANGE,
                        OPERATION.CHANGED)
                .from(first)
                .leftJoin(OPERATION)
                .on(
                        OPERATION.OPERATOR_ID.eq(first.OPERATOR_ID),
                        OPERATION.TENANT_ID.eq(first.TENANT_ID),
                        OPERATION.ID.eq(first.OPERATION_ID))
                .where(context.owns(first.OPERATOR_ID, first.TENANT_ID))
                .and(wanted)
                // A long operation adds a row for each chunk; its first one stands for it.
                .andNotExists(context.sql()
                        .selectOne()
                        .from(earlier)
                        .where(context.owns(earlier.OPERATOR_ID, earlier.TENANT_ID))
                        .and(earlier.OPERATION_ID.eq(first.OPERATION_ID))
                        .and(earlier.OPERATION.eq(first.OPERATION))
                        .and(earlier.CHANGE.eq(first.CHANGE))
                        .and(earlier.ENTRY.lt(first.ENTRY)))
                .orderBy(first.AT.desc(), first.ENTRY.desc())
                .limit(limit)
                .fetch();
    }

    private static Condition wanted(TenantContext context, ActivityFilter filter) {
        var wanted = new ArrayList<Condition>();
        if (filter.operation() != null) {
            wanted.add(ACTIVITY.OPERATION.eq(filter.operation()));
        }
        if (filter.from() != null) {
            wanted.add(ACTIVITY.AT.ge(at(filter.from())));
        }
        if (filter.until() != null) {
            wanted.add(ACTIVITY.AT.lt(at(filter.until())));
        }
        if (filter.number() != null) {
            var looked = context.sql()
                    .selectOne()
                    .from(CHAIN_LOOK)
                    .where(context.owns(CHAIN_LOOK.OPERATOR_ID, CHAIN_LOOK.TENANT_ID))
                    .and(CHAIN_LOOK.ID.eq(ACTIVITY.OPERATION_ID))
                    .and(CHAIN_LOOK.NUMBER.eq(filter.number()));
            wanted.add(DSL.exists(context.sql()
                            .selectOne()
                            .from(HISTORY)
                            .where(context.owns(HISTORY.OPERATOR_ID, HISTORY.TENANT_ID))
                            .and(HISTORY.OPERATION_ID.eq(ACTIVITY.OPERATION_ID))
                            .and(HISTORY.CHANGE.eq(ACTIVITY.CHANGE))
                            .and(HISTORY.NUMBER.eq(filter.number())))
                    .orExists(looked)
                    .orExists(context.sql()
                            .selectOne()
                            .from(ACCOUNT_CHANGE)
                            .where(AccountChanges.known(context))
                            .and(ACCOUNT_CHANGE.OPERATION_ID.eq(ACTIVITY.OPERATION_ID))
                            .and(ACCOUNT_CHANGE.NUMBER.eq(filter.number()))));
        }
        return DSL.and(wanted);
    }

    private static List<ActivityEntry> entries(TenantContext context, List<? extends Record> rows) {
        var targets = rows.stream().map(row -> row.get(OPERATION.TARGET_ID)).toList();
        var actors = rows.stream().map(row -> row.get(ACTIVITY.BY_TENANT_ID)).toList();
        var children = new ArrayList<@Nullable Integer>(targets);
        children.addAll(actors);
        var names = Names.load(context, targets, targets, children);
        var looks = looks(context, rows);
        looks.putAll(files(context, rows));
        var reasons = Reasons.load(
                context,
                rows.stream().map(row -> row.get(ACTIVITY.OPERATION_ID)).toList());
        return rows.stream().map(row -> entry(names, looks, reasons, row)).toList();
    }

    /** What was looked up, and why. */
    private static Map<UUID, Thing> looks(TenantContext context, List<? extends Record> rows) {
        var ids = idsOf(Change.LOOKED_UP, rows);
        return ids.isEmpty()
                ? new HashMap<>()
                : context.sql()
                        .select(CHAIN_LOOK.ID, CHAIN_LOOK.NUMBER, CHAIN_LOOK.ON_DAY, CHAIN_LOOK.REASON)
                        .from(CHAIN_LOOK)
                        .where(context.owns(CHAIN_LOOK.OPERATOR_ID, CHAIN_LOOK.TENANT_ID))
                        .and(CHAIN_LOOK.ID.in(ids))
                        .fetchMap(
                                CHAIN_LOOK.ID,
                                row -> new Thing(
                                        Thing.Kind.LOOK,
                                        0,
                                        ALL_NUMBERS.equals(row.value2())
                                                ? row.value4()
                                                : row.value2()
                                                        + (row.value3() == null ? "" : " (" + row.value3() + ")")
                                                        + ": "
                                                        + row.value4()));
    }

    /** What was taken along. */
    private static Map<UUID, Thing> files(TenantContext context, List<? extends Record> rows) {
        var ids = idsOf(Change.DOWNLOADED, rows);
        return ids.isEmpty()
                ? Map.of()
                : context.sql()
                        .select(DOWNLOAD.ID, DOWNLOAD.FORMAT, DOWNLOAD.SEARCH)
                        .from(DOWNLOAD)
                        .where(context.owns(DOWNLOAD.OPERATOR_ID, DOWNLOAD.TENANT_ID))
                        .and(DOWNLOAD.ID.in(ids))
                        .fetchMap(
                                DOWNLOAD.ID,
                                row -> new Thing(
                                        Thing.Kind.FILE,
                                        0,
                                        row.value2() + (row.value3() == null ? "" : "?" + row.value3())));
    }

    private static List<UUID> idsOf(Change change, List<? extends Record> rows) {
        return rows.stream()
                .filter(row -> change.name().equals(row.get(ACTIVITY.CHANGE)))
                .map(row -> row.get(ACTIVITY.OPERATION_ID))
                .toList();
    }

    private static ActivityEntry entry(Names names, Map<UUID, Thing> looks, Reasons reasons, Record row) {
        var applied = row.get(OPERATION.STATUS) == OperationStatus.APPLIED;
        var changed = row.get(OPERATION.CHANGED);
        return new ActivityEntry(
                row.get(ACTIVITY.OPERATION_ID),
                Change.valueOf(row.get(ACTIVITY.CHANGE)),
                row.get(ACTIVITY.AT).toInstant(),
                row.get(ACTIVITY.OPERATION),
                row.get("all_numbers", Long.class),
                names.who(row.get(ACTIVITY.BY_TENANT_ID), row.get(ACTIVITY.BY_LOGIN)),
                target(names, looks, reasons, row),
                applied && changed != null
                        ? new ActivityEntry.Outcome(row.get(OPERATION.WOULD_CHANGE), changed)
                        : null);
    }

    private static @Nullable Thing target(Names names, Map<UUID, Thing> looks, Reasons reasons, Record row) {
        var look = looks.get(row.get(ACTIVITY.OPERATION_ID));
        if (look != null) {
            return look;
        }
        var reason = reasons.of(row.get(ACTIVITY.OPERATION_ID));
        if (reason.isPresent()) {
            return new Thing(Thing.Kind.REASON, 0, reason.get());
        }
        Integer id = row.get(OPERATION.TARGET_ID);
        if (id == null) {
            return null;
        }
        return switch (row.get(ACTIVITY.OPERATION)) {
            case "ASSIGN_TO_PRICING_BATCH" -> names.thing(Thing.Kind.PRICING_BATCH, id);
            case "ASSIGN_TO_GROUP" -> names.thing(Thing.Kind.GROUP, id);
            case "GIVE", "TRANSFER" -> names.thing(Thing.Kind.CHILD, id);
            default -> null;
        };
    }

    private static String cursor(Record row) {
        var at = row.get(ACTIVITY.AT).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + row.get(ACTIVITY.ENTRY);
    }

    private static Condition beyond(@Nullable String cursor) {
        if (cursor == null || !cursor.matches("\\d{1,17}_\\d{1,18}")) {
            return DSL.noCondition();
        }
        var parts = cursor.split("_", 2);
        var at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
        return DSL.row(ACTIVITY.AT, ACTIVITY.ENTRY).lt(DSL.row(DSL.val(at(at)), DSL.val(Long.parseLong(parts[1]))));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
