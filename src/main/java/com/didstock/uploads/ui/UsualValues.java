package com.didstock.uploads.ui;

import com.didstock.uploads.FileColumn;
import com.didstock.uploads.UploadOptions;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.BigDecimalField;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One value each for all rows that say nothing themselves, and how national numbers are read. */
final class UsualValues extends Composite<FormLayout> {

    private final ComboBox<String> batch = new ComboBox<>(getTranslation("uploads.form.batch"));
    private final BigDecimalField activationFee = fee("uploads.form.activation-fee");
    private final BigDecimalField periodicFee = fee("uploads.form.periodic-fee");
    private final ComboBox<String> country = new ComboBox<>(getTranslation("uploads.form.country"));
    private final ZoneId zone;

    /**
     * @param batches names of the vendor batches to choose from
     * @param changed told when a value changed
     */
    UsualValues(List<String> batches, ZoneId zone, @Nullable String defaultCountry, Locale locale, Runnable changed) {
        this.zone = zone;
        batch.setItems(batches);
        batch.setClearButtonVisible(true);
        country.setItems(Arrays.stream(Locale.getISOCountries())
                .sorted(Comparator.comparing(code -> Locale.of("", code).getDisplayCountry(locale)))
                .toList());
        country.setItemLabelGenerator(code -> Locale.of("", code).getDisplayCountry(locale));
        country.setClearButtonVisible(true);
        country.setHelperText(getTranslation("uploads.form.country.hint"));
        country.setValue(defaultCountry);
        batch.addValueChangeListener(_ -> changed.run());
        activationFee.addValueChangeListener(_ -> changed.run());
        periodicFee.addValueChangeListener(_ -> changed.run());
        getContent().add(batch, activationFee, periodicFee, country);
        getContent()
                .setResponsiveSteps(
                        new FormLayout.ResponsiveStep("0", 1),
                        new FormLayout.ResponsiveStep("520px", 2),
                        new FormLayout.ResponsiveStep("900px", 4));
    }

    /** {@return which columns a file may do without} */
    Set<FileColumn> given() {
        var given = EnumSet.noneOf(FileColumn.class);
        if (batch.getValue() != null) {
            given.add(FileColumn.VENDOR_BATCH);
        }
        if (activationFee.getValue() != null) {
            given.add(FileColumn.ACTIVATION_FEE);
        }
        if (periodicFee.getValue() != null) {
            given.add(FileColumn.PERIODIC_FEE);
        }
        return given;
    }

    /** {@return what was said; null if a fee can't be one, which its field then says} */
    @Nullable
    UploadOptions read() {
        boolean fits = check(activationFee) & check(periodicFee);
        return fits
                ? new UploadOptions(
                        batch.getValue(), activationFee.getValue(), periodicFee.getValue(), zone, country.getValue())
                : null;
    }

    private boolean check(BigDecimalField field) {
        var amount = field.getValue();
        var fits = amount == null || UploadOptions.isFee(amount);
        field.setInvalid(!fits);
        field.setErrorMessage(fits ? null : getTranslation("uploads.form.fee-wrong"));
        return fits;
    }

    private BigDecimalField fee(String label) {
        var field = new BigDecimalField(getTranslation(label));
        field.setClearButtonVisible(true);
        return field;
    }
}
