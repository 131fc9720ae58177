package com.didstock.tables;

import com.didstock.tenancy.RefusalReason;
import org.jspecify.annotations.Nullable;

/** Why a file can't be read as a table; what the arguments of the sentence are is said at each. */
public enum TableRefusal implements RefusalReason {
    EMPTY,
    /** A picture, a PDF, an archive: whatever its name says. */
    NOT_A_TABLE,
    /** HTML or another text of the web under the name of a spreadsheet. */
    WEB_PAGE,
    /** The format of LibreOffice and its kin. */
    OPEN_DOCUMENT,
    /** XLSB. */
    BINARY_WORKBOOK,
    /** Older than Excel 97. */
    OLD_WORKBOOK,
    /** Opens only with a password. */
    ENCRYPTED,
    /** Carries programs. */
    MACROS,
    /** Cut off or damaged. */
    BROKEN_WORKBOOK,
    /** Carries what a program would have to fetch or expand: document types, entities. */
    HOSTILE_WORKBOOK,
    /** A workbook without a sheet of this name: the name. */
    NO_SUCH_SHEET,
    /** An XLS file is larger than allowed: the limit in MB. */
    XLS_TOO_BIG,
    /** Unpacks to far more than it pretends to be. */
    UNPACKS_TOO_LARGE,
    /** Signs that stand in no text. */
    NOT_TEXT,
    /** More lines than allowed: the limit. */
    TOO_MANY_LINES,
    /** More columns than allowed: the limit, the line. */
    TOO_MANY_COLUMNS,
    /** A cell is too long, or a quotation mark is not closed: the limit, the line. */
    CELL_TOO_LONG,
    /** Quotation marks that don't make sense: the line. */
    UNREADABLE;

    @Override
    public String textKey() {
        return "tables.refused." + name();
    }

    @Override
    public @Nullable String field() {
        return null;
    }
}
