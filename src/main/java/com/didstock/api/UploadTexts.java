package com.didstock.api;

import com.didstock.i18n.Translations;
import com.didstock.uploads.ProblemCode;
import com.didstock.uploads.UploadProblem;
import com.didstock.uploads.UploadRefusedException;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the sentences about uploads. */
final class UploadTexts {

    private UploadTexts() {}

    static String key(UploadRefusedException.Reason reason) {
        return "uploads.refused." + reason;
    }

    /** What is wrong with a line, and what to do. */
    static String explanation(UploadProblem problem, Translations translations, Locale locale) {
        if (problem.code() == ProblemCode.NUMBER_UNREADABLE && !problem.arguments().isEmpty()) {
            // The first argument is why; the sentence about a number names the text first, then its own arguments.
            var arguments = Stream.concat(
                            Stream.of(problem.value()), problem.arguments().stream().skip(1))
                    .toArray();
            return translations.getTranslation(
                    "number.refused." + problem.arguments().getFirst(), locale, arguments);
        }
        return translations.getTranslation(
                "uploads.problem." + problem.code(), locale, problem.arguments().toArray());
    }
}
