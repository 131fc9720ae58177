package com.didstock.notices;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What notices of plans and of days are about, in words. A plan is kept as the name of the operation, its day and, if it was given up, the
 * name of the reason.
 */
public final class PlanWords {

    private PlanWords() {}

    /** Finds a text by its key. */
    public interface Texts {

        String of(String key, Object... arguments);
    }

    /** {@return what a notice is about, as it is shown: of a plan in words, of anything else as it is kept} */
    public static String about(Notice notice, Texts texts, Function<LocalDate, String> dates) {
        return switch (notice.kind()) {
            case PLAN_DONE, PLAN_FAILED -> words(notice.about(), texts, dates);
            case FREE_ANNOUNCED, CHARGE_ANNOUNCED -> day(notice.about(), dates);
            default -> String.valueOf(notice.about());
        };
    }

    private static String day(@Nullable String about, Function<LocalDate, String> dates) {
        try {
            return dates.apply(LocalDate.parse(String.valueOf(about)));
        } catch (DateTimeParseException _) {
            return String.valueOf(about);
        }
    }

    private static String words(@Nullable String about, Texts texts, Function<LocalDate, String> dates) {
        var parts = String.valueOf(about).split(" ", 3);
        if (parts.length < 2) {
            return String.valueOf(about);
        }
        try {
            var what = texts.of(
                    "notices.plan",
                    texts.of("activity.plan.operation." + parts[0]),
                    dates.apply(LocalDate.parse(parts[1])));
            return parts.length == 2
                    ? what
                    : texts.of("notices.plan.because", what, texts.of("activity.plan.failure." + parts[2]));
        } catch (DateTimeParseException _) {
            return String.valueOf(about);
        }
    }
}
