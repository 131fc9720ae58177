package com.didstock.tenancy.ui;

import com.didstock.ui.FormDialog;
import com.didstock.ui.Formats;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what a new token is for. */
class NewTokenDialog extends FormDialog {

    private static final int LONGEST_NAME = 80;

    private final Binder<Draft> binder;
    private final Draft draft;

    NewTokenDialog(Clock clock, Consumer<Wanted> create) {
        this(clock, create, new Binder<>(), new Draft());
    }

    private NewTokenDialog(Clock clock, Consumer<Wanted> create, Binder<Draft> binder, Draft draft) {
        super("", binder, () -> create.accept(draft.wanted()));
        this.binder = binder;
        this.draft = draft;
        setHeaderTitle(getTranslation("tokens.new.title"));
        saveLabel(getTranslation("tokens.create"));
        add(form(clock));
        binder.setBean(draft);
    }

    private FormLayout form(Clock clock) {
        var name = new TextField(getTranslation("tokens.new.name"));
        name.setHelperText(getTranslation("tokens.new.name.help"));
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setMaxLength(LONGEST_NAME);
        name.setAutofocus(true);
        name.setWidthFull();
        binder.forField(name)
                .asRequired(getTranslation("tokens.new.name.missing"))
                .withValidator(text -> !text.isBlank(), getTranslation("tokens.new.name.missing"))
                .bind(known -> known.name, (known, text) -> known.name = text);

        var readOnly = new Checkbox(getTranslation("tokens.new.readOnly"));
        binder.forField(readOnly).bind(known -> known.readOnly, (known, on) -> known.readOnly = on);

        var lastDay = new DatePicker(getTranslation("tokens.new.lastDay"));
        lastDay.setHelperText(getTranslation("tokens.new.lastDay.help"));
        lastDay.setMin(LocalDate.now(clock.withZone(Formats.current().zone())));
        lastDay.setClearButtonVisible(true);
        lastDay.setLocale(getLocale());
        binder.forField(lastDay).bind(known -> known.lastDay, (known, day) -> known.lastDay = day);

        var form = new FormLayout(name, lastDay, readOnly);
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
        return form;
    }

    @Override
    protected boolean hasUnsavedInput() {
        return !draft.name.isBlank();
    }

    /**
     * A token as wished for.
     *
     * @param expiresAt null: never
     */
    record Wanted(String name, boolean readOnly, @Nullable Instant expiresAt) {}

    private static final class Draft {

        private String name = "";
        private boolean readOnly = true;
        private @Nullable LocalDate lastDay;

        Wanted wanted() {
            var day = lastDay;
            var zone = Formats.current().zone();
            return new Wanted(
                    name,
                    readOnly,
                    day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }
}
