package com.didstock.uploads;

import com.didstock.tenancy.RefusalReason;
import com.didstock.tenancy.RefusedException;
import org.jspecify.annotations.Nullable;

/** The file as a whole can't be taken. Nothing of it is kept; each reason has a sentence saying what to do. */
public class UploadRefusedException extends RefusedException {

    /** Why; what the arguments are is said at each. */
    public enum Reason implements RefusalReason {
        /** More bytes than allowed: the limit in MB. */
        TOO_BIG,
        /** More numbers than allowed, ranges counted out: the limit, the line. */
        TOO_MANY_NUMBERS,
        /** Not a single row. */
        NOTHING_IN_IT,
        /** A header and nothing below it. */
        HEADER_ONLY,
        /** No row names a column that is known. */
        NO_HEADER,
        /** Mandatory columns are missing, and no value was given for all rows: their names. */
        COLUMNS_MISSING,
        /** Two columns mean the same: their names. */
        COLUMN_TWICE,
        /** The sender sends next to nothing. */
        TOO_SLOW,
        /** The connection ended before the file did. */
        INTERRUPTED,
        /** Too many files are being read at the moment. */
        BUSY,
        /** The upload was cancelled meanwhile. */
        CANCELLED,
        /** A vendor batch or DID group that the file names was deleted after the file was checked. */
        NAMES_GONE,
        /** The tenant takes its numbers from above and has no vendors of its own. */
        NO_OWN_VENDORS,
        /** Whoever began the import may not go on with it. */
        STARTER_GONE,
        /** It was gone on with several times, and nobody got any further. */
        KEEPS_FAILING,
        /** A file of existing stock brings numbers in, and changes none. */
        EXISTING_STOCK_STAYS,
        /** The operation key was used for something else. */
        KEY_USED;

        @Override
        public String textKey() {
            return "uploads.refused." + name();
        }

        @Override
        public @Nullable String field() {
            return null;
        }
    }

    private final Reason reason;

    UploadRefusedException(Reason reason, Object... arguments) {
        super(reason, arguments);
        this.reason = reason;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
