package com.didstock.internalnumbers;

import static com.didstock.db.didstock.Tables.DID_HOLDING;
import static com.didstock.db.didstock.Tables.INTERNAL_ALLOWANCES;
import static com.didstock.db.didstock.Tables.INTERNAL_NUMBER;
import static com.didstock.db.didstock.Tables.INTERNAL_PAGE;

import com.didstock.numbering.DidNumber;
import com.didstock.numbering.DigitPattern;
import com.didstock.numbering.NumberSearch;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.StockChangedException;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantTransaction;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.stereotype.Service;

/**
 * A customer's internal numbers: what it can take, what it holds. They cost nothing at any level and never make a charge.
 * Only customers have any; for others they are not there.
 */
@Service
public class InternalNumbers {

    /** So many numbers are listed, taken or given back at once. */
    public static final int MOST_AT_ONCE = 200;

    private static final String TAKE = "TAKE_INTERNAL";
    private static final String RETURN = "RETURN_INTERNAL";

    private final TenantTransaction transactions;

    InternalNumbers(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /**
     * Numbers that the customer can take, the shorter ones first, then by number.
     *
     * @param search as in the inventory: {@code %}, {@code _}, letters, a list; blank for all
     * @param after where an earlier page ended; null from the beginning
     * @param limit at most {@value #MOST_AT_ONCE}
     * @throws NotThereException if the tenant is no customer
     */
    public List<String> offered(Actor actor, String search, @Nullable String after, int limit) {
        var most = Math.clamp(limit, 1, MOST_AT_ONCE);
        return transactions.read(actor, context -> {
            requireCustomer(context);
            // National prefixes mean nothing inside the network.
            return switch (NumberSearch.parse(search, null)) {
                case NumberSearch.Everything _ -> offered(context, null, null, after, most);
                case NumberSearch.Nonsense _ -> List.of();
                case NumberSearch.Exactly exactly -> offered(context, null, exactly.numbers(), after, most);
                case NumberSearch.OneOf list -> offered(context, null, list.numbers(), after, most);
                case NumberSearch.Pattern pattern ->
                    pattern.internal() ? offered(context, pattern.readings().getFirst(), null, after, most) : List.of();
            };
        });
    }

    private static List<String> offered(
            TenantContext context,
            @Nullable DigitPattern pattern,
            @Nullable List<String> among,
            @Nullable String after,
            int limit) {
        var page = INTERNAL_PAGE.call(
                pattern == null || pattern.prefix().isEmpty() ? null : pattern.prefix(),
                pattern == null ? null : pattern.like(),
                among == null ? null : among.toArray(String[]::new),
                after,
                limit);
        return context.sql().selectFrom(page).fetch(page.NUMBER);
    }

    /**
     * The internal numbers that the customer holds, ascending.
     *
     * @throws NotThereException if the tenant is no customer
     */
    public List<InternalNumber> held(Actor actor) {
        return transactions.read(actor, context -> {
            requireCustomer(context);
            return context.sql()
                    .select(INTERNAL_NUMBER.NUMBER, INTERNAL_NUMBER.SINCE, DID_HOLDING.IN_USE)
                    .from(INTERNAL_NUMBER)
                    .join(DID_HOLDING)
                    .on(DID_HOLDING.OPERATOR_ID.eq(INTERNAL_NUMBER.OPERATOR_ID))
                    .and(DID_HOLDING.TENANT_ID.eq(INTERNAL_NUMBER.TENANT_ID))
                    .and(DID_HOLDING.NUMBER.eq(INTERNAL_NUMBER.NUMBER))
                    .where(context.owns(INTERNAL_NUMBER.OPERATOR_ID, INTERNAL_NUMBER.TENANT_ID))
                    .and(context.ownsHolding())
                    .orderBy(DSL.length(INTERNAL_NUMBER.NUMBER), INTERNAL_NUMBER.NUMBER)
                    .fetch(row -> new InternalNumber(row.value1(), row.value2().toInstant(), row.value3()));
        });
    }

    /**
     * How many the customer holds and may hold.
     *
     * @throws NotThereException if the tenant is no customer
     */
    public InternalAllowance allowance(Actor actor) {
        return transactions.read(actor, context -> {
            requireCustomer(context);
            var all = INTERNAL_ALLOWANCES.call();
            return context.sql()
                    .select(all.USED, all.MOST)
                    .from(all)
                    .where(all.TENANT_ID.eq(actor.tenantId()))
                    .fetchSingle(row -> new InternalAllowance(
                            actor.tenantId(),
                            context.tenant().name(),
                            TenantKind.CUSTOMER,
                            row.value1(),
                            row.value2(),
                            null));
        });
    }

    /**
     * The customer takes these, all or none.
     *
     * @return them, ascending
     * @throws RefusedException if it can't be so; see {@link InternalRefusal}
     * @throws NotThereException if the tenant is no customer
     */
    public List<String> take(Actor actor, List<String> numbers) {
        return write(actor, numbers, TAKE, "take_internal_numbers");
    }

    /**
     * The customer gives these back, all or none; anybody can take them at once.
     *
     * @return them, ascending
     * @throws RefusedException if an account uses one of them, or the customer does not hold it
     * @throws NotThereException if the tenant is no customer
     */
    public List<String> giveBack(Actor actor, List<String> numbers) {
        return write(actor, numbers, RETURN, "return_internal_numbers");
    }

    private List<String> write(Actor actor, List<String> given, String operation, String function) {
        var numbers = checked(given);
        return transactions.write(actor, Right.PROVISION, context -> {
            requireCustomer(context);
            context.begin(UUID.randomUUID(), operation);
            try {
                context.sql()
                        .select(DSL.function(
                                DSL.name("didstock", function),
                                SQLDataType.BIGINT,
                                DSL.val(numbers.toArray(String[]::new)),
                                DSL.val(context.now().atOffset(ZoneOffset.UTC))))
                        .fetch();
                return numbers;
            } catch (DataAccessException refused) {
                throw explained(refused, operation);
            }
        });
    }

    private static RuntimeException explained(DataAccessException refused, String operation) {
        return switch (refused.sqlState()) {
            case "DS001" ->
                operation.equals(RETURN) ? InternalRefusal.IN_USE.because() : new StockChangedException(refused);
            case "DS004" -> InternalRefusal.TAKEN.because(detail(refused));
            case "DS005" -> InternalRefusal.NOT_OFFERED.because();
            case "DS006" -> InternalRefusal.LIMIT.because(Integer.parseInt(detail(refused)));
            default -> refused;
        };
    }

    /** What the function said beside its message. */
    private static String detail(DataAccessException refused) {
        var cause = refused.getCause(PSQLException.class);
        var said = cause == null ? null : cause.getServerErrorMessage();
        var detail = said == null ? null : said.getDetail();
        return detail == null ? "" : detail;
    }

    private static List<String> checked(List<String> given) {
        var numbers = given.stream().map(String::strip).distinct().sorted().toList();
        if (numbers.isEmpty()) {
            throw InternalRefusal.NONE_CHOSEN.because();
        }
        if (numbers.size() > MOST_AT_ONCE) {
            throw InternalRefusal.TOO_MANY.because(MOST_AT_ONCE);
        }
        if (!numbers.stream().allMatch(it -> DidNumber.isNumber(it) && new DidNumber(it).isInternal())) {
            throw InternalRefusal.NOT_OFFERED.because();
        }
        return numbers;
    }

    private static void requireCustomer(TenantContext context) {
        if (context.tenant().kind() != TenantKind.CUSTOMER) {
            throw new NotThereException("internal numbers");
        }
    }
}
