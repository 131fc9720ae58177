package com.didstock.notices.ui;

import com.didstock.notices.NoticeKind;
import com.didstock.notices.Notices;
import com.didstock.tenancy.Actor;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;

/** Which kinds of notices the user is told of. */
final class KindsDialog {

    private final FormDialog dialog;

    KindsDialog(Actor actor, Notices notices, Runnable changed) {
        var kinds = new CheckboxGroup<NoticeKind>();
        kinds.setLabel(kinds.getTranslation("notices.choose.label"));
        kinds.setItems(List.of(NoticeKind.values()));
        kinds.setItemLabelGenerator(kind -> kinds.getTranslation("notices.kind." + kind));
        kinds.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
        kinds.setValue(notices.told(actor));
        kinds.setHelperText(kinds.getTranslation("notices.choose.hint"));
        dialog = new FormDialog(
                kinds.getTranslation("notices.choose"),
                new Binder<Void>(),
                () -> {
                    notices.tell(actor, kinds.getValue());
                    changed.run();
                },
                kinds);
    }

    void open() {
        dialog.open();
    }
}
