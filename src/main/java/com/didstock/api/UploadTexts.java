package com.didstock.api;

import com.didstock.i18n.Translations;
import com.didstock.uploads.ProblemCode;
import com.didstock.uploads.UploadProblem;
import java.util.Locale;

/** Finds the sentences about uploads. */
final class UploadTexts {

    private UploadTexts() {}

    /** What is wrong with a line, and what to do. */
    static String explanation(UploadProblem problem, Translations translations, Locale locale) {
        var arguments = problem.arguments();
        if (problem.code() == ProblemCode.NUMBER_UNREADABLE) {
            // The first argument is why; the others are that sentence's own.
            var further =
                    arguments.stream().skip(1).map(UploadTexts::countOrText).toArray();
            return translations.getTranslation("number.refused." + arguments.getFirst(), locale, further);
        }
        return translations.getTranslation("uploads.problem." + problem.code(), locale, arguments.toArray());
    }

    /** Sentences choose between singular and plural by counts, not by texts. */
    private static Object countOrText(String argument) {
        return argument.matches("\\d{1,6}") ? (Object) Integer.valueOf(argument) : argument;
    }
}
