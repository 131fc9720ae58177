package com.didstock.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.FieldType;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.SearchCondition.Test;
import com.didstock.sheets.Sheet;
import com.didstock.sheets.SheetFormat;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.ChildTenantRow;
import com.didstock.tenancy.ChildTenants;
import com.didstock.tenancy.ChildTerms;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantStatus;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Random conditions on random children: what the database finds is what a plain reading of the condition finds among the
 * children that the tenant sees, and never anybody else's.
 */
@SpringBootTest
class CustomerSearchTest {

    private static final List<String> NAMES = List.of("Acme", "acme GmbH", "50%_off!", "o'Neill \\ co", "=SUM(1)");

    @Autowired
    CustomerSearch search;

    @Autowired
    ChildTenants children;

    TestTree tree;
    final Map<Integer, List<String>> accounts = new HashMap<>();

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
    }

    @RepeatedTest(3)
    void theDatabaseFindsWhatAPlainReadingFinds() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        populate(random);
        for (var member : List.of(tree.o, tree.a, tree.b, tree.ca, tree.p)) {
            readAccounts(member);
            var rows = search.list(member.admin(), "", null);
            assertThat(rows).isEqualTo(children.list(member.admin(), ""));
            var fields = search.conditionFields(member.admin()).fields();
            for (var time = 0; time < 150; time++) {
                var condition = random(random, fields, 3);
                assertThat(search.list(member.admin(), "", condition))
                        .as("%s: %s, seed %d", member, condition, seed)
                        .isEqualTo(rows.stream()
                                .filter(row -> holds(condition, row))
                                .toList());
            }
        }
    }

    private void populate(Random random) {
        for (var member : List.of(tree.o, tree.a, tree.b, tree.p)) {
            for (var name : NAMES) {
                var child = children.create(
                        member.admin(),
                        random.nextBoolean() ? TenantKind.CUSTOMER : TenantKind.RESELLER,
                        random.nextBoolean() ? "EUR" : "USD",
                        false,
                        terms(random, name));
                if (random.nextInt(4) == 0) {
                    children.setStatus(member.admin(), child.id(), child.version(), TenantStatus.SUSPENDED);
                } else if (child.kind() == TenantKind.CUSTOMER && random.nextBoolean()) {
                    account(member, child.id(), random.nextBoolean() ? "49301234" : "Front desk");
                    account(member, child.id(), "x%_" + random.nextInt(10));
                }
            }
        }
        var numbers = new ArrayList<>(tree.load(tree.o, 6));
        numbers.addAll(tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN.costing("0.50", "3.25")));
        tree.give(tree.o, tree.a, numbers.subList(0, 8));
        tree.give(tree.o, tree.b, numbers.subList(8, 9));
        tree.give(tree.a, tree.ca, numbers.subList(0, 4));
        tree.give(tree.a, tree.a1, numbers.subList(4, 6));
        tree.setInUse(tree.ca, numbers.subList(0, 2), true);
        tree.load(tree.o, List.of("412"), Facts.BERLIN.ofType("INTERNAL").free());
    }

    private static ChildTerms terms(Random random, String name) {
        var none = ChildTerms.named(name);
        return new ChildTerms(
                name,
                random.nextBoolean() ? null : random.nextInt(4),
                random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(4)),
                random.nextBoolean() ? null : random.nextInt(4),
                none.mayDraw(),
                none.releaseToHomeBatch(),
                none.afterUse());
    }

    private void account(Member parent, int customer, String id) {
        tree.run(
                parent,
                "TEST",
                context -> context.sql()
                        .execute(
                                "insert into account (operator_id, tenant_id, account_id, created_at) values (?, ?, ?, now())",
                                parent.operatorId(),
                                customer,
                                id));
    }

    /** Those that {@link #account} made, and those that use numbers. */
    private void readAccounts(Member parent) {
        accounts.clear();
        tree.run(
                parent,
                "TEST",
                context -> context.sql()
                        .fetch("select tenant_id, account_id from account")
                        .forEach(row -> accounts.computeIfAbsent(row.get(0, Integer.class), _ -> new ArrayList<>())
                                .add(row.get(1, String.class))));
    }

    // ------------------------------------------------------------------------------------------- random conditions

    private SearchCondition random(Random random, List<ConditionField> fields, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> new SearchCondition.And(parts(random, fields, depth));
            case 2 -> new SearchCondition.Or(parts(random, fields, depth));
            case 3 -> random(random, fields, depth - 1).negated();
            default -> test(random, fields.get(random.nextInt(fields.size())));
        };
    }

    private List<SearchCondition> parts(Random random, List<ConditionField> fields, int depth) {
        var parts = new ArrayList<SearchCondition>();
        for (var count = random.nextInt(3); count >= 0; count--) {
            parts.add(random(random, fields, depth - 1));
        }
        return parts;
    }

    private SearchCondition test(Random random, ConditionField field) {
        var operator = field.operators().get(random.nextInt(field.operators().size()));
        var count = Math.min(operator.mostValues(), operator.fewestValues() + random.nextInt(3));
        var values = new ArrayList<String>();
        while (values.size() < count) {
            values.add(value(random, field, operator));
        }
        if (operator == ConditionOperator.BETWEEN) {
            values.sort(
                    field.type() == FieldType.MONEY
                            ? (left, right) -> FieldType.amount(left).compareTo(FieldType.amount(right))
                            : String::compareTo);
        }
        return new Test(field.name(), operator, values);
    }

    private static String value(Random random, ConditionField field, ConditionOperator operator) {
        return switch (field.type()) {
            case TEXT -> text(random, field, operator);
            case CHOICE -> field.choices().get(random.nextInt(field.choices().size()));
            case MONEY ->
                List.of("0", "1", "3", "10.00", "20.50", "-1", "4").get(random.nextInt(7))
                        + (operator == ConditionOperator.BETWEEN || random.nextInt(4) > 0 ? " EUR" : " USD");
            case COUNT -> Integer.toString(random.nextInt(9));
            case DATE ->
                operator == ConditionOperator.IN_LAST_DAYS
                        ? Integer.toString(1 + random.nextInt(5))
                        : LocalDate.now(ZoneOffset.UTC)
                                .plusDays(random.nextInt(-2, 3))
                                .toString();
            case YES_NO -> Boolean.toString(random.nextBoolean());
            case PHONE, COUNTRY, REFERENCE -> throw new IllegalStateException(field.name());
        };
    }

    private static String text(Random random, ConditionField field, ConditionOperator operator) {
        var words = field.name().equals("currency")
                ? List.of("EUR", "usd", "U", "R")
                : List.of("Acme", "ACME gmbh", "%", "_", "!", "\\", "'", "A", "a1", "4930", "desk", "x%_3");
        var word = words.get(random.nextInt(words.size()));
        return operator == ConditionOperator.MATCHES && random.nextBoolean() ? "*" + word + "?*" : word;
    }

    // ------------------------------------------------------------------------------------------- a plain reading

    private boolean holds(SearchCondition condition, ChildTenantRow row) {
        return switch (condition) {
            case SearchCondition.And and -> and.parts().stream().allMatch(it -> holds(it, row));
            case SearchCondition.Or or -> or.parts().stream().anyMatch(it -> holds(it, row));
            case SearchCondition.Not not -> !holds(not.part(), row);
            case Test test
            when test.operator() == ConditionOperator.IS_NOT ->
                !holds(new Test(test.field(), ConditionOperator.IS, test.values()), row);
            case Test test
            when test.operator() == ConditionOperator.IS_NOT_EMPTY ->
                !holds(new Test(test.field(), ConditionOperator.IS_EMPTY, test.values()), row);
            case Test test -> holds(test, row);
        };
    }

    private boolean holds(Test test, ChildTenantRow row) {
        var child = row.child();
        var terms = child.terms();
        var held = row.numbers();
        var own = accounts.getOrDefault(row.id(), List.of());
        return switch (CustomerField.named(test.field()).orElseThrow()) {
            case NAME -> word(test, child.name());
            case KIND -> test.values().contains(child.kind().name());
            case STATUS -> test.values().contains(child.status().name());
            case CURRENCY -> word(test, child.currency());
            case NUMBERS -> number(test, held.total());
            case IN_USE -> number(test, held.inUse());
            case NOT_IN_USE -> number(test, held.total() - held.inUse());
            case MONTHLY_COST -> money(test, held.monthlyCost());
            case MONTHLY_REVENUE -> money(test, held.monthlyRevenue());
            case MONTHLY_MARGIN -> money(test, held.monthlyMargin());
            case ASSIGNED_BATCHES -> number(test, (long) row.assignedBatches());
            case MAX_NUMBERS -> number(test, boxed(terms.maxNumbers()));
            case MAX_MONTHLY_COST ->
                money(
                        test,
                        terms.maxMonthlyCost() == null ? Map.of() : Map.of(child.currency(), terms.maxMonthlyCost()));
            case MAX_RESERVATIONS -> number(test, boxed(terms.maxReservations()));
            // All of them are of today.
            case CREATED -> createdToday(test);
            case HAS_ACCOUNTS -> own.isEmpty() != test.values().contains("true");
            case ACCOUNT_ID ->
                test.operator() == ConditionOperator.IS_EMPTY
                        ? own.isEmpty()
                        : own.stream().anyMatch(id -> word(test, id));
        };
    }

    private static @Nullable Long boxed(@Nullable Integer limit) {
        return limit == null ? null : Long.valueOf(limit);
    }

    private static boolean word(Test test, String text) {
        var here = text.toLowerCase(Locale.ROOT);
        Predicate<String> fits = switch (test.operator()) {
            case IS, IS_ONE_OF -> here::equals;
            case STARTS_WITH -> here::startsWith;
            case CONTAINS -> here::contains;
            case ENDS_WITH -> here::endsWith;
            case MATCHES -> typed -> Pattern.matches(regex(typed), here);
            default -> throw new IllegalStateException(test.toString());
        };
        return test.values().stream().map(it -> it.toLowerCase(Locale.ROOT)).anyMatch(fits);
    }

    private static String regex(String typed) {
        return typed.chars()
                .mapToObj(sign -> switch (sign) {
                    case '%', '*' -> ".*";
                    case '_', '?' -> ".";
                    default -> Pattern.quote(Character.toString(sign));
                })
                .collect(java.util.stream.Collectors.joining());
    }

    private static boolean number(Test test, @Nullable Long value) {
        if (test.operator() == ConditionOperator.IS_EMPTY || value == null) {
            return test.operator() == ConditionOperator.IS_EMPTY && value == null;
        }
        return compares(
                test,
                BigDecimal.valueOf(value),
                test.values().stream().map(BigDecimal::new).toList());
    }

    private static boolean money(Test test, Map<String, BigDecimal> amounts) {
        if (test.operator() == ConditionOperator.IS_EMPTY) {
            return amounts.isEmpty();
        }
        var amount = amounts.get(FieldType.currency(test.values().getFirst()));
        return amount != null
                && compares(
                        test,
                        amount,
                        test.values().stream().map(FieldType::amount).toList());
    }

    private static boolean compares(Test test, BigDecimal value, List<BigDecimal> wanted) {
        var first = value.compareTo(wanted.getFirst());
        return switch (test.operator()) {
            case IS -> first == 0;
            case LESS -> first < 0;
            case GREATER -> first > 0;
            case BETWEEN -> first >= 0 && value.compareTo(wanted.get(1)) <= 0;
            default -> throw new IllegalStateException(test.toString());
        };
    }

    private static boolean createdToday(Test test) {
        if (test.operator() == ConditionOperator.IN_LAST_DAYS) {
            return true;
        }
        var today = LocalDate.now(ZoneOffset.UTC);
        var first = LocalDate.parse(test.values().getFirst());
        return switch (test.operator()) {
            case IS -> today.equals(first);
            case BEFORE -> today.isBefore(first);
            case AFTER -> today.isAfter(first);
            case BETWEEN ->
                !today.isBefore(first)
                        && !today.isAfter(LocalDate.parse(test.values().get(1)));
            default -> throw new IllegalStateException(test.toString());
        };
    }

    // ------------------------------------------------------------------------------------------- rights and files

    @org.junit.jupiter.api.Test
    void whoSeesNoMoneyCanNeitherSearchByItNorTakeItAlong() throws IOException {
        var numbers = tree.load(tree.o, 2);
        tree.give(tree.o, tree.a, numbers);
        var clerk = tree.clerk(tree.o);
        for (var field : List.of("monthlyCost", "monthlyRevenue", "monthlyMargin", "maxMonthlyCost")) {
            assertThatThrownBy(() -> search.list(clerk, "", Test.of(field, ConditionOperator.GREATER, "1 EUR")))
                    .isInstanceOfSatisfying(
                            InvalidConditionException.class,
                            refused -> assertThat(refused.problem().place()).isEqualTo(".field"));
        }
        assertThat(file(clerk, null)).noneMatch(line -> line.contains("cost") || line.contains("5.00"));
        assertThat(file(tree.o.admin(), null).getFirst()).endsWith("monthly cost,monthly revenue,monthly margin");
    }

    @org.junit.jupiter.api.Test
    void aFileHasWhatIsSearchedAndNoTextOfItIsAFormula() throws IOException {
        var numbers = tree.load(tree.o, 3);
        tree.give(tree.o, tree.a, numbers);
        children.create(
                tree.o.admin(), TenantKind.CUSTOMER, "EUR", false, ChildTerms.named("=HYPERLINK(\"http://x\")"));

        var all = file(tree.o.admin(), null);
        assertThat(all).hasSize(4).anyMatch(line -> line.contains("'=HYPERLINK"));
        assertThat(file(tree.o.admin(), Test.of("numbers", ConditionOperator.GREATER, "2")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("A,RESELLER,ACTIVE,3,0,3,1,")
                .contains(",EUR,6.00000,7.50000,1.50000");
        assertThat(file(tree.ca.admin(), null)).hasSize(1);
    }

    private List<String> file(Actor actor, @Nullable SearchCondition condition) throws IOException {
        var out = new ByteArrayOutputStream();
        var sheet = Sheet.begin(SheetFormat.CSV, out, "customers", search.header(actor));
        search.write(actor, "", condition, sheet);
        sheet.finish();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
