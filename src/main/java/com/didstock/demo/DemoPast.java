package com.didstock.demo;

import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Lets things have happened: use by accounts, in the past, and reservations. */
@Component
class DemoPast {

    private final TenantTransaction transactions;

    DemoPast(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** An account of the customer has used these since so long ago. */
    void usedSince(Actor customer, List<String> numbers, Duration ago) {
        setInUse(customer, numbers, true, ago);
    }

    /** No account uses these any more, since so long ago. */
    void unusedSince(Actor customer, List<String> numbers, Duration ago) {
        setInUse(customer, numbers, false, ago);
    }

    private void setInUse(Actor customer, List<String> numbers, boolean inUse, Duration ago) {
        transactions.write(customer, Right.LABEL, context -> {
            context.begin(UUID.randomUUID(), inUse ? "ASSIGN_TO_ACCOUNT" : "UNASSIGN_FROM_ACCOUNT");
            return context.sql()
                    .select(DSL.function(
                            DSL.name("didstock", "set_in_use"),
                            SQLDataType.BIGINT,
                            array(numbers),
                            DSL.val(inUse),
                            DSL.val(context.now().minus(ago).atOffset(ZoneOffset.UTC))))
                    .fetch();
        });
    }

    /** Holds free numbers for a prospect. */
    void reserve(Actor holder, List<String> numbers, String prospect, Duration length) {
        transactions.write(holder, Right.ASSIGN, context -> {
            context.begin(UUID.randomUUID(), "RESERVE");
            return context.sql()
                    .select(DSL.function(
                            DSL.name("didstock", "reserve_numbers"),
                            SQLDataType.BIGINT,
                            array(numbers),
                            DSL.val(context.now().plus(length).atOffset(ZoneOffset.UTC)),
                            DSL.castNull(SQLDataType.INTEGER),
                            DSL.val(prospect),
                            DSL.val(new HoldingState[] {HoldingState.FREE}),
                            DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                    .fetch();
        });
    }

    private static Field<String[]> array(List<String> numbers) {
        return DSL.val(numbers.toArray(String[]::new));
    }
}
