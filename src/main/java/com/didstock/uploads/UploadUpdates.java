package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.UPLOAD_CHANGES;
import static com.didstock.db.didstock.Tables.UPLOAD_PROBLEM;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.didstock.db.didstock.tables.UploadChanges;
import com.didstock.tenancy.TenantContext;
import com.didstock.uploads.UploadChanges.Uncovered;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.SQLDataType;

/** Changes numbers in stock as the lines of a file say, a stretch of its entries at a time. */
final class UploadUpdates {

    /** How many numbers of a stretch changed, were so already, or can't change. */
    record Counts(int changed, int unchanged, int refused, int uncovered) {}

    private UploadUpdates() {}

    static Counts weigh(TenantContext context, UUID upload, int from, int to, String[] columns, boolean move) {
        var changes = changes(upload, from, to, columns, move);
        return context.sql()
                .select(
                        count().filterWhere(changes.CHANGES),
                        count().filterWhere(changes.REFUSAL.isNull().andNot(changes.CHANGES)),
                        count().filterWhere(changes.REFUSAL.isNotNull()),
                        count().filterWhere(changes.UNCOVERED))
                .from(changes)
                .fetchSingle(row -> new Counts(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    static List<Uncovered> uncovered(
            TenantContext context, UUID upload, int from, int to, String[] columns, boolean move, int limit) {
        var changes = changes(upload, from, to, columns, move);
        return context.sql()
                .select(changes.NUMBER, changes.RECURRING, changes.REVENUE, changes.CURRENCY)
                .from(changes)
                .where(changes.UNCOVERED)
                .orderBy(changes.ENTRY)
                .limit(limit)
                .fetch(row -> new Uncovered(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Changes what can be changed. {@return how many numbers did} */
    static int apply(TenantContext context, UUID upload, int from, int to, String[] columns, boolean move) {
        var changed = context.sql()
                .select(function(
                        name("didstock", "update_from_upload"),
                        SQLDataType.BIGINT,
                        val(upload),
                        val(from),
                        val(to),
                        val(columns),
                        val(move),
                        val(UploadStore.at(context.now()))))
                .fetchSingle()
                .value1();
        return changed.intValue();
    }

    /** Reports the numbers that can't be changed, with the reason. */
    static void reportRefused(
            TenantContext context,
            UUID upload,
            int from,
            int to,
            String[] columns,
            boolean move,
            int problems,
            int storedProblems) {
        var changes = changes(upload, from, to, columns, move);
        context.sql()
                .insertInto(
                        UPLOAD_PROBLEM,
                        UPLOAD_PROBLEM.OPERATOR_ID,
                        UPLOAD_PROBLEM.TENANT_ID,
                        UPLOAD_PROBLEM.UPLOAD_ID,
                        UPLOAD_PROBLEM.PROBLEM,
                        UPLOAD_PROBLEM.LINE,
                        UPLOAD_PROBLEM.COLUMN_NAME,
                        UPLOAD_PROBLEM.VALUE,
                        UPLOAD_PROBLEM.CODE,
                        UPLOAD_PROBLEM.ARGUMENTS)
                .select(select(
                                val(context.actor().operatorId()),
                                val(context.actor().tenantId()),
                                val(upload),
                                rowNumber().over().orderBy(changes.ENTRY).plus(problems - 1),
                                changes.LINE,
                                val(""),
                                changes.NUMBER,
                                changes.REFUSAL,
                                array(changes.ARGUMENT))
                        .from(changes)
                        .where(changes.REFUSAL.isNotNull())
                        .orderBy(changes.ENTRY)
                        .limit(Math.max(0, storedProblems - problems)))
                .execute();
    }

    // The function itself tells only of the bound tenant's lines and numbers.
    private static UploadChanges changes(UUID upload, int from, int to, String[] columns, boolean move) {
        return UPLOAD_CHANGES.call(upload, from, to, columns, move);
    }
}
