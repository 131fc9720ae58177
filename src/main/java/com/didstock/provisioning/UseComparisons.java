package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.ACCOUNT;
import static com.didstock.db.didstock.Tables.ACCOUNT_NUMBER;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.TenantKind;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.Holdings;
import com.didstock.provisioning.SwitchList.Entry;
import com.didstock.provisioning.UseDifference.Kind;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Compares a softswitch's list of numbers and accounts with what is in use here: at the accounts of the acting tenant's
 * customers, or of the customer that acts. Nothing is changed, and of the file nothing is kept.
 */
@Service
public class UseComparisons {

    /** So many differences are told one by one; all are counted. */
    public static final int MOST_DIFFERENCES = 100_000;

    /** The largest file, in megabytes. */
    public static final int MOST_MEGABYTES = 50;

    private static final int STRETCH = 10_000;
    private static final int AT_ONCE = 2;
    private static final int BUFFER = 64 * 1024;

    private final TenantTransaction transactions;
    private final NumberUse use;
    private final Holdings holdings;
    private final Semaphore free = new Semaphore(AT_ONCE);

    UseComparisons(TenantTransaction transactions, NumberUse use, Holdings holdings) {
        this.transactions = transactions;
        this.use = use;
        this.holdings = holdings;
    }

    /**
     * Compares a list.
     *
     * @param customer one customer only, the acting one or a direct one; null for all of them
     * @param content CSV, XLSX or XLS with a header: a column of numbers and, maybe, one of accounts. Read to its end, not
     *     closed
     * @throws com.didstock.tables.TableRefusedException if it is no table that can be read, or breaks a limit
     * @throws com.didstock.tenancy.RefusedException if it can't be compared; see {@link ComparisonRefusal}
     * @throws com.didstock.tenancy.NotThereException if there is no such customer
     */
    public UseComparison compare(Actor actor, @Nullable Integer customer, InputStream content) {
        // Asked before the file is read: it takes its time.
        var country = transactions
                .read(actor, context -> {
                    if (customer != null) {
                        ServedCustomer.of(context, customer);
                    }
                    return Optional.ofNullable(use.defaultCountry(context));
                })
                .orElse(null);
        if (!free.tryAcquire()) {
            throw ComparisonRefusal.BUSY.because();
        }
        try {
            var list = read(content, country);
            return transactions.read(actor, context -> new Run(context, customer, list, country).compare());
        } finally {
            free.release();
        }
    }

    private static SwitchList read(InputStream content, @Nullable String country) {
        try {
            var path = Files.createTempFile("comparison", ".upload");
            try {
                keep(content, path);
                return SwitchList.read(path, country);
            } finally {
                Files.deleteIfExists(path);
            }
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private static void keep(InputStream content, Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            var buffer = new byte[BUFFER];
            long bytes = 0;
            for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                bytes += read;
                if (bytes > MOST_MEGABYTES * 1024L * 1024L) {
                    throw ComparisonRefusal.TOO_BIG.because(MOST_MEGABYTES);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static int next(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException _) {
            throw ComparisonRefusal.INTERRUPTED.because();
        }
    }

    /** A number that an account uses here. */
    private record Used(String number, int customer, String customerName, String account) {}

    /** One comparison: walks what is in use here in stretches, and then what is left of the list. */
    private final class Run {

        private final TenantContext context;
        private final @Nullable Integer customer;
        private final SwitchList list;
        private final @Nullable String country;
        private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        private final List<UseDifference> differences = new ArrayList<>();
        private final TreeSet<String> left;
        private int inUse;
        private int agreed;

        Run(TenantContext context, @Nullable Integer customer, SwitchList list, @Nullable String country) {
            this.context = context;
            this.customer = customer;
            this.list = list;
            this.country = country;
            this.left = new TreeSet<>(list.entries().keySet());
        }

        UseComparison compare() {
            var stretch = used("");
            while (!stretch.isEmpty()) {
                stretch.forEach(this::judge);
                stretch = used(stretch.getLast().number());
            }
            var numbers = List.copyOf(left);
            for (int from = 0; from < numbers.size(); from += STRETCH) {
                notHere(numbers.subList(from, Math.min(from + STRETCH, numbers.size())));
            }
            list.faults().forEach(this::tell);
            return new UseComparison(list.lines(), inUse, agreed, counts, differences);
        }

        private void judge(Used used) {
            inUse++;
            var entry = list.entries().get(used.number());
            if (entry == null) {
                tell(difference(Kind.NOT_THERE, used, 0, ""));
                return;
            }
            left.remove(used.number());
            if (entry.account().isBlank() || SwitchList.isSame(used.account(), entry.account(), country)) {
                agreed++;
            } else {
                tell(difference(Kind.OTHER_ACCOUNT, used, entry.line(), SwitchList.shown(entry.account())));
            }
        }

        private UseDifference difference(Kind kind, Used used, int line, String there) {
            return new UseDifference(
                    kind, line, used.number(), used.customer(), used.customerName(), used.account(), there, null);
        }

        private void notHere(List<String> numbers) {
            var statuses = new HashMap<String, Candidate>();
            holdings.candidates(context, numbers).forEach(candidate -> statuses.put(candidate.number(), candidate));
            for (var number : numbers) {
                var entry = list.entries().getOrDefault(number, new Entry(0, ""));
                var held = statuses.get(number);
                tell(new UseDifference(
                        Kind.NOT_HERE,
                        entry.line(),
                        number,
                        null,
                        null,
                        null,
                        SwitchList.shown(entry.account()),
                        held == null ? null : held.status()));
            }
        }

        private void tell(UseDifference difference) {
            counts.merge(difference.kind(), 1, Integer::sum);
            if (differences.size() < MOST_DIFFERENCES) {
                differences.add(difference);
            }
        }

        private List<Used> used(String after) {
            return context.sql()
                    .select(ACCOUNT_NUMBER.NUMBER, TENANT.TENANT_ID, TENANT.NAME, ACCOUNT.ACCOUNT_ID)
                    .from(ACCOUNT_NUMBER)
                    .join(TENANT)
                    .on(
                            TENANT.OPERATOR_ID.eq(ACCOUNT_NUMBER.OPERATOR_ID),
                            TENANT.TENANT_ID.eq(ACCOUNT_NUMBER.TENANT_ID))
                    .join(ACCOUNT)
                    .on(
                            ACCOUNT.OPERATOR_ID.eq(ACCOUNT_NUMBER.OPERATOR_ID),
                            ACCOUNT.TENANT_ID.eq(ACCOUNT_NUMBER.TENANT_ID),
                            ACCOUNT.ID.eq(ACCOUNT_NUMBER.ACCOUNT_ID))
                    .where(ACCOUNT_NUMBER.OPERATOR_ID.eq(context.actor().operatorId()))
                    .and(served())
                    .and(ACCOUNT_NUMBER.NUMBER.gt(after))
                    .orderBy(ACCOUNT_NUMBER.NUMBER)
                    .limit(STRETCH)
                    .fetch(row -> new Used(row.value1(), row.value2(), row.value3(), row.value4()));
        }

        private Condition served() {
            var me = context.actor().tenantId();
            var mine = TENANT.TENANT_ID.eq(me).or(TENANT.PARENT_ID.eq(me)).and(TENANT.KIND.eq(TenantKind.CUSTOMER));
            return customer == null ? mine : mine.and(TENANT.TENANT_ID.eq(customer));
        }
    }
}
