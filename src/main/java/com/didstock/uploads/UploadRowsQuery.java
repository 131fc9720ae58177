package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.DID_GROUP;
import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.HOLDERS_BELOW;
import static com.didstock.db.didstock.Tables.UPLOAD_CHANGES;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.VENDOR_BATCH;

import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadRow.Difference;
import com.didstock.uploads.UploadRow.Kind;
import com.didstock.uploads.UploadRow.Part;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an upload beside the tenant's own holdings, vendor batches and groups that they are about. */
final class UploadRowsQuery {

    private UploadRowsQuery() {}

    /** {@return numbers that would come into stock, from an entry on} */
    static List<UploadRow> fresh(TenantContext context, UUID upload, int from, int limit) {
        var line = UPLOAD_LINE;
        var batch = VENDOR_BATCH;
        var rows = context.sql()
                .select(line.asterisk(), batch.NAME, batch.CURRENCY)
                .from(line)
                .leftJoin(batch)
                .on(context.owns(batch.OPERATOR_ID, batch.TENANT_ID))
                .and(batch.ID.eq(line.VENDOR_BATCH_ID))
                .where(context.owns(line.OPERATOR_ID, line.TENANT_ID))
                .and(line.UPLOAD_ID.eq(upload))
                .and(line.ENTRY.ge(from))
                .andNot(line.KNOWN)
                .orderBy(line.ENTRY)
                .limit(limit)
                .fetch();
        var holders = holders(context, rows.getValues(line.HOLDER_ID));
        return rows.map(row -> new UploadRow(
                row.get(line.ENTRY),
                row.get(line.LINE),
                row.get(line.NUMBER),
                Kind.NEW,
                text(row.get(batch.NAME)),
                row.get(line.ACTIVATION_COST),
                row.get(line.RECURRING_COST),
                text(row.get(batch.CURRENCY)),
                row.get(line.COUNTRY),
                row.get(line.AREA),
                text(row.get(line.DESCRIPTION)),
                holder(holders, row.get(line.HOLDER_ID)),
                text(row.get(line.ACCOUNT_ID)),
                List.of()));
    }

    private static String holder(Map<Integer, String> holders, @Nullable Integer id) {
        return id == null ? "" : holders.getOrDefault(id, "");
    }

    private static Map<Integer, String> holders(TenantContext context, List<@Nullable Integer> ids) {
        var wanted = ids.stream().filter(Objects::nonNull).distinct().toList();
        var holders = HOLDERS_BELOW.call();
        return wanted.isEmpty()
                ? Map.of()
                : context.sql()
                        .select(holders.TENANT_ID, holders.NAMES)
                        .from(holders)
                        .where(holders.TENANT_ID.in(wanted))
                        .fetchMap(holders.TENANT_ID, row -> String.join(" / ", row.value2()));
    }

