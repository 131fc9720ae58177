package com.didstock.groups.ui;

import com.didstock.groups.GroupRulePreview;
import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.didstock.ui.Notifications;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.binder.Binder;
import java.util.function.Consumer;

/** What applying the rules would do, and the button that does it. */
final class ApplyRules extends FormDialog {

    ApplyRules(GroupRulePreview preview, Consumer<Boolean> apply) {
        this(preview, new Checkbox(), apply);
    }

    private ApplyRules(GroupRulePreview preview, Checkbox relabel, Consumer<Boolean> apply) {
        super(
                relabel.getTranslation("groups.rules.apply"),
                new Binder<Object>(),
                () -> apply.accept(relabel.getValue()),
                new Paragraph(relabel.getTranslation(
                        preview.all() ? "groups.rules.would" : "groups.rules.would-at-least",
                        Formats.current().count(preview.unlabelled()),
                        Formats.current().count(preview.others()))),
                relabel);
        relabel.setLabel(
                relabel.getTranslation("groups.rules.relabel", Formats.current().count(preview.others())));
        relabel.setVisible(preview.others() > 0 || !preview.all());
        saveLabel(relabel.getTranslation("groups.rules.apply"));
    }

    static void tell(long changed) {
        Notifications.success(UI.getCurrent()
                .getTranslation("groups.rules.applied", Formats.current().count(changed)));
    }
}
