package com.didstock.pricing;

import static com.didstock.db.didstock.Tables.APP_USER;
import static com.didstock.db.didstock.Tables.PRICING_BATCH;
import static com.didstock.db.didstock.Tables.PRICING_BATCH_CHANGE;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import org.springframework.stereotype.Service;

/** Who changed what of a tenant's pricing batches, and when. Written by the database with each change. */
@Service
public class BatchChanges {

    private static final int MOST = 500;

    private final TenantTransaction transactions;

    BatchChanges(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * The last changes of a batch, the latest first; at most {@value #MOST}.
     *
     * @throws NotThereException if the tenant has no such batch
     */
    public List<BatchChange> list(Actor actor, int batch) {
        return transactions.read(actor, context -> {
            context.require(Right.SEE_MONEY);
            if (BatchTable.find(context, PRICING_BATCH.ID.eq(batch)).isEmpty()) {
                throw new NotThereException("pricing batch");
            }
            var c = PRICING_BATCH_CHANGE;
            return context.sql()
                    .select(c.AT, APP_USER.LOGIN, c.FIELD, c.BEFORE, c.AFTER)
                    .from(c)
                    .leftJoin(APP_USER)
                    .on(
                            APP_USER.OPERATOR_ID.eq(c.OPERATOR_ID),
                            APP_USER.TENANT_ID.eq(c.TENANT_ID),
                            APP_USER.USER_ID.eq(c.BY_USER_ID))
                    .where(context.owns(c.OPERATOR_ID, c.TENANT_ID))
                    .and(c.PRICING_BATCH_ID.eq(batch))
                    .orderBy(c.ENTRY.desc())
                    .limit(MOST)
                    .fetch(row -> new BatchChange(
                            row.value1().toInstant(), row.value2(), row.value3(), row.value4(), row.value5()));
        });
    }
}
