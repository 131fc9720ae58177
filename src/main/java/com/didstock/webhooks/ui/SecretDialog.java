package com.didstock.webhooks.ui;

import com.didstock.ui.Notifications;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;

/** Shows a new webhook's secret, once. */
class SecretDialog extends Dialog {

    SecretDialog(String secret) {
        setHeaderTitle(getTranslation("webhooks.secret.title"));
        addClassName("form-dialog");
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        var field = new TextField(getTranslation("webhooks.secret.label"));
        field.setValue(secret);
        field.setReadOnly(true);
        field.setAutoselect(true);
        field.setWidthFull();
        add(new Paragraph(getTranslation("webhooks.secret.text")), field);
        var copy = new Button(getTranslation("webhooks.secret.copy"), _ -> {
            getElement().executeJs("navigator.clipboard && navigator.clipboard.writeText($0)", secret);
            Notifications.success(getTranslation("webhooks.secret.copied"));
        });
        var done = new Button(getTranslation("webhooks.secret.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(copy, done);
    }
}
