package com.didstock.pricing;

import com.didstock.branding.Operators;
import com.didstock.i18n.Translations;
import com.didstock.sheets.PdfStyle;
import com.didstock.tenancy.Actor;
import com.didstock.tenancy.OwnProfile;
import com.didstock.ui.Formats;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Service;

/** What a child pays for what is offered to it, to print and send on: the rates of {@link RateSheets} on paper. */
@Service
public class RateSheetPdf {

    /** The name of the file. */
    public static final String FILE_NAME = "rate-sheet.pdf";

    private static final int MARGIN = 50;

    private final RateSheets sheets;
    private final OwnProfile profiles;
    private final Operators operators;
    private final Translations translations;
    private final Clock clock;

    RateSheetPdf(RateSheets sheets, OwnProfile profiles, Operators operators, Translations translations, Clock clock) {
        this.sheets = sheets;
        this.profiles = profiles;
        this.operators = operators;
        this.translations = translations;
        this.clock = clock;
    }

    /**
     * Writes a rate sheet.
     *
     * @param childId whose; null: what the tenant itself pays to the one above
     * @param locale the language of the words, and how amounts are written; English if the portal does not speak it
     * @param out not closed here
     * @throws com.didstock.tenancy.NotThereException if the tenant has no such child; nothing is written then
     * @throws com.didstock.tenancy.RightMissingException if the user may not see money; nothing is written then
     */
    public void write(Actor actor, @Nullable Integer childId, Locale locale, OutputStream out) {
        var rates = sheets.rates(actor, childId);
        var me = profiles.read(actor).tenantName();
        var buyer = childId == null ? me : sheets.buyer(actor, childId);
        var settings = operators.settings(actor.operatorId());
        new Page(
                        childId == null ? settings.name() : me,
                        buyer,
                        new Formats(Translations.language(locale), settings.zone()))
                .write(rates, out);
    }

    /** One rate sheet on its way to paper. */
    private final class Page {

        private final String seller;
        private final String buyer;
        private final Formats formats;
        private final PdfStyle style = new PdfStyle();

        Page(String seller, String buyer, Formats formats) {
            this.seller = seller;
            this.buyer = buyer;
            this.formats = formats;
        }

        void write(List<RateSheets.Rate> rates, OutputStream out) {
            try (var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
                PdfWriter.getInstance(document, out).setCloseStream(false);
                document.addTitle(word("pricing.rate-sheet"));
                document.addAuthor(seller);
                document.addSubject(buyer);
                document.open();
                document.add(style.plain(seller));
                document.add(style.title(word("pricing.rate-sheet")));
                document.add(style.plain(buyer));
                document.add(style.quiet(word(
                        "pricing.rate-sheet.as-of",
                        formats.dateTime(clock.instant()),
                        formats.zone().getId())));
                if (rates.isEmpty()) {
                    document.add(style.plain(word("pricing.rate-sheet.empty")));
                    return;
                }
                var table = style.table(
                        List.of(
                                word("pricing.rate-sheet.country"),
                                word("pricing.rate-sheet.type"),
                                word("pricing.rate-sheet.area"),
                                word("pricing.rate-sheet.activation"),
                                word("pricing.rate-sheet.recurring"),
                                word("pricing.rate-sheet.numbers")),
                        3,
                        24,
                        18,
                        24,
                        16,
                        18,
                        14);
                rates.forEach(rate -> table.row(
                        country(rate.country()),
                        word("inventory.type." + rate.numberType()),
                        rate.area() == null ? "—" : rate.area(),
                        formats.money(rate.activation(), rate.currency()),
                        formats.money(rate.recurring(), rate.currency()),
                        formats.count(rate.numbers())));
                document.add(table.done());
            }
        }

        private String country(@Nullable String code) {
            return code == null ? "—" : Locale.of("", code).getDisplayCountry(formats.locale());
        }

        private String word(String key, Object... arguments) {
            return translations.getTranslation(key, formats.locale(), arguments);
        }
    }
}
