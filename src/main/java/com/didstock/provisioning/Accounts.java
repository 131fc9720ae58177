package com.didstock.provisioning;

import com.didstock.provisioning.NumberUse.Source;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.ChangedMeanwhileException;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Customers' accounts. The customer itself works with them, or the tenant directly above it on its behalf; nobody else
 * sees that they are there.
 */
@Service
public class Accounts {

    /** So many accounts are listed at once. */
    public static final int MOST_LISTED = 500;

    private static final int LONGEST_NAME = 120;

    private final TenantTransaction transactions;
    private final NumberUse use;

    Accounts(TenantTransaction transactions, NumberUse use) {
        this.transactions = transactions;
        this.use = use;
    }

    /**
     * The customer's accounts by ID.
     *
     * @param search part of an ID or name, or digits of an alias; blank for all
     * @param after where an earlier page ended; null for the first
     * @param limit at most {@value #MOST_LISTED}
     * @throws NotThereException if there is no such customer
     */
    public AccountPage list(Actor actor, int customer, String search, @Nullable String after, int limit) {
        var most = Math.clamp(limit, 1, MOST_LISTED);
        return transactions.read(actor, context -> {
            var found = new AccountTable(ServedCustomer.of(context, customer)).list(search, after, most + 1);
            return found.size() <= most
                    ? new AccountPage(found, null)
                    : new AccountPage(
                            found.subList(0, most), found.get(most - 1).accountId());
        });
    }

    /**
     * @throws NotThereException if there is no such customer, or it has no such account
     */
    public Account find(Actor actor, int customer, int id) {
        return transactions.read(
                actor, context -> known(new AccountTable(ServedCustomer.of(context, customer)).find(id)));
    }

    /**
     * {@return the customer's account of this ID, in whatever form the number is written}
     *
     * @throws NotThereException if there is no such customer
     */
    public Optional<Account> findByAccountId(Actor actor, int customer, String accountId) {
        return transactions.read(
                actor,
                context -> new AccountTable(ServedCustomer.of(context, customer))
                        .findByAccountId(AccountId.read(accountId, use.defaultCountry(context))
                                .text()));
    }

