package com.didstock.provisioning;

import static com.didstock.db.didstock.Tables.ACCOUNT_NUMBER;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.branding.AgingRules;
import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.db.didstock.enums.HoldingState;
import com.didstock.inventory.Candidate;
import com.didstock.inventory.DidStatus;
import com.didstock.inventory.HoldingChains;
import com.didstock.inventory.Holdings;
import com.didstock.tenancy.AfterUse;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets accounts use numbers and stop using them, on the whole chain at once. Inside the callers' transaction. */
@Component
class NumberUse {

    static final String ASSIGN = "ASSIGN_TO_ACCOUNT";
    static final String MOVE = "MOVE_TO_ACCOUNT";

    /** Of an account itself; what becomes of its numbers is told by the names of their own. */
    static final String CHANGE = "CHANGE_ACCOUNT";

    /** That an ID is an alias until its successor is there is told to nobody. */
    static final String MAKE_ROOM = "MAKE_ROOM";

    static final String UNASSIGN = "UNASSIGN_FROM_ACCOUNT";

    private static final HoldingState[] GIVABLE = {HoldingState.FREE, HoldingState.RESERVED};

    private final Holdings holdings;
    private final HoldingChains chains;
    private final Operators operators;

    NumberUse(Holdings holdings, HoldingChains chains, Operators operators) {
        this.holdings = holdings;
        this.chains = chains;
        this.operators = operators;
    }

    /** Where a number comes from that an account is to use, or why it can't. */
    sealed interface Source {

        /** The customer holds it. */
        record Held() implements Source {}

        /** Who acts for the customer holds it: it comes to the customer for this use. */
        record FromParent() implements Source {}

        /** Neither of them holds it. */
        record NotHeld() implements Source {}

        record Refused(AccountRefusal why) implements Source {}
    }

    /** How national numbers are read. */
    @Nullable
    String defaultCountry(TenantContext context) {
        return operators
                .known(context.actor().operatorId())
                .map(OperatorSettings::defaultCountry)
                .orElse(null);
    }

    /** Locks the chains of these numbers and says for each where it would come from. */
    Map<String, Source> sources(ServedCustomer customer, List<String> numbers) {
        var context = customer.context();
        chains.lockChains(context, numbers);
        var sources = new LinkedHashMap<String, Source>();
        numbers.forEach(number -> sources.put(number, new Source.NotHeld()));
        holdings.candidates(context, numbers)
                .forEach(candidate -> sources.put(candidate.number(), source(customer, candidate)));
        price(customer, sources);
        return sources;
    }

    /**
     * {@link #sources}, if all of them have one.
     *
     * @throws com.didstock.tenancy.RefusedException for the first that has none
     */
    Map<String, Source> usable(ServedCustomer customer, List<String> numbers) {
        var sources = sources(customer, numbers);
        sources.forEach((number, source) -> {
            switch (source) {
                case Source.Refused(var why) -> throw why.because(number);
                case Source.NotHeld() -> throw AccountRefusal.NOT_HELD.because(number);
                case Source.Held _, Source.FromParent _ -> {}
            }
        });
        return sources;
    }

    private static Source source(ServedCustomer customer, Candidate candidate) {
        if (customer.itself()) {
            return switch (candidate.status()) {
                case FREE -> new Source.Held();
                case IN_USE -> new Source.Refused(AccountRefusal.NUMBER_IN_USE);
                case FROZEN -> new Source.Refused(AccountRefusal.FROZEN);
                case RESERVED -> new Source.Refused(AccountRefusal.RESERVED);
                case AGING -> new Source.Refused(AccountRefusal.AGING);
                case PENDING -> new Source.Refused(AccountRefusal.PENDING);
                case GIVEN -> new Source.Refused(AccountRefusal.WITH_ANOTHER);
            };
        }
        var child = candidate.child();
        if (child != null && child != customer.id()) {
            return new Source.Refused(AccountRefusal.WITH_ANOTHER);
        }
        return switch (candidate.status()) {
            case GIVEN -> new Source.Held();
            case IN_USE -> new Source.Refused(AccountRefusal.NUMBER_IN_USE);
            case FREE -> new Source.FromParent();
            case RESERVED -> {
                var reservedFor = candidate.reservedFor();
                yield reservedFor != null && reservedFor == customer.id()
                        ? new Source.FromParent()
                        : new Source.Refused(AccountRefusal.RESERVED);
            }
            case FROZEN -> new Source.Refused(AccountRefusal.FROZEN);
            case AGING -> new Source.Refused(AccountRefusal.AGING);
            case PENDING -> new Source.Refused(AccountRefusal.PENDING);
        };
    }

    private void price(ServedCustomer customer, Map<String, Source> sources) {
        var wanted = numbers(sources, Source.FromParent.class);
        if (wanted.isEmpty()) {
            return;
        }
        var prices = chains.givePrices(customer.context(), customer.id(), wanted, false);
        for (var number : wanted) {
            var price = prices.get(number);
            var refusal = price == null ? AccountRefusal.NO_PRICE.name() : price.refusal();
            if (refusal != null) {
                sources.put(number, new Source.Refused(AccountRefusal.valueOf(refusal)));
            }
        }
    }

