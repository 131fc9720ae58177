package com.didstock.conditions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.didstock.conditions.ConditionProblem.Reason;
import com.didstock.conditions.SearchCondition.And;
import com.didstock.conditions.SearchCondition.Not;
import com.didstock.conditions.SearchCondition.Or;
import com.didstock.conditions.SearchCondition.Test;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

class ConditionJsonTest {

    private static final ConditionFields FIELDS = new ConditionFields(List.of(
            new ConditionField("number", FieldType.PHONE, false, List.of()),
            new ConditionField("words", FieldType.TEXT, true, List.of()),
            new ConditionField("cost", FieldType.MONEY, false, List.of()),
            new ConditionField("since", FieldType.DATE, false, List.of()),
            new ConditionField("days", FieldType.COUNT, true, List.of()),
            new ConditionField("group", FieldType.REFERENCE, true, List.of()),
            new ConditionField("status", FieldType.CHOICE, false, List.of("FREE", "FROZEN"))));

    record Holder(String name, @Nullable SearchCondition condition) {}

    // ------------------------------------------------------------------------------------------- round trips

    @Property(tries = 500)
    void whatIsWrittenIsReadAsTheSame(@ForAll("conditions") SearchCondition condition) {
        assertThat(ConditionJson.read(ConditionJson.write(condition))).isEqualTo(condition);
    }

    @Property(tries = 100)
    void soIsItInsideSomethingElse(@ForAll("conditions") SearchCondition condition) {
        var json = JsonMapper.builder().build();
        var holder = new Holder("holder", condition);

        assertThat(json.readValue(json.writeValueAsString(holder), Holder.class))
                .isEqualTo(holder);
    }

    @Example
    void insideSomethingElseThereMayBeNone() {
        var json = JsonMapper.builder().build();

        assertThat(json.readValue("{\"name\": \"holder\"}", Holder.class)).isEqualTo(new Holder("holder", null));
        assertThat(json.readValue("{\"name\": \"holder\", \"condition\": null}", Holder.class))
                .isEqualTo(new Holder("holder", null));
    }

    @Provide
    Arbitrary<SearchCondition> conditions() {
        Arbitrary<SearchCondition> tests = Arbitraries.integers()
                .between(0, ConditionOperator.values().length - 1)
                .map(it -> ConditionOperator.values()[it])
                .flatMap(operator -> Arbitraries.strings()
                        .ofMaxLength(8)
                        .list()
                        .ofMinSize(operator.fewestValues())
                        .ofMaxSize(Math.min(3, operator.mostValues()))
                        .flatMap(values -> Arbitraries.strings().ofMaxLength(8).map(field -> {
                            SearchCondition test = new Test(field, operator, values);
                            return test;
                        })));
        return nested(tests, 4);
    }

    private static Arbitrary<SearchCondition> nested(Arbitrary<SearchCondition> inner, int depth) {
        if (depth == 0) {
            return inner;
        }
        var deeper = nested(inner, depth - 1);
        var lists = deeper.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(inner, deeper.map(SearchCondition::negated), lists.map(And::new), lists.map(Or::new));
    }

    // ------------------------------------------------------------------------------------------- what is refused

    @Example
    void whatIsNoConditionIsRefusedByItsPlace() {
        refused("", "", Reason.NOT_A_CONDITION);
        refused("{\"field\": \"number\"", "", Reason.NOT_JSON);
        refused("nonsense", "", Reason.NOT_JSON);
        refused("[]", "", Reason.NOT_A_CONDITION);
        refused("{}", "", Reason.NOT_A_CONDITION);
        refused("null", "", Reason.NOT_A_CONDITION);
        refused("{\"and\": []}", ".and", Reason.EMPTY_GROUP);
        refused("{\"and\": {}}", ".and", Reason.NOT_A_CONDITION);
        refused("{\"or\": [1]}", ".or[0]", Reason.NOT_A_CONDITION);
        refused(
                "{\"and\": [{\"field\": \"a\", \"operator\": \"IS\", \"value\": \"1\"}], \"or\": []}",
                "",
                Reason.NOT_A_CONDITION);
        refused("{\"not\": {\"not\": {\"field\": \"a\", \"operator\": \"IS\"}}}", ".not", Reason.DOUBLE_NOT);
        refused("{\"field\": 7, \"operator\": \"IS\"}", ".field", Reason.NOT_A_CONDITION);
        refused("{\"field\": \"a\"}", ".operator", Reason.OPERATOR_DOES_NOT_FIT);
        refused("{\"field\": \"a\", \"operator\": \"LIKES\"}", ".operator", Reason.OPERATOR_DOES_NOT_FIT);
        refused(
                "{\"or\": [{\"field\": \"a\", \"operator\": \"IS\", \"value\": {}}]}",
                ".or[0].value",
                Reason.WRONG_TEXT);
        refused("{\"field\": \"a\", \"operator\": \"IS\", \"values\": [null]}", ".values[0]", Reason.WRONG_TEXT);
        refused("{\"field\": \"a\", \"operator\": \"IS\", \"vallue\": 1}", ".vallue", Reason.UNKNOWN_PROPERTY);
        refused("{\"field\": \"a\", \"field\": \"b\", \"operator\": \"IS\"}", "", Reason.NOT_JSON);
        refused("[".repeat(100_000), "", Reason.NOT_JSON);
        refused("{\"not\":".repeat(1000), "", Reason.NOT_JSON);
        refused(" ".repeat(ConditionJson.LONGEST + 1), "", Reason.TOO_LONG);
    }

