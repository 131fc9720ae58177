package com.didstock.inventory.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** A text that becomes a field when it is clicked: Enter or leaving it saves, Escape leaves it as it was. */
final class EditableText extends Composite<Div> {

    private final String text;
    private final String label;
    private final int maxLength;
    private final Consumer<String> save;
    private final NativeButton shown;

    EditableText(String text, String label, int maxLength, Consumer<String> save) {
        this.text = text;
        this.label = label;
        this.maxLength = maxLength;
        this.save = save;
        shown = new NativeButton(text.isEmpty() ? "—" : text, _ -> edit());
        shown.addClassName("editable");
        shown.setTitle(text);
        shown.getElement().setAttribute("aria-label", label + ": " + text);
        // F2 is what spreadsheets taught people to press.
        shown.getElement().addEventListener("keydown", _ -> edit()).setFilter("event.key === 'F2'");
        getContent().add(shown);
    }

    private void edit() {
        var field = new TextField();
        field.setAriaLabel(label);
        field.setValue(text);
        field.setMaxLength(maxLength);
        field.addClassName("editable-field");
        getContent().removeAll();
        getContent().add(field);
        field.addBlurListener(_ -> leave(field));
        field.addKeyPressListener(Key.ENTER, _ -> field.blur());
        field.addKeyDownListener(Key.ESCAPE, _ -> {
            field.setValue(text);
            showAgain();
        });
        field.focus();
    }

    private void leave(TextField field) {
        if (field.getParent().isEmpty()) {
            return;
        }
        showAgain();
        if (!field.getValue().equals(text)) {
            save.accept(field.getValue());
        }
    }

    private void showAgain() {
        getContent().removeAll();
        getContent().add(shown);
    }
}
