package com.didstock.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/**
 * Asks before something is done that is hard to take back. Title and text say what it is, with its numbers; the button
 * names the action.
 */
public class ConfirmAction extends ConfirmDialog {

    /**
     * @param confirmLabel what the button does, as a verb: "Release 12 numbers"
     * @param danger whether the action takes something away
     */
    public ConfirmAction(String title, String text, String confirmLabel, boolean danger, Runnable action) {
        setHeader(title);
        setText(text);
        setCancelable(true);
        setCancelText(getTranslation("ui.cancel"));
        setConfirmText(confirmLabel);
        setConfirmButtonTheme(danger ? "primary error" : "primary");
        addConfirmListener(_ -> action.run());
    }

    /** Asks, in one call. */
    public static ConfirmAction ask(String title, String text, String confirmLabel, boolean danger, Runnable action) {
        var dialog = new ConfirmAction(title, text, confirmLabel, danger, action);
        dialog.open();
        return dialog;
    }
}
