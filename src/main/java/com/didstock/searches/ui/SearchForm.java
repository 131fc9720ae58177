package com.didstock.searches.ui;

import com.didstock.searches.SavedSearch;
import com.didstock.searches.SavedSearches.Use;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Under which name a search is kept, for whom, and what for. */
final class SearchForm {

    private static final int LONGEST_NAME = 60;

    private final VerticalLayout layout = new VerticalLayout();
    private final RadioButtonGroup<Boolean> as = new RadioButtonGroup<>();
    private final TextField name = new TextField();
    private final Checkbox shared = new Checkbox();
    private final Checkbox pinned = new Checkbox();
    private final Checkbox first = new Checkbox();
    private final Binder<Draft> binder = new Binder<>();
    private final String title;

    /**
     * What the form says.
     *
     * @param anew whether it is a search of its own, not a change of the one that is open
     */
    record Draft(boolean anew, String name, boolean shared, Use use) {}

    /**
     * @param title what is done
     * @param open the search that is changed, or could be; null for none
     * @param asks whether it is asked which of both
     * @param tiles whether it can be shown as a tile
     */
    SearchForm(String title, @Nullable SavedSearch open, boolean asks, boolean tiles) {
        this.title = title;
        as.setVisible(asks && open != null);
        if (open != null) {
            as.setItems(Boolean.FALSE, Boolean.TRUE);
            as.setItemLabelGenerator(
                    anew -> anew ? text("searches.form.anew") : text("searches.form.update", open.name()));
            as.addValueChangeListener(event -> fill(event.getValue() ? null : open));
        }
        as.setLabel(text("searches.form.as"));
        name.setLabel(text("searches.form.name"));
        name.setMaxLength(LONGEST_NAME);
        name.setAutofocus(true);
        name.setWidthFull();
        shared.setLabel(text("searches.form.shared"));
        pinned.setLabel(text("searches.form.pinned"));
        pinned.setVisible(tiles);
        first.setLabel(text("searches.form.first"));
        layout.setPadding(false);
        layout.setSpacing("8px");
        layout.add(as, name, shared, pinned, first);
        binder.forField(as).bind(Draft::anew, (_, _) -> {});
        binder.forField(name)
                .withValidator(it -> !it.isBlank(), text("searches.refusal.NAME_MISSING"))
                .bind(Draft::name, (_, _) -> {});
        binder.forField(shared).bind(Draft::shared, (_, _) -> {});
        binder.forField(pinned).bind(it -> it.use().pinned(), (_, _) -> {});
        binder.forField(first).bind(it -> it.use().opensFirst(), (_, _) -> {});
        binder.readBean(
                open == null
                        ? new Draft(true, "", false, Use.NONE)
                        : new Draft(false, open.name(), open.shared(), new Use(open.pinned(), open.opensFirst())));
    }

    private void fill(@Nullable SavedSearch of) {
        name.setValue(of == null ? "" : of.name());
        shared.setValue(of != null && of.shared());
        pinned.setValue(of != null && of.pinned());
        first.setValue(of != null && of.opensFirst());
        name.setInvalid(false);
    }

    private String text(String key, Object... arguments) {
        return layout.getTranslation(key, arguments);
    }

    /** @param save throws {@link FormDialog.Refused} if it can't be saved */
    FormDialog dialog(Consumer<Draft> save) {
        return new FormDialog(
                title,
                binder,
                () -> save.accept(new Draft(
                        Boolean.TRUE.equals(as.getValue()),
                        name.getValue().strip(),
                        shared.getValue(),
                        new Use(pinned.getValue(), first.getValue()))),
                layout);
    }
}
