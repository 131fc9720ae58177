package com.didstock.tables;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a workbook while it is unpacked: stops what swells beyond all measure, and what would make the XML reader
 * keep more than a bounded piece of it in memory.
 */
final class UnpackedPart extends FilterInputStream {

    /** So much may be unpacked from however little: honest sheets repeat themselves, too. */
    private static final long ALWAYS_ALLOWED = 8L << 20;

    private static final long LARGEST_RATIO = 200;

    /** No tag, text, comment or instruction of an honest sheet is longer. */
    private static final int LONGEST_PIECE = 1 << 20;

    private final Meter meter;
    private int piece;
    private boolean special;
    private int last;
    private int beforeLast;

    /** Counts the bytes of all parts of a workbook. */
    static final class Meter {

        private final long packed;
        private final long limit;
        private long unpacked;

        /**
         * @param packed size of the file
         * @param limit what it may unpack to
         */
        Meter(long packed, long limit) {
            this.packed = packed;
            this.limit = limit;
        }

        /** {@return one that begins at nothing, of the same file} */
        Meter again() {
            return new Meter(packed, limit);
        }

        private void add(int bytes) {
            unpacked += bytes;
            if (unpacked > limit || unpacked > ALWAYS_ALLOWED && unpacked / LARGEST_RATIO > packed) {
                throw new TableRefusedException(TableRefusal.UNPACKS_TOO_LARGE);
            }
        }
    }

    UnpackedPart(InputStream in, Meter meter) {
        super(in);
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        if (read > 0) {
            meter.add(read);
            for (int i = offset; i < offset + read; i++) {
                pass(target[i]);
            }
        }
        return read;
    }

    // A comment, CDATA or instruction may have any sign in it; everything else ends where the next tag begins.
    private void pass(byte b) {
        if (b == '<' && !special) {
            piece = 0;
        } else if (last == '<' && (b == '!' || b == '?')) {
            special = true;
        } else if (b == '>' && special && (last == '?' || last == beforeLast && (last == '-' || last == ']'))) {
            special = false;
            piece = 0;
        } else if (++piece > LONGEST_PIECE) {
            throw new TableRefusedException(TableRefusal.HOSTILE_WORKBOOK);
        }
        beforeLast = last;
        last = b;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
