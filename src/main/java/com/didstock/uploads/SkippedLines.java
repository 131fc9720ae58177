package com.didstock.uploads;

import static com.didstock.db.didstock.Tables.EXISTING_STOCK_REFUSALS;
import static com.didstock.db.didstock.Tables.HISTORY;
import static com.didstock.db.didstock.Tables.UPLOAD_LINE;
import static com.didstock.db.didstock.Tables.UPLOAD_PROBLEM;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import com.didstock.tenancy.TenantContext;
import java.util.UUID;

/** Lines of a file that were possible when it was checked and no more when it was imported. */
final class SkippedLines {

    private SkippedLines() {}

    /**
     * Writes down why lines of a stretch did not come in.
     *
     * @param problems how many problems of the upload are told already
     * @param storedProblems how many are kept at most
     */
    static void report(
            TenantContext context,
            UUID upload,
            UUID operation,
            boolean existing,
            int from,
            int to,
            int problems,
            int storedProblems) {
        // A chain may be possible no more; nothing else is kept from coming in but what came meanwhile.
        var refusals = EXISTING_STOCK_REFUSALS.call(upload, existing ? from : 0, existing ? to : 0);
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
                                UPLOAD_LINE.OPERATOR_ID,
                                UPLOAD_LINE.TENANT_ID,
                                UPLOAD_LINE.UPLOAD_ID,
                                rowNumber().over().orderBy(UPLOAD_LINE.ENTRY).plus(problems - 1),
                                UPLOAD_LINE.LINE,
                                val(""),
                                UPLOAD_LINE.NUMBER,
                                coalesce(refusals.REFUSAL, val(ProblemCode.CAME_MEANWHILE.name())),
                                array(coalesce(refusals.ARGUMENT, val(""))))
                        .from(UPLOAD_LINE)
                        .leftJoin(refusals)
                        .on(refusals.ENTRY.eq(UPLOAD_LINE.ENTRY))
                        .where(UploadImports.stretch(context, upload, from, to))
                        .and(UPLOAD_LINE.KNOWN.isFalse())
                        // What was left alone has no history of this import.
                        .andNotExists(selectOne()
                                .from(HISTORY)
                                .where(context.owns(HISTORY.OPERATOR_ID, HISTORY.TENANT_ID))
                                .and(HISTORY.OPERATION_ID.eq(operation))
                                .and(HISTORY.NUMBER.eq(UPLOAD_LINE.NUMBER)))
                        .orderBy(UPLOAD_LINE.ENTRY)
                        .limit(Math.max(0, storedProblems - problems)))
                .execute();
    }
}
