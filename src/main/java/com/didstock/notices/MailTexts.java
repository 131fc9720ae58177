package com.didstock.notices;

import com.didstock.branding.OperatorSettings;
import com.didstock.i18n.Translations;
import com.didstock.numbering.DidNumber;
import com.didstock.numbering.FormattedNumber;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A mail's words, in the language of who gets it. No amount stands in it. */
@Component
class MailTexts {

    private final Translations translations;
    private final String url;

    /** @param url {@code didstock.url}: where people reach the portal; blank: at the operator's first host name */
    MailTexts(Translations translations, @Value("${didstock.url:}") String url) {
        this.translations = translations;
        this.url = url.strip().replaceAll("/+$", "");
    }

    record Words(String subject, String body) {}

    Words of(NoticeMail mail, OperatorSettings operator) {
        return new Letter(mail, operator).words();
    }

    /** {@return where a page of the operator's portal is; blank if nobody said where the portal is} */
    private String link(OperatorSettings operator, String page) {
        if (!url.isEmpty()) {
            return url + "/" + page;
        }
        return operator.hosts().isEmpty() ? "" : "https://" + operator.hosts().getFirst() + "/" + page;
    }

    private final class Letter {

        private final NoticeMail mail;
        private final OperatorSettings operator;
        private final Locale locale;
        private final NumberFormat numbers;
        private final StringBuilder body = new StringBuilder();

        Letter(NoticeMail mail, OperatorSettings operator) {
            this.mail = mail;
            this.operator = operator;
            var chosen = mail.locale();
            locale = Translations.language(chosen == null ? operator.locale() : Locale.forLanguageTag(chosen));
            numbers = NumberFormat.getIntegerInstance(locale);
        }

        Words words() {
            var total = numbers.format(mail.total());
            var day = mail.digestDay();
            String subject;
            if (day != null) {
                subject = text(
                        "notices.mail.subject.digest",
                        total,
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(locale)
                                .format(day));
            } else if (mail.total() == 1) {
                subject = sentence(mail.first().getFirst());
            } else {
                subject = text("notices.mail.subject", total);
            }
            line(text("notices.mail.hello", mail.name()));
            line("");
            if (day != null) {
                mail.counts()
                        .forEach((kind, count) ->
                                line(text("notices.mail.count", text("notices.short." + kind), numbers.format(count))));
                line("");
            }
            mail.first().forEach(notice -> line("- " + when(notice) + ": " + sentence(notice)));
            var more = mail.total() - mail.first().size();
            if (more > 0) {
                line(text("notices.mail.more", numbers.format(more)));
            }
            links();
            return new Words(subject, body.toString());
        }

        private void links() {
            var all = link(operator, "notices");
            if (!all.isEmpty()) {
                line("");
                line(text("notices.mail.all", all));
                line(text("notices.mail.choose", link(operator, "notices/settings")));
            }
        }

        private String when(Notice notice) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale)
                    .format(notice.at().atZone(operator.zone()));
        }

        private String sentence(Notice notice) {
            var child = notice.child();
            var number = notice.number();
            return text(
                    "notices.kind." + notice.kind() + (notice.numbers() == 1 ? ".one" : ".many"),
                    child == null ? text("notices.provider") : child,
                    number == null
                            ? numbers.format(notice.numbers())
                            : FormattedNumber.of(new DidNumber(number)).text(),
                    PlanWords.about(
                            notice,
                            this::text,
                            DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                    .withLocale(locale)::format));
        }

        private String text(String key, Object... arguments) {
            return translations.getTranslation(key, locale, arguments);
        }

        private void line(String text) {
            body.append(text).append('\n');
        }
    }
}
