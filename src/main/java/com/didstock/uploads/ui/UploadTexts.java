package com.didstock.uploads.ui;

import com.didstock.tables.TableRefusal;
import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import com.didstock.ui.Formats;
import com.didstock.uploads.ProblemCode;
import com.didstock.uploads.UploadProblem;
import com.didstock.uploads.UploadRefusedException;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is wrong with a file or a line of it, and what to do, in sentences of the reader's language. */
final class UploadTexts {

    private final Component screen;
    private final Locale locale;

    UploadTexts(Component screen) {
        this.screen = screen;
        // Known now: files are sent and received by threads that have no screen.
        this.locale = Formats.current().locale();
    }

    String of(RefusedException refused) {
        return screen.getTranslation(
                locale, refused.reason().textKey(), refused.arguments().toArray());
    }

    String of(String key) {
        return screen.getTranslation(locale, key);
    }

    /**
     * Why a file was refused some time ago.
     *
     * @param reason name of an {@link UploadRefusedException.Reason} or {@link TableRefusal}; any other one reads as
     *     unexpected
     */
    String ofFailure(String reason, List<String> arguments) {
        return Stream.<RefusalReason>concat(
                        Stream.of(UploadRefusedException.Reason.values()), Stream.of(TableRefusal.values()))
                .filter(it -> it.name().equals(reason))
                .findFirst()
                .map(it -> screen.getTranslation(
                        locale,
                        it.textKey(),
                        arguments.stream().map(UploadTexts::countOrText).toArray()))
                .orElseGet(() -> of("uploads.reason.UNEXPECTED"));
    }

    String of(UploadProblem problem) {
        var arguments = problem.arguments();
        if (problem.code() == ProblemCode.NUMBER_UNREADABLE) {
            var further = arguments.subList(1, arguments.size()).toArray();
            for (int i = 1; i < further.length; i++) {
                further[i] = countOrText((String) further[i]);
            }
            return screen.getTranslation(locale, "number.refused." + arguments.getFirst(), further);
        }
        return screen.getTranslation(locale, "uploads.problem." + problem.code().name(), arguments.toArray());
    }

    // Sentences choose between singular and plural by counts, not by texts.
    private static Object countOrText(String argument) {
        return argument.matches("\\d{1,9}") ? Integer.valueOf(argument) : argument;
    }
}
