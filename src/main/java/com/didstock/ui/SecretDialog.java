package com.didstock.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a new secret, the only time it is shown: closed by its button alone. */
public final class SecretDialog extends Dialog {

    /**
     * @param label what it is, as *Token*
     * @param text what to do with it
     */
    public SecretDialog(String title, String label, String text, String secret) {
        setHeaderTitle(title);
        addClassName("form-dialog");
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        var field = new TextField(label);
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.setWidthFull();
        add(new Paragraph(text), field);
        var copy = new Button(getTranslation("ui.secret.copy"), _ -> Clipboard.copy(secret));
        var done = new Button(getTranslation("ui.secret.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(copy, done);
    }
}
