package com.didstock.tenancy.ui;

import com.didstock.ui.Notifications;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a new token's secret, once. */
class SecretDialog extends Dialog {

    SecretDialog(String secret) {
        setHeaderTitle(getTranslation("tokens.secret.title"));
        addClassName("form-dialog");
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);

        var field = new TextField(getTranslation("tokens.secret.label"));
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.setWidthFull();
        add(new Paragraph(getTranslation("tokens.secret.text")), field);

        var copy = new Button(getTranslation("tokens.secret.copy"), _ -> {
            getElement().executeJs("navigator.clipboard && navigator.clipboard.writeText($0)", secret);
            Notifications.success(getTranslation("tokens.secret.copied"));
        });
        var done = new Button(getTranslation("tokens.secret.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(copy, done);
    }
}
