package com.didstock.downloads;

import com.didstock.downloads.DownloadOrder.What;
import com.didstock.inventory.DidRow;
import com.didstock.inventory.DidSort;
import com.didstock.inventory.NumberInventory;
import com.didstock.provisioning.AccountNumbers;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * The tenant's numbers as files. A file is written while it is read, stretch by stretch, each in a transaction of its own:
 * it is never in memory as a whole, and whoever may no longer read gets no further.
 *
 * <p>Hence each stretch tells its numbers as they are at its own moment. In order of the number none stands in the file
 * twice, and all that are there from the first stretch to the last stand in it.
 */
@Service
public class NumberDownloads {

    /** So many of a tenant at once. */
    public static final int PER_TENANT = 2;

    private static final int IN_ALL = 8;
    private static final int STRETCH = 10_000;

    private final TenantTransaction transactions;
    private final NumberInventory inventory;
    private final AccountsOf accounts;
    private final int stretch;
    private final DownloadPlaces places = new DownloadPlaces(PER_TENANT, IN_ALL);

    @Autowired
    NumberDownloads(TenantTransaction transactions, NumberInventory inventory, AccountNumbers accounts) {
        this(transactions, inventory, accounts::using, STRETCH);
    }

    NumberDownloads(TenantTransaction transactions, NumberInventory inventory, AccountsOf accounts, int stretch) {
        this.transactions = transactions;
        this.inventory = inventory;
        this.accounts = accounts;
        this.stretch = stretch;
    }

    /**
     * Begins a file: takes a place and reads the first stretch, so that what can be refused is refused before anything is
     * written. Close it to give the place back.
     *
     * @throws RefusedException if too many are at it, or the search finds too much to be sorted so
     * @throws com.didstock.tenancy.TooHeavyException if the search takes too long even so
     */
    public NumberDownload begin(Actor actor, DownloadOrder order) {
        var place = places.take(actor.tenantId());
        try {
            checkSort(actor, order.what());
            var table = table(actor, order);
            var next = new Stretches(actor, order.what());
            return new NumberDownload(transactions, actor, order, table, next.read(), next, place);
        } catch (RuntimeException refused) {
            place.close();
            throw refused;
        }
    }

    /**
     * Refuses what {@link #begin} would refuse, and begins nothing.
     *
     * @throws RefusedException as begin does
     */
    public void check(Actor actor, DownloadOrder order) {
        var least = switch (order.what()) {
            case What.Named named -> named;
            case What.Found found -> new What.Found(found.filter(), found.from(), 1);
        };
        begin(actor, new DownloadOrder(least, order.columns(), order.format(), order.zone()))
                .close();
    }

    private void checkSort(Actor actor, What what) {
        if (what instanceof What.Found found && found.from().sort() != DidSort.NUMBER) {
            var count = inventory.count(actor, found.filter());
            if (!count.exact() || count.value() > NumberInventory.EXACT_COUNT) {
                throw new RefusedException(DownloadRefusal.TOO_MANY_TO_SORT, NumberInventory.EXACT_COUNT);
            }
        }
    }

    /**
     * What the file is like.
     *
     * @param owner the tenant whose numbers it tells
     * @param ownVendors whether it can be uploaded again
     */
    record Table(String owner, boolean ownVendors, List<DidColumn> columns, Instant at) {

        Table {
            columns = List.copyOf(columns);
        }

        List<String> header() {
            return columns.stream().map(column -> column.title(ownVendors)).toList();
        }
    }

    private Table table(Actor actor, DownloadOrder order) {
        return transactions.read(actor, context -> {
            var tenant = context.tenant();
            var columns = columns(order.columns(), tenant, context.rights());
            return new Table(tenant.name(), tenant.ownVendors(), columns, context.now());
        });
    }

