package com.didstock.demo;

import com.didstock.db.didstock.enums.AfterUse;
import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.provisioning.Account;
import com.didstock.provisioning.AccountNumber;
import com.didstock.provisioning.Accounts;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** Lets things happen that people do through other screens, as of whatever time it is: use by accounts, and reservations. */
@Component
class DemoPast {

    private static final int NUMBERS_OF_A_LINE = 4;
    private static final List<String> LINES =
            List.of("Reception", "Office", "Sales", "Support", "Fax", "Conference room");

    private final TenantTransaction transactions;
    private final Accounts accounts;
    private final Clock clock;

    DemoPast(TenantTransaction transactions, Accounts accounts, Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Accounts of the customer use these from now on: each has an ID and up to three aliases. */
    List<Account> use(Actor customer, List<String> numbers) {
        var lines = new ArrayList<Account>();
        for (var first = 0; first < numbers.size(); first += NUMBERS_OF_A_LINE) {
            var own = numbers.subList(first, Math.min(first + NUMBERS_OF_A_LINE, numbers.size()));
            lines.add(accounts.adopt(
                    customer,
                    customer.tenantId(),
                    own.getFirst(),
                    LINES.get(lines.size() % LINES.size()),
                    own.subList(1, own.size()),
                    clock.instant()));
        }
        return lines;
    }

    /** The accounts stop using their numbers; the customer keeps those, and the accounts are gone. */
    void stopUsing(Actor customer, List<Account> lines) {
        for (var line : lines) {
            var numbers = line.numbers().stream().map(AccountNumber::number).toList();
            transactions.write(customer, Right.PROVISION, context -> {
                context.begin(UUID.randomUUID(), "UNASSIGN_FROM_ACCOUNT");
                return context.sql()
                        .select(DSL.function(
                                DSL.name("didstock", "stop_using"),
                                SQLDataType.BIGINT,
                                DSL.val(customer.tenantId()),
                                DSL.val(line.id()),
                                array(numbers),
                                DSL.val(numbers.stream().map(_ -> 0).toArray(Integer[]::new)),
                                DSL.val(AfterUse.KEEP),
                                DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                        .fetch();
            });
            accounts.delete(customer, customer.tenantId(), line.id(), null);
        }
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