    /** {@return the numbers that come from there} */
    static List<String> numbers(Map<String, Source> sources, Class<? extends Source> from) {
        var numbers = new ArrayList<String>();
        sources.forEach((number, source) -> {
            if (from.isInstance(source)) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    /** An account begins to use all of these that have a source. */
    void begin(ServedCustomer customer, int account, Map<String, Source> sources, NumberRole role) {
        begin(customer, account, sources, role, customer.context().now());
    }

    /** An account has been using all of these that have a source. */
    void begin(ServedCustomer customer, int account, Map<String, Source> sources, NumberRole role, Instant since) {
        customer.context().begin(UUID.randomUUID(), ASSIGN);
        start(customer, account, sources, role, since);
    }

    /** {@link #begin}, as part of the operation that has begun. */
    void start(ServedCustomer customer, int account, Map<String, Source> sources, NumberRole role, Instant since) {
        var context = customer.context();
        var held = numbers(sources, Source.Held.class);
        if (!held.isEmpty()) {
            call(
                    context,
                    "use_numbers",
                    DSL.val(customer.id()),
                    DSL.val(account),
                    array(held),
                    DSL.val(AccountTable.stored(role)),
                    at(since));
        }
        var fromParent = numbers(sources, Source.FromParent.class);
        if (!fromParent.isEmpty()) {
            call(
                    context,
                    "provision_numbers",
                    DSL.val(customer.id()),
                    DSL.val(account),
                    array(fromParent),
                    DSL.val(AccountTable.stored(role)),
                    DSL.val(GIVABLE),
                    at(since));
        }
    }

    /**
     * An account stops using these; the account's own row is not touched.
     *
     * @param then where they go; null: as is laid down for the customer
     */
    void end(ServedCustomer customer, int account, List<String> numbers, @Nullable AfterUse then) {
        if (numbers.isEmpty()) {
            return;
        }
        customer.context().begin(UUID.randomUUID(), UNASSIGN);
        stop(customer, account, numbers, then);
    }

    /** @throws com.didstock.tenancy.RefusedException if only the provider may choose so */
    void requireChoice(ServedCustomer customer, @Nullable AfterUse then) {
        if (then == AfterUse.RELEASE_TO_POOL && customer.itself() && customer.afterUse() != then) {
            throw AccountRefusal.POOL_IS_THE_PROVIDERS.because();
        }
    }

    /**
     * {@link #end}, as part of the operation that has begun.
     *
     * @param account null: whichever uses each of them
     */
    void stop(ServedCustomer customer, @Nullable Integer account, List<String> numbers, @Nullable AfterUse then) {
        requireChoice(customer, then);
        var context = customer.context();
        chains.lockChains(context, numbers);
        var candidates = holdings.candidates(context, numbers);
        if (candidates.size() != numbers.size()
                || !candidates.stream().allMatch(candidate -> candidate.status() == DidStatus.IN_USE)) {
            throw new StockChangedException(new IllegalStateException("a number is not in use"));
        }
        call(
                context,
                "stop_using",
                DSL.val(customer.id()),
                DSL.val(account, SQLDataType.INTEGER),
                array(candidates.stream().map(Candidate::number).toList()),
                days(context, candidates),
                then == null
                        ? DSL.castNull(TENANT.AFTER_USE.getDataType())
                        : DSL.val(com.didstock.db.didstock.enums.AfterUse.valueOf(then.name())),
                at(context.now()));
    }

    /**
     * Numbers that one account uses are used by another, or in another role. Their holdings don't change.
     *
     * @param from null: whichever account uses each of them
     */
    void move(ServedCustomer customer, @Nullable Integer from, int to, List<String> numbers, NumberRole role) {
        call(
                customer.context(),
                "move_use",
                DSL.val(customer.id()),
                DSL.val(from, SQLDataType.INTEGER),
                DSL.val(to),
                array(numbers),
                DSL.val(role.name()).cast(ACCOUNT_NUMBER.ROLE.getDataType()));
    }

    /** {@return whether the operator's network has such a number} */
    boolean isStockNumber(TenantContext context, String number) {
        return context.sql()
                .select(DSL.function(DSL.name("didstock", "is_stock_number"), SQLDataType.BOOLEAN, DSL.val(number)))
                .fetchSingle()
                .value1();
    }

    private Field<Integer[]> days(TenantContext context, List<Candidate> candidates) {
        var settings = operators.known(context.actor().operatorId());
        HoldingChains.countDaysOfRestIn(
                context, settings.map(OperatorSettings::zone).orElse(ZoneOffset.UTC));
        var rules = settings.map(OperatorSettings::aging).orElse(AgingRules.STANDARD);
        return DSL.val(candidates.stream()
                .map(candidate ->
                        rules.days(candidate.country() == null ? "--" : candidate.country(), candidate.numberType()))
                .toArray(Integer[]::new));
    }

    private static void call(TenantContext context, String function, Field<?>... arguments) {
        context.sql()
                .select(DSL.function(DSL.name("didstock", function), SQLDataType.BIGINT, arguments))
                .fetch();
    }

    private static Field<?> at(Instant time) {
        return DSL.val(time.atOffset(ZoneOffset.UTC));
    }

    private static Field<String[]> array(List<String> numbers) {
        return DSL.val(numbers.toArray(String[]::new));
    }
}