    /**
     * {@return the columns of a file, in order}
     *
     * @param wanted in this order; empty for all
     */
    static List<DidColumn> columns(Set<DidColumn> wanted, TenantContext.TenantFacts tenant, Set<Right> rights) {
        var columns = EnumSet.allOf(DidColumn.class);
        if (!wanted.isEmpty()) {
            columns.retainAll(wanted);
        }
        columns.add(DidColumn.NUMBER);
        if (tenant.ownVendors()) {
            columns.addAll(DidColumn.OF_UPLOADS);
        } else {
            columns.remove(DidColumn.VENDOR_BATCH);
        }
        switch (tenant.kind()) {
            case OPERATOR -> columns.removeAll(Set.of(DidColumn.SUPPLY_LABEL, DidColumn.ACCOUNT));
            case RESELLER -> columns.remove(DidColumn.ACCOUNT);
            case CUSTOMER -> columns.removeAll(DidColumn.OF_SELLERS);
        }
        addCurrencies(columns);
        if (!rights.contains(Right.SEE_MONEY)) {
            columns.removeAll(DidColumn.OF_MONEY);
        }
        return inOrder(wanted, columns);
    }

    /** The number first unless it has its own place, then what is wanted as it is wanted, then what must be added. */
    private static List<DidColumn> inOrder(Set<DidColumn> wanted, EnumSet<DidColumn> columns) {
        var order = new LinkedHashSet<DidColumn>();
        if (!wanted.contains(DidColumn.NUMBER)) {
            order.add(DidColumn.NUMBER);
        }
        order.addAll(wanted);
        order.retainAll(columns);
        order.addAll(columns);
        return List.copyOf(order);
    }

    /** An amount without its currency says nothing. */
    private static void addCurrencies(EnumSet<DidColumn> columns) {
        if (columns.contains(DidColumn.ACTIVATION_COST) || columns.contains(DidColumn.RECURRING_COST)) {
            columns.add(DidColumn.CURRENCY);
        }
        if (columns.contains(DidColumn.ACTIVATION_REVENUE) || columns.contains(DidColumn.RECURRING_REVENUE)) {
            columns.add(DidColumn.REVENUE_CURRENCY);
        }
    }

    /** Tells by which of the tenant's accounts numbers are used. */
    @FunctionalInterface
    interface AccountsOf {

        /** {@return the account's ID by number; nothing for numbers that none uses} */
        Map<String, String> using(Actor actor, List<String> numbers);
    }

    /** Reads one stretch after the other. */
    final class Stretches {

        private final Actor actor;
        private What rest;

        private Stretches(Actor actor, What what) {
            this.actor = actor;
            this.rest = what;
        }

        /** {@return the next numbers; may be none} */
        List<DidRow> read() {
            return switch (rest) {
                case What.Named named -> named(named);
                case What.Found found -> found(found);
            };
        }

        private List<DidRow> named(What.Named named) {
            var now =
                    named.numbers().subList(0, Math.min(stretch, named.numbers().size()));
            rest = new What.Named(
                    named.numbers().subList(now.size(), named.numbers().size()));
            return inventory.rows(actor, now);
        }

        private List<DidRow> found(What.Found found) {
            var most = (int) Math.min(stretch, found.most());
            var page = inventory.stretch(actor, found.filter(), found.from(), most);
            var last = page.last();
            var left = found.most() - page.rows().size();
            rest = last == null || left == 0
                    ? new What.Named(List.of())
                    : new What.Found(found.filter(), found.from().at(last, false), left);
            return page.rows();
        }

        /** {@return the accounts that use these numbers, where the file tells them} */
        Map<String, String> accounts(Table table, List<DidRow> rows) {
            return table.columns().contains(DidColumn.ACCOUNT)
                    ? accounts.using(actor, rows.stream().map(DidRow::number).toList())
                    : Map.of();
        }

        /** {@return whether there is nothing left to read} */
        boolean over() {
            return rest instanceof What.Named(var numbers) && numbers.isEmpty();
        }
    }
}