    private static void refused(String json, String place, Reason reason) {
        assertThatThrownBy(() -> ConditionJson.read(json))
                .as(json.substring(0, Math.min(80, json.length())))
                .isInstanceOfSatisfying(InvalidConditionException.class, invalid -> {
                    assertThat(invalid.problem().reason()).isEqualTo(reason);
                    assertThat(invalid.problem().place()).isEqualTo(place);
                });
    }

    @Example
    void whatTheFieldsDoNotHaveIsRefusedByItsPlace() {
        wrong(Test.of("colour", ConditionOperator.IS, "1"), ".field", Reason.UNKNOWN_FIELD);
        wrong(Test.of("number", ConditionOperator.IS_EMPTY), ".operator", Reason.OPERATOR_DOES_NOT_FIT);
        wrong(Test.of("cost", ConditionOperator.CONTAINS, "1"), ".operator", Reason.OPERATOR_DOES_NOT_FIT);
        wrong(Test.of("number", ConditionOperator.IS), ".value", Reason.WRONG_COUNT_OF_VALUES);
        wrong(Test.of("cost", ConditionOperator.BETWEEN, "1 EUR"), ".values", Reason.WRONG_COUNT_OF_VALUES);
        wrong(Test.of("words", ConditionOperator.IS, " "), ".value", Reason.WRONG_TEXT);
        wrong(Test.of("words", ConditionOperator.IS, "\0"), ".value", Reason.WRONG_TEXT);
        wrong(Test.of("words", ConditionOperator.IS, "\ud800"), ".value", Reason.WRONG_TEXT);
        wrong(Test.of("words", ConditionOperator.IS, "x".repeat(201)), ".value", Reason.WRONG_TEXT);
        wrong(Test.of("number", ConditionOperator.IS, "#"), ".value", Reason.WRONG_PHONE);
        wrong(Test.of("number", ConditionOperator.CONTAINS, "%%%"), ".value", Reason.WRONG_PHONE);
        for (var money :
                List.of("1", "1 eur", "1 XYZ", "EUR", "1,5 EUR", "1e9 EUR", "1.123456 EUR", "99999999999 EUR")) {
            wrong(Test.of("cost", ConditionOperator.LESS, money), ".value", Reason.WRONG_MONEY);
        }
        wrong(Test.of("since", ConditionOperator.BEFORE, "2026-02-30"), ".value", Reason.WRONG_DATE);
        wrong(Test.of("since", ConditionOperator.BEFORE, "+999999999-01-01"), ".value", Reason.WRONG_DATE);
        wrong(Test.of("since", ConditionOperator.IN_LAST_DAYS, "2026-02-01"), ".value", Reason.WRONG_COUNT);
        wrong(Test.of("days", ConditionOperator.GREATER, "-1"), ".value", Reason.WRONG_COUNT);
        wrong(Test.of("group", ConditionOperator.IS, "9999999999"), ".value", Reason.WRONG_REFERENCE);
        wrong(Test.of("status", ConditionOperator.IS_ONE_OF, "FREE", "NOPE"), ".values[1]", Reason.UNKNOWN_CHOICE);
        wrong(Test.of("days", ConditionOperator.BETWEEN, "10", "9"), ".values", Reason.WRONG_ORDER);
        wrong(Test.of("cost", ConditionOperator.BETWEEN, "1 EUR", "2 USD"), ".values", Reason.WRONG_ORDER);
        wrong(
                new And(List.of(
                        Test.of("days", ConditionOperator.IS_EMPTY),
                        new Not(new Or(List.of(Test.of("colour", ConditionOperator.IS, "1")))))),
                ".and[1].not.or[0].field",
                Reason.UNKNOWN_FIELD);
    }

    @Example
    void aHundredTestsAndFiveGroupsDeepAreTheLimit() {
        SearchCondition test = Test.of("days", ConditionOperator.IS, "1");
        assertThat(FIELDS.problem(new And(Collections.nCopies(100, test)))).isNull();
        wrong(new And(List.of(new And(Collections.nCopies(100, test)), test)), "", Reason.TOO_MANY);
        var deep = test;
        for (var depth = 1; depth <= 5; depth++) {
            deep = new Or(List.of(new Not(deep), test));
            assertThat(deep.depth()).isEqualTo(depth);
            assertThat(FIELDS.problem(deep)).isNull();
        }
        assertThat(ConditionJson.read(ConditionJson.write(deep))).isEqualTo(deep);
        var tooDeep = new And(List.of(deep));
        wrong(tooDeep, "", Reason.TOO_DEEP);
        assertThatThrownBy(() -> ConditionJson.read(ConditionJson.write(tooDeep)))
                .isInstanceOf(InvalidConditionException.class);
    }

    private static void wrong(SearchCondition condition, String place, Reason reason) {
        var problem = requireNonNull(FIELDS.problem(condition), condition.toString());
        assertThat(problem.reason()).as(condition.toString()).isEqualTo(reason);
        assertThat(problem.place()).as(condition.toString()).isEqualTo(place);
        assertThatThrownBy(() -> FIELDS.require(condition)).isInstanceOf(InvalidConditionException.class);
    }

    // ------------------------------------------------------------------------------------------- parts

    @Example
    void aPartIsTakenAwayWhereItStandsAndNowhereElse() {
        var one = Test.of("days", ConditionOperator.IS, "1");
        var same = Test.of("days", ConditionOperator.IS, "1");
        var other = Test.of("days", ConditionOperator.IS, "2");

        assertThat(new And(List.of(one, same, other)).without(same)).isEqualTo(new And(List.of(one, other)));
        assertThat(new And(List.of(one, new Or(List.of(same, other)))).without(same))
                .isEqualTo(new And(List.of(one, other)));
        assertThat(new And(List.of(one, new Not(new Or(List.of(same))))).without(same))
                .isEqualTo(one);
        assertThat(new Not(one).without(one)).isNull();
    }
}