    /**
     * Adds an account. If its ID is a number of the stock, the account uses the number from now on; one that the customer
     * does not hold, but the tenant above that acts for it, comes to the customer for that.
     *
     * @param accountId a number, or any other text
     * @param name for people; may be blank
     * @throws com.didstock.tenancy.RefusedException if it can't be so; see {@link AccountRefusal}
     * @throws com.didstock.tenancy.LimitExceededException if the customer would exceed its limits
     * @throws NotThereException if there is no such customer
     */
    public Account create(Actor actor, int customer, String accountId, String name) {
        var checkedName = checkedName(name);
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            var wanted = AccountId.read(accountId, use.defaultCountry(served.context()));
            var id = table.insert(wanted.text(), checkedName);
            useAsId(served, id, wanted);
            return known(table.find(id));
        });
    }

    /**
     * Adds an account that is there already, somewhere else: it has been using numbers that the customer holds.
     *
     * @param accountId one of the customer's numbers
     * @param aliases others of them; digits
     * @param since how long already
     * @throws com.didstock.tenancy.RefusedException if it can't be so; see {@link AccountRefusal}
     * @throws NotThereException if there is no such customer
     */
    public Account adopt(
            Actor actor, int customer, String accountId, String name, List<String> aliases, Instant since) {
        var checkedName = checkedName(name);
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            var id = table.insert(accountId, checkedName);
            use.begin(served, id, use.usable(served, List.of(accountId)), NumberRole.ID, since);
            if (!aliases.isEmpty()) {
                use.begin(served, id, use.usable(served, aliases), NumberRole.ALIAS, since);
            }
            return known(table.find(id));
        });
    }

    /**
     * Changes what people see of an account; its ID and numbers stay.
     *
     * @param version the one that was read
     * @throws com.didstock.tenancy.RefusedException if it can't be so
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if there is no such account
     */
    public Account update(Actor actor, int customer, int id, int version, String name, AccountStatus status) {
        var checkedName = checkedName(name);
        return write(actor, customer, served -> {
            var table = new AccountTable(served);
            requireVersion(table.lock(id), version);
            table.update(id, checkedName, status);
            return known(table.find(id));
        });
    }

    /**
     * Gives an account another ID: first it uses the new one, then it stops using the old one. If the new one fails,
     * nothing changes; if it is the old one written differently, nothing changes either.
     *
     * @param version the one that was read
     * @param then where the old ID goes, if that is a number; null: as is laid down for the customer
     * @throws com.didstock.tenancy.RefusedException if it can't be so; see {@link AccountRefusal}
     * @throws com.didstock.tenancy.LimitExceededException if the customer would exceed its limits
     * @throws ChangedMeanwhileException if somebody else changed it since
     * @throws NotThereException if there is no such account
     */
    public Account changeId(Actor actor, int customer, int id, int version, String accountId, @Nullable AfterUse then) {
        return write(actor, customer, served -> {
            requireRightFor(served.context(), then);
            var table = new AccountTable(served);
            var before = table.lock(id);
            requireVersion(before, version);
            var wanted = AccountId.read(accountId, use.defaultCountry(served.context()));
            if (wanted.text().equals(before.accountId())) {
                return before;
            }
            table.setId(id, wanted.text());
            var old = before.hasNumberAsId() ? List.of(before.accountId()) : List.<String>of();
            if (!old.isEmpty()) {
                // Makes room: an account has one ID.
                served.context().begin(UUID.randomUUID(), NumberUse.MAKE_ROOM);
                use.move(served, id, id, old, NumberRole.ALIAS);
            }
            if (before.aliases().contains(wanted.text())) {
                served.context().begin(UUID.randomUUID(), NumberUse.MOVE);
                use.move(served, id, id, List.of(wanted.text()), NumberRole.ID);
            } else {
                useAsId(served, id, wanted);
            }
            use.end(served, id, old, then);
            return known(table.find(id));
        });
    }

    /**
     * Deletes an account; it stops using its numbers.
     *
     * @param then where they go; null: as is laid down for the customer
     * @return the account as it was
     * @throws com.didstock.tenancy.RefusedException if the choice is not the actor's
     * @throws com.didstock.tenancy.StockChangedException if others changed the numbers in this moment
     * @throws NotThereException if there is no such account
     */
    public Account delete(Actor actor, int customer, int id, @Nullable AfterUse then) {
        return write(actor, customer, served -> {
            requireRightFor(served.context(), then);
            var table = new AccountTable(served);
            var account = table.lock(id);
            use.end(
                    served,
                    id,
                    account.numbers().stream()
                            .map(AccountNumber::number)
                            .sorted()
                            .toList(),
                    then);
            table.delete(id);
            return account;
        });
    }

    // ------------------------------------------------------------------------------------------- parts

    private void useAsId(ServedCustomer served, int account, AccountId wanted) {
        if (!wanted.number()) {
            return;
        }
        var number = wanted.text();
        var sources = use.sources(served, List.of(number));
        switch (sources.get(number)) {
            case null -> throw new IllegalStateException("not judged: " + number);
            case Source.Refused(var why) -> throw why.because(number);
            case Source.NotHeld() -> {
                if (use.isStockNumber(served.context(), number)) {
                    throw AccountRefusal.NOT_HELD.because(number);
                }
            }
            case Source.Held _, Source.FromParent _ -> use.begin(served, account, sources, NumberRole.ID);
        }
    }

    private <T> T write(Actor actor, int customer, Function<ServedCustomer, T> work) {
        return transactions.write(actor, Right.PROVISION, context -> {
            var served = ServedCustomer.of(context, customer);
            context.begin(UUID.randomUUID(), NumberUse.CHANGE);
            return work.apply(served);
        });
    }

    /** To take a number from the customer by choice is to release it. */
    static void requireRightFor(TenantContext context, @Nullable AfterUse then) {
        if (then == AfterUse.BACK_TO_BATCH || then == AfterUse.RELEASE_TO_POOL) {
            context.require(Right.RELEASE);
        }
    }

    private static void requireVersion(Account account, int version) {
        if (account.version() != version) {
            throw new ChangedMeanwhileException("account");
        }
    }

    private static Account known(Optional<Account> account) {
        return account.orElseThrow(() -> new NotThereException("account"));
    }

    private static String checkedName(String name) {
        var checked = name.strip();
        if (checked.length() > LONGEST_NAME || checked.chars().anyMatch(Character::isISOControl)) {
            throw AccountRefusal.NAME_TOO_LONG.because(LONGEST_NAME);
        }
        return checked;
    }
}
