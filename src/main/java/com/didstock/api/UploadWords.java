package com.didstock.api;

import com.didstock.branding.Operators;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.CurrentActor;
import com.didstock.uploads.UploadOptions;
import com.didstock.uploads.UploadReport;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Reads what a request says of a file besides its rows. */
@Component
class UploadWords {

    private static final String NEW_NUMBERS = "new-numbers";
    private static final String EXISTING_STOCK = "existing-stock";

    private final CurrentActor actors;
    private final Operators operators;

    UploadWords(CurrentActor actors, Operators operators) {
        this.actors = actors;
        this.operators = operators;
    }

    /** @throws InvalidRequestException if one of them can't be read */
    UploadOptions options(
            @Nullable String vendorBatch,
            @Nullable String activationFee,
            @Nullable String periodicFee,
            @Nullable String timeZone,
            @Nullable String defaultCountry) {
        return new UploadOptions(
                said(vendorBatch),
                fee(activationFee, "activationFee"),
                fee(periodicFee, "periodicFee"),
                zone(actors.actor(), timeZone),
                country(said(defaultCountry)));
    }

    /**
     * {@return the same options, for files of that kind}
     *
     * @param mode new-numbers or existing-stock; null for the first
     * @throws InvalidRequestException if there is no such mode
     */
    static UploadOptions ofMode(@Nullable String mode, UploadOptions options) {
        return switch (said(mode)) {
            case null -> options;
            case NEW_NUMBERS -> options;
            case EXISTING_STOCK -> options.ofExistingStock();
            default ->
                throw new InvalidRequestException(
                        "mode", FieldFault.UNKNOWN_VALUE, NEW_NUMBERS + ", " + EXISTING_STOCK);
        };
    }

    static String mode(UploadReport report) {
        return report.existingStock() ? EXISTING_STOCK : NEW_NUMBERS;
    }

    /**
     * {@return which vendor batches are meant by the file's names for them}
     *
     * @throws InvalidRequestException if one of them is not said
     */
    static Map<String, String> batchNames(@Nullable Map<String, @Nullable String> said) {
        var names = new HashMap<String, String>();
        if (said != null) {
            said.forEach((theirs, meant) -> {
                if (meant == null || meant.isBlank()) {
                    throw new InvalidRequestException("batchNames", FieldFault.MISSING);
                }
                names.put(theirs, meant);
            });
        }
        return names;
    }

    static String name(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null || name.isBlank() || !ApiJson.isReadable(name)
                ? "upload.csv"
                : name.substring(0, Math.min(200, name.length()));
    }

    private static @Nullable BigDecimal fee(@Nullable String text, String field) {
        var fee = Amounts.read(said(text), field);
        if (fee != null && (fee.signum() < 0 || fee.stripTrailingZeros().scale() > 5 || fee.precision() > 12)) {
            throw new InvalidRequestException(field, FieldFault.NOT_AN_AMOUNT);
        }
        return fee;
    }

    // As on the screen, and as in files that are downloaded.
    ZoneId zone(Actor actor, @Nullable String given) {
        var name = said(given);
        try {
            return name == null ? operators.settings(actor.operatorId()).zone() : ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new InvalidRequestException(
                    "timeZone", FieldFault.UNKNOWN_VALUE, "Europe/Berlin, America/New_York …");
        }
    }

    private static @Nullable String country(@Nullable String code) {
        if (code != null && Stream.of(Locale.getISOCountries()).noneMatch(code::equals)) {
            throw new InvalidRequestException("defaultCountry", FieldFault.UNKNOWN_VALUE, "DE, GB, US …");
        }
        return code;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
