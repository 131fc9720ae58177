package com.didstock.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionOperator;
import com.didstock.conditions.ConditionProblem;
import com.didstock.conditions.FieldType;
import com.didstock.conditions.InvalidConditionException;
import com.didstock.conditions.SearchCondition;
import com.didstock.conditions.SearchCondition.Test;
import com.didstock.numbering.DidNumber;
import com.didstock.tenancy.Right;
import com.didstock.tenancy.TenantKind;
import com.didstock.testing.TestTree;
import com.didstock.testing.TestTree.Facts;
import com.didstock.testing.TestTree.Member;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Random conditions on random stock: what the database finds is what a plain reading of the condition finds among the
 * rows that the tenant sees, for every tenant of a tree, and never anybody else's.
 */
@SpringBootTest
class BuiltConditionsTest {

    private static final List<String> WORDS = List.of("Berlin", "berlin Mitte", "50%_off!", "o'Neill \\ co", "x");

    @Autowired
    NumberSearchConditions searches;

    @Autowired
    Holdings holdings;

    @Autowired
    HoldingChains chains;

    TestTree tree;
    NumberInventory inventory;

    @BeforeEach
    void plant() {
        tree = TestTree.plant();
        inventory = new NumberInventory(tree.transactions(), searches, holdings, chains);
    }

    // ------------------------------------------------------------------------------------------- the oracle

