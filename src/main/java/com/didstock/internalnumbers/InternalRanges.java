package com.didstock.internalnumbers;

import static com.didstock.db.didstock.Tables.INTERNAL_RANGE;
import static com.didstock.db.didstock.Tables.INTERNAL_RANGE_USE;
import static com.didstock.db.didstock.Tables.TENANT;

import com.didstock.db.didstock.enums.TenantKind;
import com.didstock.internalnumbers.InternalRange.Reseller;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.NotThereException;
import com.didstock.tenancy.RefusedException;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Which internal numbers there are in the operator's network. Only the operator sees and changes its ranges; for others
 * they are not there. A range costs nothing until a number of it is taken.
 */
@Service
public class InternalRanges {

    private static final Pattern INTERNAL = Pattern.compile("[0-9]{3,6}");

    private final TenantTransaction transactions;

    InternalRanges(TenantTransaction transactions) {
        this.transactions = transactions;
    }

    /** The operator's ranges, the shorter numbers first, then by number. */
    public List<InternalRange> list(Actor actor) {
        return transactions.read(actor, InternalRanges::list);
    }

    private static List<InternalRange> list(TenantContext context) {
        requireOperator(context);
        var use = INTERNAL_RANGE_USE.call();
        var used = context.sql().selectFrom(use).fetchMap(use.ID, use.USED);
        var resellers = names(context);
        return context.sql()
                .select(
                        INTERNAL_RANGE.ID,
                        INTERNAL_RANGE.FIRST_NUMBER,
                        INTERNAL_RANGE.LAST_NUMBER,
                        INTERNAL_RANGE.BLOCK_FOR)
                .from(INTERNAL_RANGE)
                .where(context.owns(INTERNAL_RANGE.OPERATOR_ID, INTERNAL_RANGE.TENANT_ID))
                .orderBy(DSL.length(INTERNAL_RANGE.FIRST_NUMBER), INTERNAL_RANGE.FIRST_NUMBER)
                .fetch(row -> new InternalRange(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4() == null
                                ? null
                                : new Reseller(row.value4(), resellers.getOrDefault(row.value4(), "")),
                        used.getOrDefault(row.value1(), 0L)));
    }

    /** The resellers that can be given a block: all in the operator's tree, by name. */
    public List<Reseller> resellers(Actor actor) {
        return transactions.read(actor, context -> {
            requireOperator(context);
            var byName = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
            names(context).forEach((id, name) -> byName.put(name, id));
            return byName.entrySet().stream()
                    .map(it -> new Reseller(it.getValue(), it.getKey()))
                    .toList();
        });
    }

    /**
     * Adds a range.
     *
     * @param first 3 to 6 digits
     * @param last as many digits
     * @param blockFor the reseller whose customers alone take from it; null: all whose resellers have no block
     * @throws RefusedException if it can't be so; see {@link InternalRefusal}
     * @throws NotThereException if the tenant is no operator
     */
    public InternalRange add(Actor actor, String first, String last, @Nullable Integer blockFor) {
        var from = checked(first);
        var to = checked(last);
        if (from.length() != to.length()) {
            throw InternalRefusal.LENGTHS_DIFFER.because();
        }
        if (from.compareTo(to) > 0) {
            throw InternalRefusal.LAST_BEFORE_FIRST.because();
        }
        return transactions.write(actor, Right.ADMINISTER, context -> {
            requireOperator(context);
            if (blockFor != null && !names(context).containsKey(blockFor)) {
                throw InternalRefusal.NOT_A_RESELLER.because();
            }
            try {
                context.sql()
                        .insertInto(INTERNAL_RANGE)
                        .set(INTERNAL_RANGE.OPERATOR_ID, actor.operatorId())
                        .set(INTERNAL_RANGE.TENANT_ID, actor.tenantId())
                        .set(INTERNAL_RANGE.FIRST_NUMBER, from)
                        .set(INTERNAL_RANGE.LAST_NUMBER, to)
                        .set(INTERNAL_RANGE.BLOCK_FOR, blockFor)
                        .set(INTERNAL_RANGE.CREATED_AT, context.now().atOffset(ZoneOffset.UTC))
                        .execute();
            } catch (DataAccessException violated) {
                throw String.valueOf(violated.getMessage()).contains("internal_range_overlap")
                        ? InternalRefusal.OVERLAP.because()
                        : violated;
            }
            return list(context).stream()
                    .filter(it -> it.first().equals(from))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /**
     * Removes a range of which nothing is taken.
     *
     * @throws RefusedException if something is
     * @throws NotThereException if the operator has no such range
     */
    public void remove(Actor actor, int id) {
        transactions.write(actor, Right.ADMINISTER, context -> {
            requireOperator(context);
            var removed = context.sql()
                    .select(DSL.function(
                            DSL.name("didstock", "remove_internal_range"), SQLDataType.BOOLEAN, DSL.val(id)))
                    .fetchSingle()
                    .value1();
            if (removed == null) {
                throw new NotThereException("range");
            }
            if (!removed) {
                throw InternalRefusal.RANGE_IN_USE.because();
            }
            return true;
        });
    }

    /** {@return the names of all resellers of the operator, those above them in front} */
    private static Map<Integer, String> names(TenantContext context) {
        var rows = context.sql()
                .select(TENANT.TENANT_ID, TENANT.NAME, TENANT.PATH)
                .from(TENANT)
                .where(TENANT.OPERATOR_ID.eq(context.actor().operatorId()))
                .and(TENANT.KIND.eq(TenantKind.RESELLER))
                .fetch();
        var plain = rows.intoMap(TENANT.TENANT_ID, TENANT.NAME);
        var names = new LinkedHashMap<Integer, String>();
        rows.forEach(row -> names.put(
                row.value1(),
                List.of(row.value3()).stream()
                        .filter(plain::containsKey)
                        .map(plain::get)
                        .collect(Collectors.joining(" / "))));
        return names;
    }

    private static String checked(String number) {
        var digits = number.strip();
        if (!INTERNAL.matcher(digits).matches()) {
            throw InternalRefusal.NOT_INTERNAL.because();
        }
        return digits;
    }

    private static void requireOperator(TenantContext context) {
        if (context.tenant().kind() != com.didstock.tenancy.TenantKind.OPERATOR) {
            throw new NotThereException("ranges of internal numbers");
        }
    }
}
