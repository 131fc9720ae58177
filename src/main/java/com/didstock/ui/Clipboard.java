package com.didstock.ui;

import com.vaadin.flow.component.UI;

/** The clipboard of the person at the screen. */
public final class Clipboard {

    private Clipboard() {}

    /** Copies a text. Over plain HTTP from another machine browsers give no clipboard away: then the text is shown instead. */
    public static void copy(String text) {
        var ui = UI.getCurrent();
        ui.getPage()
                .executeJs(
                        "if (!navigator.clipboard) return false; await navigator.clipboard.writeText($0); return true;",
                        text)
                .then(Boolean.class, done -> {
                    if (Boolean.TRUE.equals(done)) {
                        Notifications.success(ui.getTranslation("ui.copied"));
                    } else {
                        Notifications.warning(ui.getTranslation("ui.not-copied", text));
                    }
                });
    }
}
