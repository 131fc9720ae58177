package com.didstock.charges;

import com.didstock.branding.Operators;
import com.didstock.i18n.Translations;
import com.didstock.sheets.PdfStyle;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.OwnProfile;
import com.didstock.tenancy.SignedIn;
import com.didstock.tenancy.TenantKind;
import com.didstock.ui.Formats;
import java.io.OutputStream;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Service;

/** A tenant's statement of one month to print, send on and file: the sums of {@link Charges#statement} on paper. */
@Service
public class StatementPdf {

    private static final float MARGIN = 50;

    private final Charges charges;
    private final OwnProfile profiles;
    private final Operators operators;
    private final Translations translations;
    private final Clock clock;

    StatementPdf(Charges charges, OwnProfile profiles, Operators operators, Translations translations, Clock clock) {
        this.charges = charges;
        this.profiles = profiles;
        this.operators = operators;
        this.translations = translations;
        this.clock = clock;
    }

    /** {@return the name of the month's file} */
    public static String fileName(YearMonth month) {
        return "statement-" + month + ".pdf";
    }

    /**
     * Writes the statement of a month.
     *
     * @param locale the language of the words, and how amounts are written; English if the portal does not speak it
     * @param out not closed here
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money; nothing is written then
     */
    public void write(Actor actor, YearMonth month, Locale locale, OutputStream out) {
        var statement = charges.statement(actor, month);
        new Pages(profiles.read(actor), statement, Translations.language(locale), actor).write(out);
    }

    /** One statement on its way to paper. */
    private final class Pages {

        private final SignedIn reader;
        private final Statement statement;
        private final Locale locale;
        private final String operator;
        private final Formats formats;
        private final PdfStyle style = new PdfStyle();

        Pages(SignedIn reader, Statement statement, Locale locale, Actor actor) {
            var settings = operators.settings(actor.operatorId());
            this.reader = reader;
            this.statement = statement;
            this.locale = locale;
            operator = settings.name();
            formats = new Formats(locale, settings.zone());
        }

        void write(OutputStream out) {
            try (var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
                PdfWriter.getInstance(document, out).setCloseStream(false);
                document.addTitle(title());
                document.addAuthor(operator);
                document.addSubject(reader.tenantName());
                document.open();
                document.add(style.plain(operator));
                document.add(style.title(title()));
                document.add(style.plain(reader.tenantName()));
                document.add(style.quiet(word(
                        statement.soFar() ? "charges.pdf.so-far" : "charges.pdf.closed",
                        formats.dateTime(clock.instant()),
                        formats.zone().getId())));
                addSide(document, false, "charges.by-provider", "charges.counterparty", this::counterparty);
                if (reader.kind() != TenantKind.CUSTOMER) {
                    addSide(document, true, "charges.by-child", "charges.counterparty", this::counterparty);
                    addSide(document, true, "charges.by-batch", "charges.batch", this::batch);
                    addMargin(document);
                }
            }
        }

        private String title() {
            var month = DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(statement.month());
            return word("charges.pdf.title", month);
        }

        private void addSide(
                Document document, boolean earned, String heading, String column, Function<Statement.Sum, String> by) {
            var sums = statement.sums().stream()
                    .filter(sum -> sum.earned() == earned)
                    .toList();
            document.add(style.heading(word(heading)));
            if (sums.isEmpty()) {
                document.add(style.quiet(word("charges.empty.title")));
                return;
            }
            var table = style.table(
                    List.of(word(column), word("charges.kind"), word("charges.pdf.count"), word("charges.amount")));
            for (var row : SumRow.of(sums, by)) {
                table.row(
                        row.by(),
                        word("charges.kind." + row.kind()),
                        formats.count(row.charges()),
                        formats.money(row.amount(), row.currency()));
            }
            Statement.total(sums)
                    .forEach((currency, amount) -> table.total(word("charges.total"), formats.total(amount, currency)));
            document.add(table.done());
        }

        private void addMargin(Document document) {
            document.add(style.heading(word("charges.tile.margin")));
            if (statement.margin().isEmpty()) {
                document.add(style.quiet(word("charges.empty.title")));
            }
            statement.margin().forEach((currency, amount) -> document.add(margin(formats.total(amount, currency))));
        }

        private Paragraph margin(String amount) {
            return style.plain(amount);
        }

        private String counterparty(Statement.Sum sum) {
            return switch (sum.counterparty()) {
                case Counterparty.Vendors _ -> word("charges.vendors");
                case Counterparty.Above _ -> word("charges.above");
                case Counterparty.Child child -> child.name();
            };
        }

        private String batch(Statement.Sum sum) {
            @Nullable String name = sum.batch();
            return name == null ? word("charges.no-batch") : name;
        }

        private String word(String key, Object... arguments) {
            return translations.getTranslation(key, locale, arguments);
        }
    }
}
