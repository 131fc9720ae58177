package com.didstock.conditions.ui;

import com.didstock.conditions.SearchCondition;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A condition as a sentence of chips. Each says its own operator, and each can be taken away. */
public final class ConditionChips extends Composite<Div> {

    private final ConditionVocabulary vocabulary;
    private final Consumer<@Nullable SearchCondition> changed;
    private final Runnable edit;

    /**
     * @param changed is given what is left when a part was taken away; null for nothing
     * @param edit opens the builder
     */
    public ConditionChips(ConditionVocabulary vocabulary, Consumer<@Nullable SearchCondition> changed, Runnable edit) {
        this.vocabulary = vocabulary;
        this.changed = changed;
        this.edit = edit;
        getContent().addClassName("condition-chips");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", getTranslation("conditions.chips.label"));
    }

    public void show(@Nullable SearchCondition condition) {
        var content = getContent();
        content.removeAll();
        content.setVisible(condition != null);
        if (condition == null) {
            return;
        }
        switch (condition) {
            case SearchCondition.And and -> join(content, and.parts(), "and", condition);
            case SearchCondition.Or or -> join(content, or.parts(), "or", condition);
            case SearchCondition.Not _, SearchCondition.Test _ -> content.add(chip(condition, condition, false));
        }
        var more = new NativeButton(getTranslation("conditions.chips.edit"), _ -> edit.run());
        more.addClassName("condition-edit");
        content.add(more);
    }

    private void join(Div into, List<SearchCondition> parts, String joiner, SearchCondition whole) {
        for (var part : parts) {
            if (part != parts.getFirst()) {
                var word = new Span(getTranslation("conditions.joiner." + joiner));
                word.addClassName("chip-joiner");
                into.add(word);
            }
            into.add(chip(part, whole, false));
        }
    }

    private Component chip(SearchCondition part, SearchCondition whole, boolean not) {
        return switch (part) {
            case SearchCondition.Test test -> testChip(test, whole, not);
            case SearchCondition.Not negated -> chip(negated.part(), whole, true);
            case SearchCondition.And and -> group(and, and.parts(), "and", whole, not);
            case SearchCondition.Or or -> group(or, or.parts(), "or", whole, not);
        };
    }

    private Component testChip(SearchCondition.Test test, SearchCondition whole, boolean not) {
        var sentence = new ConditionSentence(vocabulary, this).of(test);
        var words = not ? getTranslation("conditions.joiner.not") + " " + sentence : sentence;
        var chip = new Span(new Span(words), remove(test, whole, words));
        chip.addClassName("chip");
        return chip;
    }

    private Component group(
            SearchCondition group, List<SearchCondition> parts, String joiner, SearchCondition whole, boolean not) {
        var box = new Div();
        box.addClassName("chip-group");
        if (not) {
            var word = new Span(getTranslation("conditions.joiner.not"));
            word.addClassName("chip-joiner");
            box.add(word);
        }
        join(box, parts, joiner, whole);
        box.add(remove(group, whole, getTranslation("conditions.chips.group")));
        return box;
    }

    private NativeButton remove(SearchCondition part, SearchCondition whole, String words) {
        var remove = new NativeButton("×", _ -> changed.accept(whole.without(part)));
        remove.setAriaLabel(getTranslation("conditions.chips.remove", words));
        return remove;
    }
}
