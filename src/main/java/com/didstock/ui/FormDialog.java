package com.didstock.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.binder.Binder;

/**
 * A form to be saved or left. Fields are validated as one types, by the binder. What was typed stays when saving is
 * refused, and is not lost by a stray Esc.
 */
public class FormDialog extends Dialog {

    private final Binder<?> binder;
    private final Runnable save;
    private final Div problem = new Div();
    private final Button saveButton;

    /**
     * @param binder of the form's fields; validated before saving
     * @param save what saving does; throws {@link Refused} with a sentence for the user if it can't be done
     */
    public FormDialog(String title, Binder<?> binder, Runnable save, Component... form) {
        this.binder = binder;
        this.save = save;
        setHeaderTitle(title);
        addClassName("form-dialog");
        setCloseOnOutsideClick(false);
        addDialogCloseActionListener(_ -> leave());

        problem.addClassName("form-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(problem);
        add(form);

        saveButton = new Button(getTranslation("ui.save"), _ -> trySave());
        saveButton.addThemeVariants(ButtonVariant.PRIMARY);
        saveButton.setDisableOnClick(true);
        getFooter().add(new Button(getTranslation("ui.cancel"), _ -> leave()), saveButton);
    }

    /** Names the saving button for what it does: "Create group". */
    public FormDialog saveLabel(String label) {
        saveButton.setText(label);
        return this;
    }

    /** Shows what is wrong above the form; the dialog stays open. */
    public void showProblem(String text) {
        problem.setText(text);
        problem.setVisible(true);
    }

    /** {@return whether leaving loses something; a dialog whose binder writes at once says so itself} */
    protected boolean hasUnsavedInput() {
        return binder.hasChanges();
    }

    private void trySave() {
        problem.setVisible(false);
        try {
            if (binder.validate().isOk()) {
                save.run();
                close();
            }
        } catch (Refused refused) {
            showProblem(refused.getMessage());
        } finally {
            saveButton.setEnabled(true);
        }
    }

    private void leave() {
        if (!hasUnsavedInput()) {
            close();
            return;
        }
        ConfirmAction.ask(
                getTranslation("ui.discard.title"),
                getTranslation("ui.discard.text"),
                getTranslation("ui.discard.confirm"),
                true,
                this::close);
    }

    /** What was typed can't be saved; the message is a translated sentence for the user. */
    public static final class Refused extends RuntimeException {

        private final String sentence;

        public Refused(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        @Override
        public String getMessage() {
            return sentence;
        }
    }
}
