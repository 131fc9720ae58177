package com.didstock.testing;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import com.didstock.tenancy.TenantTransactions;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Two operators with their trees, made the way the portal makes them: as the application role, through tenant
 * transactions and the chain functions. Each call of {@link #plant} makes its own, so tests don't meet.
 *
 * <pre>
 * o (operator)
 * ├─ a (reseller) ─┬─ a1 (reseller) ── ca1 (customer)
 * │                └─ ca (customer)
 * └─ b (reseller, buys from vendors itself) ── cb (customer)
 * p (another operator) ── q (reseller)
 * </pre>
 *
 * <p>Everybody pays in euros. Each tenant that sells has a batch "Wholesale" for resellers and "Retail" for customers, and
 * each child is assigned the one that fits it. Numbers loaded by {@link #load(Member, int)} cost 1.00 once and 2.00 a month;
 * every batch adds 0.20 and 0.50.
 */
public final class TestTree {

    public static final String CURRENCY = "EUR";

    private static final AtomicLong NUMBERS = new AtomicLong(4_930_000_000_000L);
    private static final HikariDataSource POOL = pool();

    /** One tenant, with somebody who may do all that its role allows, and somebody who may only look. */
    public record Member(
            String name,
            TenantKind kind,
            Actor admin,
            Actor viewer,
            @Nullable Member parent) {

        public int operatorId() {
            return admin.operatorId();
        }

        public int id() {
            return admin.tenantId();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What a file would say of a number; the vendor batch is the loading tenant's own. */
    public record Facts(
            BigDecimal activationCost,
            BigDecimal recurringCost,
            @Nullable String country,
            @Nullable String area,
            String numberType,
            String numberClass,
            boolean freeOfCharge) {

        public static final Facts BERLIN = new Facts(
                new BigDecimal("1.00"), new BigDecimal("2.00"), "DE", "Berlin", "GEOGRAPHIC", "STANDARD", false);

        public Facts costing(String activation, String recurring) {
            return new Facts(
                    new BigDecimal(activation),
                    new BigDecimal(recurring),
                    country,
                    area,
                    numberType,
                    numberClass,
                    freeOfCharge);
        }

        public Facts in(@Nullable String otherCountry, @Nullable String otherArea) {
            return new Facts(
                    activationCost, recurringCost, otherCountry, otherArea, numberType, numberClass, freeOfCharge);
        }

        public Facts ofType(String otherType) {
            return new Facts(activationCost, recurringCost, country, area, otherType, numberClass, freeOfCharge);
        }

        public Facts free() {
            return new Facts(activationCost, recurringCost, country, area, numberType, numberClass, true);
        }
    }

    private final TestClock clock = new TestClock();
    private final TenantTransaction transactions = TenantTransactions.over(POOL, clock);
    private final Map<Member, Integer> wholesale = new HashMap<>();
    private final Map<Member, Integer> retail = new HashMap<>();
    private final Map<Member, Integer> vendorBatches = new HashMap<>();
    private final List<Member> customers = new ArrayList<>();
    private final Map<Member, Integer> lines = new ConcurrentHashMap<>();

    public final Member o = operator("O");
    public final Member a = reseller(o, "A", false);
    public final Member b = reseller(o, "B", true);
    public final Member a1 = reseller(a, "A1", false);
    public final Member ca = customer(a, "CA");
    public final Member ca1 = customer(a1, "CA1");
    public final Member cb = customer(b, "CB");
    public final Member p = operator("P");
    public final Member q = reseller(p, "Q", false);

    private TestTree() {}

    public static TestTree plant() {
        return new TestTree();
    }

    /** {@return the time that everything done through this tree happens at} */
    public TestClock clock() {
        return clock;
    }

    public TenantTransaction transactions() {
        return transactions;
    }

    public List<Member> members() {
        return List.of(o, a, b, a1, ca, ca1, cb, p, q);
    }

    /** {@return id of the batch by which a tenant sells to resellers} */
    public int wholesale(Member seller) {
        return Objects.requireNonNull(wholesale.get(seller));
    }

    /** {@return id of the batch by which a tenant sells to customers} */
    public int retail(Member seller) {
        return Objects.requireNonNull(retail.get(seller));
    }

    /** {@return id of the batch in which the numbers lie that a tenant bought} */
    public int vendorBatch(Member buyer) {
        return Objects.requireNonNull(vendorBatches.get(buyer));
    }

    // ------------------------------------------------------------------------------------------ tenants and batches

    /** Adds an operator with its administrator and a viewer, a vendor, and its two batches. */
    public Member operator(String name) {
        var slug = "test-" + UUID.randomUUID();
        try (var connection = POOL.getConnection()) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            int id = number(sql.fetchValue("select register_operator(?, ?, ?)", slug, name, CURRENCY));
            int user = number(
                    sql.fetchValue("select register_first_admin(?, ?, ?, '!', false)", id, login("admin"), "Ada"));
            var admin = new Actor(id, id, user);
            var viewer = user(admin, id, "OPERATOR_VIEWER");
            var member = new Member(name, TenantKind.OPERATOR, admin, viewer, null);
            sellFrom(member);
            buyFor(member);
            return member;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a reseller with its users, batches and, if it buys for itself, a vendor. */
    public Member reseller(Member parent, String name, boolean ownVendors) {
        int id = tenant(parent, "RESELLER", name, ownVendors);
        var member = new Member(
                name,
                TenantKind.RESELLER,
                user(parent.admin(), id, "RESELLER_ADMIN"),
                user(parent.admin(), id, "RESELLER_VIEWER"),
                parent);
        assign(parent, member, wholesale(parent));
        sellFrom(member);
        if (ownVendors) {
            buyFor(member);
        }
        return member;
    }

    /** Adds a customer with one user. */
    public Member customer(Member parent, String name) {
        int id = tenant(parent, "CUSTOMER", name, false);
        var user = user(parent.admin(), id, "CUSTOMER");
        var member = new Member(name, TenantKind.CUSTOMER, user, user, parent);
        customers.add(member);
        assign(parent, member, retail(parent));
        return member;
    }

    /**
     * Adds a pricing batch that adds 0.20 once and 0.50 a month.
     *
     * @param appliedTo RESELLERS or CUSTOMERS
     */
    public int batch(Member seller, String name, String appliedTo, String currency) {
        return write(
                seller,
                "TEST",
                ctx -> number(ctx.sql().fetchValue("""
                        insert into pricing_batch (operator_id, tenant_id, name, applied_to, currency, activation_fee,
                            recurring_fee, rounding)
                        values (?, ?, ?, ?::batch_audience, ?, 0.20, 0.50, 2) returning id
                        """, seller.operatorId(), seller.id(), name, appliedTo, currency)));
    }

    /** Assigns a batch to a child, after those it has. */
    public void assign(Member parent, Member child, int batch) {
        write(
                parent,
                "TEST",
                ctx -> ctx.sql()
                        .execute(
                                """
                        insert into assigned_batch (operator_id, tenant_id, child_id, position, pricing_batch_id)
                        select ?, ?, ?, 1 + count(*), ? from assigned_batch
                        where operator_id = ? and tenant_id = ? and child_id = ?
                        """,
                                parent.operatorId(),
                                parent.id(),
                                child.id(),
                                batch,
                                parent.operatorId(),
                                parent.id(),
                                child.id()));
    }

    private int tenant(Member parent, String kind, String name, boolean ownVendors) {
        return write(
                parent,
                "TEST",
                ctx -> number(
                        ctx.sql().fetchValue("""
                        insert into tenant (operator_id, parent_id, kind, name, currency, own_vendors)
                        values (?, ?, ?::tenant_kind, ?, ?, ?) returning tenant_id
                        """, parent.operatorId(), parent.id(), kind, name, CURRENCY, ownVendors)));
    }

    /** Adds somebody who works for the member and may see no money. */
    public Actor clerk(Member member) {
        var parent = member.parent();
        return user((parent == null ? member : parent).admin(), member.id(), member.kind() + "_CLERK");
    }

    private Actor user(Actor by, int tenantId, String role) {
        return transactions.write(by, Right.ADMINISTER, ctx -> {
            int user = number(ctx.sql()
                    .fetchValue("""
                            insert into app_user (operator_id, tenant_id, login, display_name, role, password_hash)
                            values (?, ?, ?, ?, ?::user_role, '!') returning user_id
                            """, by.operatorId(), tenantId, login(role.toLowerCase(Locale.ROOT)), role, role));
            return new Actor(by.operatorId(), tenantId, user);
        });
    }

    private void sellFrom(Member seller) {
        wholesale.put(seller, batch(seller, "Wholesale", "RESELLERS", CURRENCY));
        retail.put(seller, batch(seller, "Retail", "CUSTOMERS", CURRENCY));
    }

    private void buyFor(Member buyer) {
        var id = write(buyer, "TEST", ctx -> {
            int vendor = number(ctx.sql()
                    .fetchValue(
                            "insert into vendor (operator_id, tenant_id, name) values (?, ?, 'Carrier') returning id",
                            buyer.operatorId(),
                            buyer.id()));
            return number(ctx.sql().fetchValue("""
                            insert into vendor_batch (operator_id, tenant_id, vendor_id, name, currency, supply_label)
                            values (?, ?, ?, 'Carrier numbers', ?, 'Premium routes') returning id
                            """, buyer.operatorId(), buyer.id(), vendor, CURRENCY));
        });
        vendorBatches.put(buyer, id);
    }

    // ------------------------------------------------------------------------------------------ numbers

    /** {@return numbers that nothing in this JVM has used yet, ascending} */
    public static List<String> freshNumbers(int count) {
        return Stream.generate(() -> Long.toString(NUMBERS.incrementAndGet()))
                .limit(count)
                .toList();
    }

    /** Loads fresh numbers, free at once. */
    public List<String> load(Member buyer, int count) {
        return load(buyer, freshNumbers(count), Facts.BERLIN);
    }

    /** Loads numbers, free at once (or aging, if they were in stock before). */
    public List<String> load(Member buyer, List<String> numbers, Facts facts) {
        return load(buyer, numbers, facts, true);
    }

    /**
     * Stages and imports numbers as an upload does.
     *
     * @param release free at once instead of frozen
     */
    public List<String> load(Member buyer, List<String> numbers, Facts facts, boolean release) {
        write(buyer, "UPLOAD", ctx -> {
            var upload = stage(ctx, buyer, numbers, facts);
            return ctx.sql()
                    .fetchValue(
                            "select import_upload(?::uuid, 0, ?, ?, ?::timestamptz)",
                            upload,
                            numbers.size(),
                            release,
                            at(ctx.now()));
        });
        return numbers;
    }

    /** Stages numbers without importing them. */
    public UUID stage(TenantContext ctx, Member buyer, List<String> numbers, Facts facts) {
        var upload = UUID.randomUUID();
        ctx.sql()
                .execute(
                        """
                        insert into upload (operator_id, tenant_id, id, file_name, status, user_id, login, created_at)
                        values (?, ?, ?, 'numbers.csv', 'CHECKED', ?, ?, ?::timestamptz)
                        """, buyer.operatorId(), buyer.id(), upload, ctx.actor().userId(), ctx.login(), at(ctx.now()));
        ctx.sql()
                .execute(
                        """
                        insert into upload_line (operator_id, tenant_id, upload_id, entry, line, number, vendor_batch_id,
                            activation_cost, recurring_cost, description, free_of_charge, country, area, number_type,
                            number_class, frozen)
                        select ?, ?, ?, n.place - 1, n.place, n.number, ?, ?, ?, '', ?, ?, ?, ?, ?, false
                        from unnest(?::text[]) with ordinality as n (number, place)
                        """,
                        buyer.operatorId(),
                        buyer.id(),
                        upload,
                        vendorBatch(buyer),
                        facts.activationCost(),
                        facts.recurringCost(),
                        facts.freeOfCharge(),
                        facts.country(),
                        facts.area(),
                        facts.numberType(),
                        facts.numberClass(),
                        array(numbers));
        return upload;
    }

    /** Puts numbers into a pricing batch, or into none. */
    public void put(Member holder, @Nullable Integer batch, Collection<String> numbers) {
        write(
                holder,
                "ASSIGN_TO_PRICING_BATCH",
                ctx -> expect(
                        numbers.size(),
                        ctx.sql().execute("""
                                update did_holding set pricing_batch_id = ?::int, version = version + 1
                                where operator_id = ? and tenant_id = ? and number = any (?::text[])
                                """, batch, holder.operatorId(), holder.id(), array(numbers))));
    }

    /** Puts those of the numbers that are not given out into a pricing batch, or into none, and passes over the others. */
    public void putWhatIsHere(Member holder, @Nullable Integer batch, Collection<String> numbers) {
        write(
                holder,
                "ASSIGN_TO_PRICING_BATCH",
                ctx -> ctx.sql().execute("""
                        update did_holding set pricing_batch_id = ?::int, version = version + 1
                        where operator_id = ? and tenant_id = ? and number = any (?::text[]) and child_id is null
                        """, batch, holder.operatorId(), holder.id(), array(numbers)));
    }

    /** Gives free or reserved numbers to a child, priced by their batch or by the child's assigned one. */
    public void give(Member holder, Member child, Collection<String> numbers) {
        chain(
                holder,
                "GIVE",
                "select give_numbers(?, ?::text[], false, '{FREE,RESERVED}', ?::timestamptz)",
                child.id(),
                array(numbers));
    }

    /** Takes any numbers of the offer; {@return those it got, at most as many as asked for} */
    public List<String> take(Member child, int count) {
        return write(
                child,
                "TAKE",
                ctx -> ctx.sql().fetchValues("""
                        select number from claim_from_offer(null, null, null, null, null, null, null, null, ?, ?::timestamptz)
                        """, count, at(ctx.now())).stream()
                        .map(Objects::toString)
                        .toList());
    }

    /** Takes back what was given to a child and is not in use; numbers that were used for a day age 45 days. */
    public void recall(Member holder, Collection<String> numbers) {
        chain(
                holder,
                "RECALL",
                "select recall_numbers(?::text[], ?::int[], '{FREE,FROZEN,AGING,RESERVED,GIVEN}', ?::timestamptz)",
                array(numbers),
                days(numbers, 45));
    }

    /** Gives numbers back to the tenant above; numbers that were used for a day age 45 days. */
    public void release(Member holder, Collection<String> numbers) {
        chain(
                holder,
                "RELEASE_TO_POOL",
                "select release_numbers(?::text[], ?::int[], false, '{FREE,FROZEN,AGING,RESERVED}', '{}', ?::timestamptz)",
                array(numbers),
                days(numbers, 45));
    }

    /** Says that an account of the customer uses these numbers, or no longer does. */
    public void setInUse(Member who, Collection<String> numbers, boolean inUse) {
        var customer = customers.stream()
                .filter(it -> it == who || it.parent() == who)
                .findFirst()
                .orElse(ca1);
        int line = lines.computeIfAbsent(customer, this::line);
        if (inUse) {
            chain(
                    who,
                    "ASSIGN_TO_ACCOUNT",
                    "select use_numbers(?, ?, ?::text[], 'ALIAS', ?::timestamptz)",
                    customer.id(),
                    line,
                    array(numbers));
        } else {
            chain(
                    who,
                    "UNASSIGN_FROM_ACCOUNT",
                    "select stop_using(?, ?, ?::text[], ?::int[], 'KEEP', ?::timestamptz)",
                    customer.id(),
                    line,
                    array(numbers),
                    days(numbers, 45));
        }
    }

    private int line(Member customer) {
        return write(
                customer,
                "TEST",
                ctx -> number(ctx.sql().fetchValue("""
                        insert into account (operator_id, tenant_id, account_id, created_at)
                        values (?, ?, 'line', ?::timestamptz) returning id
                        """, customer.operatorId(), customer.id(), at(ctx.now()))));
    }

    /** Keeps numbers for a child. */
    public void reserve(Member holder, Member child, Collection<String> numbers, Duration length) {
        chain(
                holder,
                "RESERVE",
                "select reserve_numbers(?::text[], ?::timestamptz, ?, null, '{FREE}', ?::timestamptz)",
                array(numbers),
                at(clock.instant().plus(length)),
                child.id());
    }

    /** Takes numbers out of stock. */
    public void delete(Member holder, Collection<String> numbers) {
        chain(
                holder,
                "DELETE",
                "select delete_numbers(?::text[], '{FREE,FROZEN,AGING,RESERVED}', ?::timestamptz)",
                (Object) array(numbers));
    }

    /** Calls a chain function as a member; the time of the transaction is added as the last argument. */
    public void chain(Member member, String operation, String call, Object... arguments) {
        write(
                member,
                operation,
                ctx -> ctx.sql()
                        .fetchValue(
                                call,
                                Stream.concat(Stream.of(arguments), Stream.of(at(ctx.now())))
                                        .toArray()));
    }

    /** {@return IN_USE, or the stored state, or ABSENT if the tenant does not hold the number} */
    public String status(Member holder, String number) {
        return read(holder, ctx -> {
            var row = holding(ctx, number);
            if (row == null) {
                return "ABSENT";
            }
            return row.get("in_use", Boolean.class) ? "IN_USE" : row.get("state", String.class);
        });
    }

    /** {@return the holder's row, as it sees it itself} */
    public Record holding(Member holder, String number) {
        return Objects.requireNonNull(read(holder, ctx -> holding(ctx, number)), () -> holder + " has no " + number);
    }

    private static @Nullable Record holding(TenantContext ctx, String number) {
        return ctx.sql()
                .fetchOne(
                        "select * from did_holding where operator_id = ? and tenant_id = ? and number = ?",
                        ctx.actor().operatorId(),
                        ctx.actor().tenantId(),
                        number);
    }

    // ------------------------------------------------------------------------------------------ transactions

    /** Reads as the member's administrator. */
    public <T extends @Nullable Object> T read(Member member, Function<TenantContext, T> work) {
        return transactions.read(member.admin(), work);
    }

    /** Writes as the member's administrator, in an operation of its own, whatever its rights: what may be is not asked. */
    public <T extends @Nullable Object> T write(Member member, String operation, Function<TenantContext, T> work) {
        return transactions.write(member.admin(), Right.VIEW, ctx -> {
            ctx.begin(UUID.randomUUID(), operation);
            return work.apply(ctx);
        });
    }

    /** Writes as the member's administrator in an operation of its own. */
    public void run(Member member, String operation, Consumer<TenantContext> work) {
        write(member, operation, ctx -> {
            work.accept(ctx);
            return true;
        });
    }

    public static String[] array(Collection<String> numbers) {
        return numbers.toArray(String[]::new);
    }

    /** {@return a quarantine of so many days for each number} */
    public static Integer[] days(Collection<String> numbers, int days) {
        return numbers.stream().map(_ -> days).toArray(Integer[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static int expect(int wanted, int written) {
        if (wanted != written) {
            throw new IllegalStateException("wrote %d of %d".formatted(written, wanted));
        }
        return written;
    }

    private static int number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).intValue();
    }

    private static String login(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setPoolName("test tree");
        pool.setDataSource(TestDatabase.get().app());
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    @Override
    public String toString() {
        return members().stream().map(Member::name).collect(Collectors.joining(" "));
    }
}
