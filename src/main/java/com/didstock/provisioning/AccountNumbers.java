package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ACCOUNT_NUMBER;
import static org.jooq.impl.DSL.any;

import com.didstock.inventory.Candidate;
import com.didstock.inventory.Holdings;
import com.didstock.inventory.Selection;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Which numbers accounts use besides their ID, and what becomes of a number when its use ends. */
@Service
public class AccountNumbers {

    private final TenantTransaction transactions;
    private final NumberUse use;
    private final Holdings holdings;

    AccountNumbers(TenantTransaction transactions, NumberUse use, Holdings holdings) {
        this.transactions = transactions;
        this.use = use;
        this.holdings = holdings;
    }

    /**
     * Has an account use numbers as aliases; all or none. A number that the customer does not hold, but the tenant above
     * that acts for it, comes to the customer for that, at the price of its batch.
     *
     * @param numbers as people write them
     * @throws com.didstock.tenancy.RefusedException if one can't be used; see {@link AccountRefusal}
     * @throws com.didstock.tenancy.LimitExceededException if the customer would exceed its limits
     * @throws com.didstock.tenancy.StockChangedException if others changed the numbers in this moment
     * @throws NotThereException if there is no such account
     */
    public Account assign(Actor actor, int customer, int account, List<String> numbers) {
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            table.lock(account);
            var country = use.defaultCountry(served.context());
            var wanted = new TreeSet<String>();
            numbers.forEach(number -> wanted.add(AccountId.readNumber(number, country)));
            if (wanted.size() > Selection.MAX_SIZE) {
                throw AccountRefusal.TOO_MANY.because(Selection.MAX_SIZE);
            }
            use.begin(served, account, use.usable(served, List.copyOf(wanted)), NumberRole.ALIAS);
            return find(table, account);
        });
    }

    /**
     * An account stops using one of its aliases.
     *
     * @param then where the number goes; null: as is laid down for the customer
     * @throws com.didstock.tenancy.RefusedException if the number is the account's ID, or the choice not the actor's
     * @throws NotThereException if the account does not use the number, or there is no such account
     */
    public Account remove(Actor actor, int customer, int account, String number, @Nullable AfterUse then) {
        return write(actor, customer, served -> {
            Accounts.requireRightFor(served.context(), then);
            var table = new AccountTable(served);
            var alias = alias(served, table.lock(account), number);
            use.end(served, account, List.of(alias), then);
            return find(table, account);
        });
    }

    /**
     * An alias of one account becomes an alias of another one of the same customer. Nothing is released.
     *
     * @return the account that uses it now
     * @throws com.didstock.tenancy.RefusedException if the number is the account's ID
     * @throws NotThereException if one of the accounts is not there, or does not use the number
     */
    public Account move(Actor actor, int customer, int from, String number, int to) {
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            // In one order, so that two who move to and fro wait instead of deadlocking.
            table.lock(Math.min(from, to));
            table.lock(Math.max(from, to));
            var alias = alias(served, find(table, from), number);
            served.context().begin(UUID.randomUUID(), NumberUse.MOVE);
            use.move(served, from, to, List.of(alias), NumberRole.ALIAS);
            return find(table, to);
        });
    }

    /**
     * An alias becomes the account's ID, and the ID an alias. Nothing is released.
     *
     * @throws com.didstock.tenancy.RefusedException if the ID is no number of the stock
     * @throws NotThereException if the account does not use the number, or there is no such account
     */
    public Account swap(Actor actor, int customer, int account, String number) {
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            var before = table.lock(account);
            var alias = alias(served, before, number);
            if (!before.hasNumberAsId()) {
                throw AccountRefusal.ID_IS_NO_NUMBER.because();
            }
            served.context().begin(UUID.randomUUID(), NumberUse.MOVE);
            use.move(served, account, account, List.of(before.accountId()), NumberRole.ALIAS);
            use.move(served, account, account, List.of(alias), NumberRole.ID);
            table.setId(account, alias);
            return find(table, account);
        });
    }

    /**
     * {@return for these of the numbers that an account of the actor's own tenant uses, as ID or alias, that account's ID}
     *
     * @param numbers digits; a page of a list
     */
    public Map<String, String> using(Actor actor, List<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return transactions.read(
                actor,
                context -> context.sql()
                        .select(ACCOUNT_NUMBER.NUMBER, ACCOUNT.ACCOUNT_ID)
                        .from(ACCOUNT_NUMBER)
                        .join(ACCOUNT)
                        .on(
                                context.owns(ACCOUNT.OPERATOR_ID, ACCOUNT.TENANT_ID),
                                ACCOUNT.ID.eq(ACCOUNT_NUMBER.ACCOUNT_ID))
                        .where(context.owns(ACCOUNT_NUMBER.OPERATOR_ID, ACCOUNT_NUMBER.TENANT_ID))
                        .and(ACCOUNT_NUMBER.NUMBER.eq(any(numbers.toArray(String[]::new))))
                        .fetchMap(ACCOUNT_NUMBER.NUMBER, ACCOUNT.ACCOUNT_ID));
    }

    /**
     * What the choices would mean if an account stopped using numbers.
     *
     * @param number one of its numbers; null: all of them
     * @throws NotThereException if there is no such account
     */
    public UseEnd preview(Actor actor, int customer, int account, @Nullable String number) {
        return transactions.read(actor, context -> {
            var served = ServedCustomer.of(context, customer);
            var numbers = find(new AccountTable(served), account).numbers().stream()
                    .filter(used -> number == null || used.number().equals(number))
                    .toList();
            var candidates = holdings.candidates(
                    context, numbers.stream().map(AccountNumber::number).toList());
            var provisioned = numbers.stream()
                    .filter(AccountNumber::provisioned)
                    .map(AccountNumber::number)
                    .toList();
            var leaving = candidates.stream()
                    .filter(candidate -> provisioned.contains(candidate.number()))
                    .toList();
            return UseEnd.of(
                    served.itself(),
                    context.tenant().kind() != TenantKind.OPERATOR
                            && candidates.stream().noneMatch(Candidate::top),
                    served.afterUse(),
                    candidates,
                    leaving);
        });
    }

    private String alias(ServedCustomer served, Account account, String number) {
        var digits = AccountId.readNumber(number, use.defaultCountry(served.context()));
        if (account.hasNumberAsId() && account.accountId().equals(digits)) {
            throw AccountRefusal.IS_THE_ID.because(digits);
        }
        if (!account.aliases().contains(digits)) {
            throw new NotThereException("alias");
        }
        return digits;
    }

    private <T> T write(Actor actor, int customer, Function<ServedCustomer, T> work) {
        return transactions.write(actor, Right.PROVISION, context -> {
            var served = ServedCustomer.of(context, customer);
            context.begin(UUID.randomUUID(), NumberUse.CHANGE);
            return work.apply(served);
        });
    }

    private static Account find(AccountTable table, int account) {
        return table.find(account).orElseThrow(() -> new NotThereException("account"));
    }
}