    /** {@return numbers in stock of which an import would make this, among some entries} */
    static List<UploadRow> known(
            TenantContext context, UUID upload, Kind kind, int from, int to, ImportChoices choices, int limit) {
        var after = UPLOAD_CHANGES.call(upload, from, to, ImportStart.columns(choices), choices.move());
        var before = DID_HOLDING;
        var batch = VENDOR_BATCH.as("batch");
        var batchBefore = VENDOR_BATCH.as("batch_before");
        var group = DID_GROUP.as("new_group");
        var groupBefore = DID_GROUP.as("group_before");
        var ofKind = switch (kind) {
            case CHANGED -> DSL.condition(after.CHANGES);
            case UNCHANGED -> after.REFUSAL.isNull().andNot(after.CHANGES);
            case REFUSED -> after.REFUSAL.isNotNull();
            case NEW -> DSL.falseCondition();
        };
        return context.sql()
                .select(
                        after.ENTRY,
                        after.LINE,
                        after.NUMBER,
                        after.ACTIVATION,
                        after.RECURRING,
                        after.CURRENCY,
                        after.DESCRIPTION,
                        after.RELEASED_AT,
                        after.COUNTRY,
                        after.AREA,
                        after.FREE_OF_CHARGE,
                        after.STATE,
                        before.ACTIVATION_COST,
                        before.RECURRING_COST,
                        before.CURRENCY,
                        before.DESCRIPTION,
                        before.RELEASED_AT,
                        before.COUNTRY,
                        before.AREA,
                        before.FREE_OF_CHARGE,
                        before.STATE,
                        batch.NAME,
                        batchBefore.NAME,
                        group.NAME,
                        groupBefore.NAME)
                .from(after)
                .join(before)
                .on(context.owns(before.OPERATOR_ID, before.TENANT_ID))
                .and(before.NUMBER.eq(after.NUMBER))
                .leftJoin(batch)
                .on(context.owns(batch.OPERATOR_ID, batch.TENANT_ID))
                .and(batch.ID.eq(after.VENDOR_BATCH_ID))
                .leftJoin(batchBefore)
                .on(context.owns(batchBefore.OPERATOR_ID, batchBefore.TENANT_ID))
                .and(batchBefore.ID.eq(before.VENDOR_BATCH_ID))
                .leftJoin(group)
                .on(context.owns(group.OPERATOR_ID, group.TENANT_ID))
                .and(group.ID.eq(after.GROUP_ID))
                .leftJoin(groupBefore)
                .on(context.owns(groupBefore.OPERATOR_ID, groupBefore.TENANT_ID))
                .and(groupBefore.ID.eq(before.GROUP_ID))
                .where(ofKind)
                .orderBy(after.ENTRY)
                .limit(limit)
                .fetch(row -> {
                    var changes = new Differences();
                    changes.add(Part.VENDOR_BATCH, row.get(batchBefore.NAME), row.get(batch.NAME));
                    changes.add(Part.ACTIVATION_COST, row.get(before.ACTIVATION_COST), row.get(after.ACTIVATION));
                    changes.add(Part.RECURRING_COST, row.get(before.RECURRING_COST), row.get(after.RECURRING));
                    changes.add(Part.CURRENCY, row.get(before.CURRENCY), row.get(after.CURRENCY));
                    changes.add(Part.DESCRIPTION, row.get(before.DESCRIPTION), row.get(after.DESCRIPTION));
                    changes.add(Part.RELEASED, row.get(before.RELEASED_AT), row.get(after.RELEASED_AT));
                    changes.add(Part.GROUP, row.get(groupBefore.NAME), row.get(group.NAME));
                    changes.add(Part.COUNTRY, row.get(before.COUNTRY), row.get(after.COUNTRY));
                    changes.add(Part.AREA, row.get(before.AREA), row.get(after.AREA));
                    changes.add(Part.FREE_OF_CHARGE, row.get(before.FREE_OF_CHARGE), row.get(after.FREE_OF_CHARGE));
                    changes.add(Part.STATUS, row.get(before.STATE), row.get(after.STATE));
                    return new UploadRow(
                            row.get(after.ENTRY),
                            row.get(after.LINE),
                            row.get(after.NUMBER),
                            kind,
                            text(row.get(batch.NAME)),
                            row.get(after.ACTIVATION),
                            row.get(after.RECURRING),
                            text(row.get(after.CURRENCY)),
                            row.get(after.COUNTRY),
                            row.get(after.AREA),
                            text(row.get(after.DESCRIPTION)),
                            "",
                            "",
                            kind == Kind.CHANGED ? changes.found : List.of());
                });
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Collects what differs. */
    private static final class Differences {

        private final List<Difference> found = new ArrayList<>();

        void add(Part part, @Nullable Object before, @Nullable Object after) {
            var was = said(before);
            var is = said(after);
            if (!was.equals(is)) {
                found.add(new Difference(part, was, is));
            }
        }

        private static String said(@Nullable Object value) {
            return switch (value) {
                case null -> "";
                // 2.5 and 2.50000 are one price.
                case BigDecimal amount -> amount.stripTrailingZeros().toPlainString();
                case OffsetDateTime time -> time.toInstant().toString();
                default -> Objects.toString(value);
            };
        }
    }
}
