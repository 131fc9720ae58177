package com.didstock.sheets;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.springframework.core.io.ClassPathResource;

/**
 * How a page of figures looks on paper: a statement, a rate sheet. The typeface comes along and is embedded: names in Greek or Cyrillic letters are to be read by
 * whoever opens the file.
 */
public final class PdfStyle {

    private static final Color TEXT = new Color(0x1f, 0x29, 0x37);
    private static final Color QUIET = new Color(0x55, 0x60, 0x70);
    private static final Color LINE = new Color(0xd5, 0xda, 0xe1);
    private static final BaseFont REGULAR = load("LiberationSans-Regular.ttf");
    private static final BaseFont BOLD = load("LiberationSans-Bold.ttf");

    private final Font text = new Font(REGULAR, 9.5f, Font.NORMAL, TEXT);
    private final Font small = new Font(REGULAR, 8.5f, Font.NORMAL, QUIET);
    private final Font strong = new Font(BOLD, 9.5f, Font.NORMAL, TEXT);
    private final Font head = new Font(BOLD, 12, Font.NORMAL, TEXT);
    private final Font big = new Font(BOLD, 18, Font.NORMAL, TEXT);

    private static BaseFont load(String file) {
        try {
            var bytes = new ClassPathResource("fonts/" + file).getContentAsByteArray();
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
        } catch (IOException missing) {
            throw new UncheckedIOException("the typeface " + file + " of statements can't be read", missing);
        }
    }

    public Paragraph title(String words) {
        return spaced(new Paragraph(words, big), 14, 6);
    }

    public Paragraph heading(String words) {
        return spaced(new Paragraph(words, head), 22, 8);
    }

    public Paragraph plain(String words) {
        return new Paragraph(words, text);
    }

    public Paragraph quiet(String words) {
        return spaced(new Paragraph(words, small), 2, 2);
    }

    private static Paragraph spaced(Paragraph paragraph, float before, float after) {
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    /** Begins a table of two columns of words and two of figures; the header comes again on each page. */
    public Table table(List<String> header) {
        return table(header, 2, 46, 20, 12, 22);
    }

    /**
     * Begins a table; the header comes again on each page.
     *
     * @param words how many columns hold words; those after them hold figures
     * @param widths of each column, in any unit
     */
    public Table table(List<String> header, int words, float... widths) {
        return new Table(header, words, widths);
    }

    /** A table on its way to paper. */
    public final class Table {

        private final PdfPTable table;
        private final int words;

        private Table(List<String> header, int words, float... widths) {
            this.words = words;
            table = new PdfPTable(widths);
            table.setWidthPercentage(100);
            table.setHeaderRows(1);
            for (var column = 0; column < header.size(); column++) {
                add(header.get(column), small, column >= words);
            }
        }

        /** Adds a row, a text for each column. */
        public void row(String... cells) {
            for (var column = 0; column < cells.length; column++) {
                add(cells[column], text, column >= words);
            }
        }

        /** Adds a row of a sum, in the last column. */
        public void total(String word, String amount) {
            add(word, strong, false);
            for (var column = 1; column < table.getNumberOfColumns() - 1; column++) {
                add("", strong, false);
            }
            add(amount, strong, true);
        }

        public PdfPTable done() {
            return table;
        }

        private void add(String words, Font font, boolean figure) {
            var cell = new PdfPCell(new Phrase(words, font));
            cell.setBorder(Rectangle.BOTTOM);
            cell.setBorderColor(LINE);
            cell.setPaddingTop(5);
            cell.setPaddingBottom(6);
            cell.setPaddingLeft(figure ? 4 : 0);
            cell.setPaddingRight(figure ? 0 : 4);
            cell.setHorizontalAlignment(figure ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            table.addCell(cell);
        }
    }
}
