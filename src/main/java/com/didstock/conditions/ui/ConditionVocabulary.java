package com.didstock.conditions.ui;

import com.didstock.conditions.ConditionField;
import com.didstock.conditions.ConditionFields;
import com.didstock.conditions.SearchCondition;
import java.util.List;
import java.util.Optional;

/** What can be searched by, in the words of one reader. */
public interface ConditionVocabulary {

    /**
     * One value to choose.
     *
     * @param value as in a condition
     */
    record Option(String value, String label) {}

    ConditionFields fields();

    /** {@return what the field is called} */
    String label(ConditionField field);

    /** {@return what a value is called: a constant, a country, a thing; of a thing that is not there, that it is deleted} */
    String label(ConditionField field, String value);

    /** {@return the values of which the field has one, whose labels contain a text; a part of a longer list} */
    List<Option> options(ConditionField field, String text, int offset, int limit);

    /** {@return the currencies in which amounts can be, the usual one first} */
    List<String> currencies();

    /**
     * {@return a test in words of its own, where the plain ones would be clumsy}
     *
     * @param values its values as words
     */
    Optional<String> sentence(SearchCondition.Test test, String values);
}
