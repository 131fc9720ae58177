package com.didstock.history;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantTransaction;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A file of a tenant's that somebody takes along, as Activity tells it.
 *
 * @param format for instance CSV
 * @param rows how many it has
 * @param search what found them, as the address of the list says it, without the question mark; null: rows that were ticked
 */
public record TakenFile(
        What what, String format, long rows, @Nullable String search) {

    private static final int LONGEST_SEARCH = 4_000;

    /** What is told in it. The operation in Activity is {@code DOWNLOAD_} with the name behind it. */
    public enum What {
        NUMBERS,
        CHARGES,
        MARGINS
    }

    /**
     * Records it. Asked for before a file is ended, no file that is whole is without its record.
     *
     * <p>Who views as a tenant writes nothing: of that, the beginning of the viewing is what is recorded.
     */
    public void record(TenantTransaction transactions, Actor actor) {
        if (actor.viewing()) {
            return;
        }
        transactions.write(actor, Right.VIEW, context -> {
            context.begin(UUID.randomUUID(), "DOWNLOAD_" + what);
            return context.sql()
                    .select(DSL.function(
                            DSL.name("didstock", "record_download"),
                            SQLDataType.OTHER,
                            DSL.val(format),
                            DSL.val(rows),
                            DSL.val(
                                    search == null || search.length() > LONGEST_SEARCH ? null : search,
                                    SQLDataType.CLOB),
                            DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                    .execute();
        });
    }
}
