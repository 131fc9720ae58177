package com.didstock.customers;

import com.didstock.branding.OperatorSettings;
import com.didstock.branding.Operators;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.SearchCondition;
import com.didstock.sheets.Sheet;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantContext;
import com.didstock.tenancy.TenantTransaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds among a tenant's direct children, by a name and by what is said of them; never anybody else's. */
@Service
public class CustomerSearch {

    private static final List<String> COLUMNS = List.of(
            "name",
            "kind",
            "status",
            "numbers",
            "in use",
            "not in use",
            "assigned batches",
            "most numbers",
            "most reservations");
    private static final List<String> MONEY_COLUMNS = List.of(
            "billing currency", "most monthly cost", "currency", "monthly cost", "monthly revenue", "monthly margin");

    private final TenantTransaction transactions;
    private final ChildTenants children;
    private final Operators operators;

    CustomerSearch(TenantTransaction transactions, ChildTenants children, Operators operators) {
        this.transactions = transactions;
        this.children = children;
        this.operators = operators;
    }

    /** {@return what the actor can build conditions of, in the order in which it is offered} */
    public ConditionFields conditionFields(Actor actor) {
        return transactions.read(actor, context -> CustomerField.of(seesMoney(context)));
    }

    /**
     * The children that are found, by name, with what they have from the tenant.
     *
     * @param text part of a name, in any case; blank for all
     * @param condition what must be true of them; null: nothing
     * @throws com.didstock.conditions.InvalidConditionException if it is not of {@link #conditionFields}
     */
    public List<ChildTenantRow> list(Actor actor, String text, @Nullable SearchCondition condition) {
        return transactions.read(actor, context -> found(context, text, condition));
    }

    private List<ChildTenantRow> found(TenantContext context, String text, @Nullable SearchCondition condition) {
        var rows = children.list(context, text);
        if (condition == null) {
            return rows;
        }
        var ids = new CustomerConditions(context, zone(context.actor())).find(condition);
        return rows.stream().filter(row -> ids.contains(row.id())).toList();
    }

    /** {@return the columns of a file, named alike in every language so that programs can read it; amounts for those who see them} */
    public List<String> header(Actor actor) {
        return transactions.read(actor, context -> {
            var header = new ArrayList<>(COLUMNS);
            if (seesMoney(context)) {
                header.addAll(MONEY_COLUMNS);
            }
            return header;
        });
    }

    /**
     * Writes what is found as rows of a file; does not finish it. Who has amounts in several currencies has a row for each,
     * the counts in the first alone.
     */
    public void write(Actor actor, String text, @Nullable SearchCondition condition, Sheet sheet) throws IOException {
        var money = transactions.<Boolean>read(actor, CustomerSearch::seesMoney);
        for (var row : list(actor, text, condition)) {
            write(row, money, sheet);
        }
    }

    private static void write(ChildTenantRow row, boolean money, Sheet sheet) throws IOException {
        var held = row.numbers();
        var currencies = new TreeSet<String>();
        currencies.addAll(held.monthlyCost().keySet());
        currencies.addAll(held.monthlyRevenue().keySet());
        if (!money || currencies.isEmpty()) {
            writeFacts(row, sheet);
            if (money) {
                writeAmounts(row, row.child().currency(), sheet);
            }
            sheet.endRow();
            return;
        }
        var first = true;
        for (var currency : currencies) {
            if (first) {
                writeFacts(row, sheet);
            } else {
                writeName(row, sheet);
                for (var empty = 3; empty < COLUMNS.size(); empty++) {
                    sheet.text(null);
                }
            }
            writeAmounts(row, currency, sheet);
            sheet.endRow();
            first = false;
        }
    }

    private static void writeName(ChildTenantRow row, Sheet sheet) throws IOException {
        var child = row.child();
        sheet.text(child.name()).code(child.kind().name()).code(child.status().name());
    }

    private static void writeFacts(ChildTenantRow row, Sheet sheet) throws IOException {
        var held = row.numbers();
        writeName(row, sheet);
        sheet.count(held.total())
                .count(held.inUse())
                .count(held.total() - held.inUse())
                .count(row.assignedBatches());
        writeLimit(row.child().terms().maxNumbers(), sheet);
        writeLimit(row.child().terms().maxReservations(), sheet);
    }

    private static void writeLimit(@Nullable Integer limit, Sheet sheet) throws IOException {
        if (limit == null) {
            sheet.text(null);
        } else {
            sheet.count(limit);
        }
    }

    private static void writeAmounts(ChildTenantRow row, String currency, Sheet sheet) throws IOException {
        var held = row.numbers();
        sheet.code(row.child().currency())
                .amount(
                        currency.equals(row.child().currency())
                                ? row.child().terms().maxMonthlyCost()
                                : null)
                .code(currency)
                .amount(of(held.monthlyCost(), currency))
                .amount(of(held.monthlyRevenue(), currency))
                .amount(of(held.monthlyMargin(), currency));
    }

    private static BigDecimal of(Map<String, BigDecimal> amounts, String currency) {
        return amounts.getOrDefault(currency, BigDecimal.ZERO);
    }

    private static boolean seesMoney(TenantContext context) {
        return context.rights().contains(Right.SEE_MONEY);
    }

    private ZoneId zone(Actor actor) {
        return operators.known(actor.operatorId()).map(OperatorSettings::zone).orElse(ZoneOffset.UTC);
    }
}