    @RepeatedTest(3)
    void theDatabaseFindsWhatAPlainReadingFinds() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        stock(random);
        for (var member : List.of(tree.o, tree.a, tree.b, tree.a1, tree.ca, tree.cb, tree.p)) {
            var rows = everyRow(member);
            var fields = inventory.conditionFields(member.admin()).fields();
            for (var time = 0; time < 150; time++) {
                var condition = random(random, fields, rows, 3);
                var alsoInternal = asksForInternal(condition);
                var expected = rows.stream()
                        .filter(row -> alsoInternal || !row.numberType().equals("INTERNAL"))
                        .filter(row -> holds(condition, row, member))
                        .map(DidRow::number)
                        .toList();
                var filter = InventoryFilter.EVERYTHING.withCondition(condition);

                assertThat(rows(member, filter).stream().map(DidRow::number).toList())
                        .as("%s: %s, seed %d", member, condition, seed)
                        .isEqualTo(expected);
                if (time % 10 == 0) {
                    assertThat(inventory.count(member.admin(), filter)).isEqualTo(new HitCount(expected.size(), true));
                    assertThat(tree.transactions()
                                    .<List<String>>read(
                                            member.admin(),
                                            context -> holdings.candidates(context, filter, null, 1_000).stream()
                                                    .map(Candidate::number)
                                                    .toList()))
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Internal numbers stand in no list that does not ask for them. */
    private List<DidRow> everyRow(Member member) {
        return Stream.concat(
                        rows(member, InventoryFilter.EVERYTHING).stream(),
                        inventory.rows(member.admin(), List.of("412")).stream())
                .sorted(Comparator.comparing(DidRow::number))
                .toList();
    }

    private static boolean asksForInternal(SearchCondition condition) {
        return switch (condition) {
            case SearchCondition.And and -> and.parts().stream().anyMatch(BuiltConditionsTest::asksForInternal);
            case SearchCondition.Or or -> or.parts().stream().anyMatch(BuiltConditionsTest::asksForInternal);
            case SearchCondition.Not not -> asksForInternal(not.part());
            case Test test ->
                test.field().equals("number")
                        || test.field().equals("numberType") && test.values().contains("INTERNAL");
        };
    }

    private void stock(Random random) {
        var mine = new ArrayList<String>();
        for (var facts : List.of(
                Facts.BERLIN,
                Facts.BERLIN.in("AT", "Wien").ofType("MOBILE").costing("0.50", "3.25"),
                Facts.BERLIN.in(null, null).costing("1.00", "2.50"),
                Facts.BERLIN.in("DE", "50%_off! Mitte").free())) {
            mine.addAll(tree.load(tree.o, TestTree.freshNumbers(12), facts));
        }
        tree.load(tree.o, TestTree.freshNumbers(4), Facts.BERLIN, false);
        tree.load(
                tree.o,
                List.of("1800" + random.nextInt(1_000_000, 9_999_999)),
                Facts.BERLIN.in("US", "").ofType("UNKNOWN"),
                true);
        tree.load(tree.o, List.of("412"), Facts.BERLIN.ofType("INTERNAL").free());
        var bought = tree.load(tree.b, 10);
        tree.load(tree.p, 10);
        Collections.shuffle(mine, random);
        tree.put(tree.o, tree.wholesale(tree.o), mine.subList(0, 20));
        tree.put(tree.o, tree.retail(tree.o), mine.subList(20, 24));
        tree.give(tree.o, tree.a, mine.subList(0, 16));
        tree.give(tree.o, tree.b, mine.subList(16, 19));
        tree.clock().advance(Duration.ofHours(20));
        tree.put(tree.a, tree.retail(tree.a), mine.subList(0, 3));
        tree.give(tree.a, tree.ca, mine.subList(0, 6));
        tree.give(tree.a, tree.a1, mine.subList(6, 9));
        tree.give(tree.b, tree.cb, bought.subList(0, 4));
        tree.setInUse(tree.ca, mine.subList(0, 4), true);
        tree.clock().advance(Duration.ofDays(3));
        tree.setInUse(tree.ca, mine.subList(2, 4), false);
        tree.recall(tree.a, mine.subList(3, 4));
        tree.reserve(tree.o, tree.a, mine.subList(30, 33), Duration.ofDays(5));
        tree.clock().advance(Duration.ofDays(2).plusHours(3));
        describe(tree.o, mine.subList(5, 40), random);
        describe(tree.a, mine.subList(0, 10), random);
        tree.write(
                tree.o,
                "TEST",
                context -> context.sql().execute("update vendor_batch set description = 'Berlin and 50%_off!'"));
    }

    private void describe(Member member, List<String> numbers, Random random) {
        var group = tree.<Integer>write(
                member,
                "TEST",
                context -> ((Number) context.sql()
                                .fetchValue(
                                        "insert into did_group (operator_id, tenant_id, name) values (?, ?, ?) returning id",
                                        member.operatorId(),
                                        member.id(),
                                        "G" + random.nextInt()))
                        .intValue());
        for (var number : numbers) {
            tree.write(
                    member,
                    "SET_DESCRIPTION",
                    context -> context.sql()
                            .execute(
                                    "update did_holding set description = ?, group_id = ?::int, version = version + 1"
                                            + " where number = ?",
                                    random.nextInt(3) == 0 ? "" : WORDS.get(random.nextInt(WORDS.size())),
                                    random.nextBoolean() ? group : null,
                                    number));
        }
    }

    private List<DidRow> rows(Member member, InventoryFilter filter) {
        return inventory
                .page(member.admin(), filter, new PageRequest(DidSort.NUMBER, true, null, false, PageRequest.MAX_SIZE))
                .rows();
    }

    // ------------------------------------------------------------------------------------------- random conditions

    private SearchCondition random(Random random, List<ConditionField> fields, List<DidRow> rows, int depth) {
        var kind = depth == 0 ? 0 : random.nextInt(5);
        return switch (kind) {
            case 1 -> new SearchCondition.And(parts(random, fields, rows, depth));
            case 2 -> new SearchCondition.Or(parts(random, fields, rows, depth));
            case 3 -> random(random, fields, rows, depth - 1).negated();
            default -> test(random, fields, rows);
        };
    }

    private List<SearchCondition> parts(Random random, List<ConditionField> fields, List<DidRow> rows, int depth) {
        var parts = new ArrayList<SearchCondition>();
        for (var count = random.nextInt(3); count >= 0; count--) {
            parts.add(random(random, fields, rows, depth - 1));
        }
        return parts;
    }

    private SearchCondition test(Random random, List<ConditionField> fields, List<DidRow> rows) {
        var field = fields.get(random.nextInt(fields.size()));
        var operators = field.operators();
        var operator = operators.get(random.nextInt(operators.size()));
        var count = Math.min(operator.mostValues(), operator.fewestValues() + random.nextInt(3));
        var values = new ArrayList<String>();
        while (values.size() < Math.min(count, operator.mostValues())) {
            values.add(value(random, field, operator, rows));
        }
        if (operator == ConditionOperator.BETWEEN) {
            values.sort(
                    switch (field.type()) {
                        case MONEY -> (left, right) -> FieldType.amount(left).compareTo(FieldType.amount(right));
                        case COUNT -> (left, right) -> Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
                        default -> String::compareTo;
                    });
        }
        return new Test(field.name(), operator, values);
    }

    private String value(Random random, ConditionField field, ConditionOperator operator, List<DidRow> rows) {
        var row = rows.isEmpty() ? null : rows.get(random.nextInt(rows.size()));
        return switch (field.type()) {
            case PHONE -> phone(random, operator, row == null ? "4930000" : row.number());
            case TEXT -> text(random, operator);
            case CHOICE -> field.choices().get(random.nextInt(field.choices().size()));
            case COUNTRY -> List.of("DE", "AT", "US", "FR").get(random.nextInt(4));
            case REFERENCE -> reference(random);
            case MONEY ->
                List.of("0.50", "0", "1.00", "2.50", "3.25", "4.50", "-1", "7").get(random.nextInt(8))
                        + (operator == ConditionOperator.BETWEEN || random.nextInt(5) > 0 ? " EUR" : " USD");
            case COUNT -> Integer.toString(random.nextInt(8));
            case DATE ->
                operator == ConditionOperator.IN_LAST_DAYS
                        ? Integer.toString(random.nextInt(8))
                        : LocalDate.ofInstant(tree.clock().instant(), ZoneOffset.UTC)
                                .plusDays(random.nextInt(-8, 6))
                                .toString();
            case YES_NO -> Boolean.toString(random.nextBoolean());
        };
    }

    private static String phone(Random random, ConditionOperator operator, String number) {
        var from = random.nextInt(number.length());
        var to = from + 1 + random.nextInt(number.length() - from);
        return switch (operator) {
            case IS, IS_NOT, IS_ONE_OF -> number;
            case STARTS_WITH -> number.substring(0, to);
            case ENDS_WITH -> number.substring(from);
            case MATCHES ->
                random.nextBoolean()
                        ? "%" + number.substring(from, to)
                        : number.substring(0, 2) + "_%" + number.charAt(from);
            default -> number.substring(from, to);
        };
    }

    private static String text(Random random, ConditionOperator operator) {
        var word = List.of(
                        "Berlin",
                        "berlin mitte",
                        "BER",
                        "%",
                        "_",
                        "!",
                        "50%_off!",
                        "\\",
                        "'",
                        "Wien",
                        "premium",
                        "routes",
                        "X")
                .get(random.nextInt(13));
        return operator == ConditionOperator.MATCHES && random.nextBoolean() ? "*" + word + "_*" : word;
    }

    /** Own things, those of others, and nothing's. */
    private String reference(Random random) {
        var members = tree.members();
        var member = members.get(random.nextInt(members.size()));
        var own = member.kind() == TenantKind.CUSTOMER
                ? member.id()
                : random.nextBoolean() ? tree.wholesale(member) : tree.retail(member);
        return Integer.toString(
                switch (random.nextInt(4)) {
                    case 0 -> member.id();
                    case 1 -> tree.vendorBatch(tree.o);
                    case 2 -> random.nextInt(1, 1000);
                    default -> own;
                });
    }

    // ------------------------------------------------------------------------------------------- a plain reading

    private boolean holds(SearchCondition condition, DidRow row, Member member) {
        return switch (condition) {
            case SearchCondition.And and -> and.parts().stream().allMatch(it -> holds(it, row, member));
            case SearchCondition.Or or -> or.parts().stream().anyMatch(it -> holds(it, row, member));
            case SearchCondition.Not not -> !holds(not.part(), row, member);
            case Test test
            when test.operator() == ConditionOperator.IS_NOT ->
                !holds(new Test(test.field(), ConditionOperator.IS, test.values()), row, member);
            case Test test
            when test.operator() == ConditionOperator.IS_NOT_EMPTY ->
                !holds(new Test(test.field(), ConditionOperator.IS_EMPTY, test.values()), row, member);
            case Test test -> holds(test, row, member);
        };
    }

    private boolean holds(Test test, DidRow row, Member member) {
        var field = StockField.named(test.field()).orElseThrow();
        if (field == StockField.NUMBER) {
            return test.values().stream()
                    .anyMatch(value -> BuiltConditions.numberSearch(
                                    test.operator() == ConditionOperator.IS_ONE_OF
                                            ? ConditionOperator.IS
                                            : test.operator(),
                                    value,
                                    null)
                            .matches(new DidNumber(row.number())));
        }
        var value = valueOf(field, row, member);
        if (value == null || value.equals("")) {
            return test.operator() == ConditionOperator.IS_EMPTY;
        }
        return test.operator() != ConditionOperator.IS_EMPTY && compare(test, value);
    }

    /** {@return as DidRow has it: the name of a thing is its id} */
    private @Nullable Object valueOf(StockField field, DidRow row, Member member) {
        return switch (field) {
            case NUMBER -> row.number();
            case STATUS -> row.status().name();
            case IN_USE -> Boolean.toString(row.status() == DidStatus.IN_USE);
            case DAYS_FREE ->
                row.status() == DidStatus.FREE
                        ? (int) Duration.between(
                                        Objects.requireNonNullElse(row.releasedAt(), row.heldSince()),
                                        tree.clock().instant())
                                .toDays()
                        : null;
            case HELD_BY -> id(row.child());
            case PRICING_BATCH -> id(row.pricingBatch());
            case HOME_BATCH -> id(row.homeBatch());
            case GROUP -> id(row.group());
            case VENDOR_BATCH -> id(row.vendorBatch());
            case DESCRIPTION -> row.description();
            case COUNTRY -> row.country();
            case AREA -> row.area();
            case NUMBER_TYPE -> row.numberType();
            case NUMBER_CLASS -> row.numberClass();
            case RECURRING_COST -> new Money(row.recurringCost(), row.currency());
            case ACTIVATION_COST -> new Money(row.activationCost(), row.currency());
            case RECURRING_REVENUE ->
                row.recurringRevenue() == null ? null : new Money(row.recurringRevenue(), row.revenueCurrency());
            case MARGIN -> row.margin() == null ? null : new Money(row.margin(), row.currency());
            case FREE_OF_CHARGE -> Boolean.toString(row.freeOfCharge());
            case HELD_SINCE -> row.heldSince();
            case RELEASED_AT -> row.releasedAt();
            case UNTIL -> row.until();
            case VENDOR_BATCH_DESCRIPTION ->
                row.vendorBatch() != null && member == tree.o ? "Berlin and 50%_off!" : null;
            case SUPPLY_LABEL -> row.supplyLabel();
        };
    }

    private record Money(
            @Nullable BigDecimal amount, @Nullable String currency) {}

    private static @Nullable String id(@Nullable Named thing) {
        return thing == null ? null : Integer.toString(thing.id());
    }

    private boolean compare(Test test, Object value) {
        var values = test.values();
        return switch (value) {
            case Money money ->
                FieldType.currency(values.getFirst()).equals(money.currency())
                        && ordered(
                                test.operator(),
                                Objects.requireNonNull(money.amount()),
                                values.stream().map(FieldType::amount).toList());
            case Integer count ->
                ordered(
                        test.operator(),
                        count,
                        values.stream().map(Integer::valueOf).toList());
            case Instant moment -> moment(test.operator(), moment, values);
            default ->
                words(
                        test.operator(),
                        value.toString().toLowerCase(Locale.ROOT),
                        values.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
        };
    }

    private static <T extends Comparable<T>> boolean ordered(ConditionOperator operator, T value, List<T> wanted) {
        var first = value.compareTo(wanted.getFirst());
        return switch (operator) {
            case IS -> first == 0;
            case LESS -> first < 0;
            case GREATER -> first > 0;
            case BETWEEN -> first >= 0 && value.compareTo(wanted.get(1)) <= 0;
            default -> throw new AssertionError(operator);
        };
    }

    private boolean moment(ConditionOperator operator, Instant moment, List<String> values) {
        var now = tree.clock().instant();
        if (operator == ConditionOperator.IN_LAST_DAYS) {
            return !moment.isAfter(now)
                    && !moment.isBefore(now.minus(Duration.ofDays(Long.parseLong(values.getFirst()))));
        }
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        var first = day.compareTo(LocalDate.parse(values.getFirst()));
        return switch (operator) {
            case IS -> first == 0;
            case BEFORE -> first < 0;
            case AFTER -> first > 0;
            case BETWEEN -> first >= 0 && day.compareTo(LocalDate.parse(values.get(1))) <= 0;
            default -> throw new AssertionError(operator);
        };
    }

    private static boolean words(ConditionOperator operator, String value, List<String> wanted) {
        Predicate<String> one = it -> switch (operator) {
            case IS, IS_ONE_OF -> value.equals(it);
            case STARTS_WITH -> value.startsWith(it);
            case CONTAINS -> value.contains(it);
            case ENDS_WITH -> value.endsWith(it);
            case MATCHES -> Pattern.matches(regex(it), value);
            default -> throw new AssertionError(operator);
        };
        return wanted.stream().anyMatch(one);
    }

    private static String regex(String pattern) {
        var regex = new StringBuilder();
        for (var sign : pattern.toCharArray()) {
            regex.append(
                    switch (sign) {
                        case '%', '*' -> ".*";
                        case '_', '?' -> ".";
                        default -> Pattern.quote(Character.toString(sign));
                    });
        }
        return regex.toString();
    }

    // ------------------------------------------------------------------------------------------- whose

    @org.junit.jupiter.api.Test
    void whatIsOnlyOthersFindsNothingAndNotOfItOnlyOwn() {
        var given = tree.load(tree.o, 3);
        tree.load(tree.p, 3);
        tree.put(tree.o, tree.wholesale(tree.o), given);
        tree.give(tree.o, tree.a, given);

        for (var foreign : List.of(
                Test.of("pricingBatch", ConditionOperator.IS, id(tree.wholesale(tree.o))),
                Test.of("homeBatch", ConditionOperator.IS, id(tree.wholesale(tree.o))),
                Test.of("heldBy", ConditionOperator.IS, id(tree.a.id())),
                Test.of("heldBy", ConditionOperator.IS_ONE_OF, id(tree.ca.id()), id(tree.q.id())),
                Test.of("group", ConditionOperator.IS, "1"))) {
            assertThat(rows(tree.a, InventoryFilter.EVERYTHING.withCondition(foreign)))
                    .as(foreign.toString())
                    .isEmpty();
            assertThat(rows(tree.a, InventoryFilter.EVERYTHING.withCondition(foreign.negated())))
                    .extracting(DidRow::number)
                    .isEqualTo(given);
        }
        assertThat(rows(
                        tree.o,
                        InventoryFilter.EVERYTHING.withCondition(
                                Test.of("heldBy", ConditionOperator.IS, id(tree.a.id())))))
                .hasSize(3);
    }

    private static String id(int id) {
        return Integer.toString(id);
    }

    @org.junit.jupiter.api.Test
    void whatATenantDoesNotHaveIsAnUnknownField() {
        var vendorBatch = Test.of("vendorBatch", ConditionOperator.IS, "1");
        var margin = Test.of("margin", ConditionOperator.LESS, "1 EUR");

        assertThat(inventory.count(tree.o.admin(), InventoryFilter.EVERYTHING.withCondition(vendorBatch)))
                .isEqualTo(new HitCount(0, true));
        refused(tree.a, vendorBatch, ".field");
        refused(tree.ca, margin, ".field");
        refused(tree.ca, new SearchCondition.Not(new SearchCondition.And(List.of(margin))), ".not.and[0].field");
        assertThatThrownBy(() -> tree.transactions()
                        .read(
                                tree.ca.admin(),
                                context -> holdings.candidates(
                                        context, InventoryFilter.EVERYTHING.withCondition(margin), null, 10)))
                .isInstanceOf(InvalidConditionException.class);
    }

    private void refused(Member member, SearchCondition condition, String place) {
        var filter = InventoryFilter.EVERYTHING.withCondition(condition);
        for (var attempt : List.<Runnable>of(
                () -> inventory.count(member.admin(), filter),
                () -> inventory.page(member.admin(), filter, PageRequest.FIRST))) {
            assertThatThrownBy(attempt::run).isInstanceOfSatisfying(InvalidConditionException.class, refusal -> {
                assertThat(refusal.problem().reason()).isEqualTo(ConditionProblem.Reason.UNKNOWN_FIELD);
                assertThat(refusal.problem().place()).isEqualTo(place);
            });
        }
    }

    @org.junit.jupiter.api.Test
    void whoMayNotSeeMoneyDoesNotEvenKnowItsFields() {
        for (var kind : TenantKind.values()) {
            assertThat(StockField.of(kind, true, false).fields())
                    .as(Right.SEE_MONEY + " is missing")
                    .extracting(ConditionField::type)
                    .doesNotContain(FieldType.MONEY);
            assertThat(StockField.of(kind, true, true).fields())
                    .extracting(ConditionField::type)
                    .contains(FieldType.MONEY);
        }
    }

    @org.junit.jupiter.api.Test
    void aHundredTestsAreAnswered() {
        tree.load(tree.o, 5);
        var parts = new ArrayList<SearchCondition>();
        for (var time = 0; time < SearchCondition.MOST_TESTS; time++) {
            parts.add(Test.of("number", ConditionOperator.CONTAINS, Integer.toString(10_000 + time)));
        }
        var filter = InventoryFilter.EVERYTHING.withCondition(new SearchCondition.Not(new SearchCondition.And(parts)));

        assertThat(inventory.count(tree.o.admin(), filter)).isEqualTo(new HitCount(5, true));
    }
}
