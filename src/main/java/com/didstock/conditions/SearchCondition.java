package com.didstock.conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What must be true of something to be found. A value, the same in the address of a screen, in a saved search and in the
 * API: see {@link ConditionJson} for how it is written. Whether its fields exist and its values mean something, {@link
 * ConditionFields} tells.
 */
@JsonSerialize(using = ConditionJson.Writer.class)
@JsonDeserialize(using = ConditionJson.Reader.class)
public sealed interface SearchCondition {

    /** So many tests a condition may have in all. */
    int MOST_TESTS = 100;

    /** So deep groups may lie in groups; a NOT adds nothing. */
    int DEEPEST = 5;

    /** All parts are true. */
    record And(List<SearchCondition> parts) implements SearchCondition {

        public And {
            parts = nonEmpty(parts);
        }
    }

    /** At least one part is true. */
    record Or(List<SearchCondition> parts) implements SearchCondition {

        public Or {
            parts = nonEmpty(parts);
        }
    }

    /** The part is not true. Nothing is ever neither true nor untrue, so this finds exactly all others. */
    record Not(SearchCondition part) implements SearchCondition {

        public Not {
            if (part instanceof Not) {
                throw new IllegalArgumentException("NOT of a NOT");
            }
        }
    }

    /**
     * One field, tested.
     *
     * @param field its name, as in the API
     * @param values as many as the operator takes, each in the one form of {@link FieldType}
     */
    record Test(String field, ConditionOperator operator, List<String> values) implements SearchCondition {

        public Test {
            values = List.copyOf(values);
        }

        public static Test of(String field, ConditionOperator operator, String... values) {
            return new Test(field, operator, List.of(values));
        }
    }

    /** {@return how many tests it has} */
    default int tests() {
        return switch (this) {
            case And and ->
                and.parts().stream().mapToInt(SearchCondition::tests).sum();
            case Or or -> or.parts().stream().mapToInt(SearchCondition::tests).sum();
            case Not not -> not.part().tests();
            case Test _ -> 1;
        };
    }

    /** {@return how deep its groups lie in each other; 0 for a single test} */
    default int depth() {
        return switch (this) {
            case And and -> 1 + deepest(and.parts());
            case Or or -> 1 + deepest(or.parts());
            case Not not -> not.part().depth();
            case Test _ -> 0;
        };
    }

    /** {@return all its tests, from left to right} */
    default Stream<Test> leaves() {
        return switch (this) {
            case And and -> and.parts().stream().flatMap(SearchCondition::leaves);
            case Or or -> or.parts().stream().flatMap(SearchCondition::leaves);
            case Not not -> not.part().leaves();
            case Test test -> Stream.of(test);
        };
    }

    /** {@return the condition that finds exactly what this one does not} */
    default SearchCondition negated() {
        return this instanceof Not not ? not.part() : new Not(this);
    }

    /** {@return these joined by AND; null for none, the only one itself for one} */
    static @Nullable SearchCondition allOf(List<SearchCondition> parts) {
        return parts.size() < 2 ? parts.stream().findFirst().orElse(null) : new And(parts);
    }

    /** {@return these joined by OR; null for none, the only one itself for one} */
    static @Nullable SearchCondition anyOf(List<SearchCondition> parts) {
        return parts.size() < 2 ? parts.stream().findFirst().orElse(null) : new Or(parts);
    }

    /**
     * What is left without one of its parts. A group of which one part is left becomes that part.
     *
     * @param part this very object, not one equal to it: the same test may stand in two places
     * @return null if nothing is left
     */
    @SuppressWarnings("ReferenceEquality")
    default @Nullable SearchCondition without(SearchCondition part) {
        if (this == part) {
            return null;
        }
        return switch (this) {
            case And and -> allOf(without(and.parts(), part));
            case Or or -> anyOf(without(or.parts(), part));
            case Not not -> {
                var left = not.part().without(part);
                yield left == null ? null : left.negated();
            }
            case Test test -> test;
        };
    }

    private static List<SearchCondition> without(List<SearchCondition> parts, SearchCondition part) {
        var left = new ArrayList<SearchCondition>();
        for (var each : parts) {
            var rest = each.without(part);
            if (rest != null) {
                left.add(rest);
            }
        }
        return left;
    }

    private static int deepest(List<SearchCondition> parts) {
        return parts.stream().mapToInt(SearchCondition::depth).max().orElse(0);
    }

    private static List<SearchCondition> nonEmpty(List<SearchCondition> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an empty group");
        }
        return List.copyOf(parts);
    }
}
