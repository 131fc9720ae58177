package com.didstock.conditions.ui;

import com.didstock.conditions.SearchCondition;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a condition, and tells meanwhile how much it finds. Nothing is searched until it is applied. */
public final class ConditionDialog extends Dialog {

    private final ConditionVocabulary vocabulary;
    private final Function<@Nullable SearchCondition, String> finds;
    private final Consumer<@Nullable SearchCondition> apply;
    private final Div offered = new Div();
    private final Span found = new Span();
    private final Div note = new Div();
    private final Button search;
    private final GroupBox root;

    /**
     * @param start what is there already
     * @param finds tells how much a condition finds
     * @param apply is given the condition when it is to be searched; null for none
     */
    public ConditionDialog(
            ConditionVocabulary vocabulary,
            @Nullable SearchCondition start,
            Function<@Nullable SearchCondition, String> finds,
            Consumer<@Nullable SearchCondition> apply) {
        this.vocabulary = vocabulary;
        this.finds = finds;
        this.apply = apply;
        addClassName("condition-dialog");
        setHeaderTitle(getTranslation("conditions.builder.title"));
        setDraggable(false);
        setCloseOnOutsideClick(false);
        search = new Button(getTranslation("conditions.builder.search"), _ -> search());
        search.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        root = new GroupBox(new Workbench(vocabulary, this::changed), true, start);
        offered.addClassNames("note", "condition-offer");
        offered.setVisible(false);
        note.addClassNames("note", "note-warn");
        note.getElement().setAttribute("role", "status");
        found.addClassName("condition-found");
        found.getElement().setAttribute("role", "status");
        add(offered, root, note);
        getFooter()
                .add(
                        found,
                        new Button(getTranslation("conditions.builder.clear"), _ -> root.clear()),
                        new Button(getTranslation("ui.cancel"), _ -> close()),
                        search);
        if (start == null) {
            root.addTest();
        }
        changed();
    }

    /**
     * Offers to take up what is searched by other means.
     *
     * @param label what that is
     * @param moved is run when it was taken up, so that it is not searched twice
     */
    public void offer(String label, SearchCondition more, Runnable moved) {
        var take = new Button(getTranslation("conditions.builder.take-up"), _ -> {
            offered.setVisible(false);
            moved.run();
            root.add(more);
        });
        TestRow.quiet(take);
        offered.removeAll();
        offered.add(new Span(label), take);
        offered.setVisible(true);
    }

    private void search() {
        apply.accept(root.read());
        close();
    }

    /** Says what is wrong, or how much it would find. */
    private void changed() {
        var condition = root.read();
        var problem = condition == null ? null : vocabulary.fields().problem(condition);
        search.setEnabled(problem == null);
        if (problem != null) {
            note.setText(getTranslation(problem.textKey(), problem.arguments().toArray()));
            note.setVisible(true);
            found.setText("");
            return;
        }
        var incomplete = root.incomplete();
        note.setVisible(incomplete > 0 && condition != null);
        note.setText(incomplete == 0 ? "" : getTranslation("conditions.builder.incomplete", incomplete));
        found.setText(finds.apply(condition));
    }
}
