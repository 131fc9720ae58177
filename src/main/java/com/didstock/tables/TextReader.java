package com.didstock.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads text as UTF-8, and each byte that can't be UTF-8 as Western European (Windows-1252, which has Latin-1 in it): a
 * letter beyond ASCII in such a file is practically never valid UTF-8, so no look ahead is needed to tell the two apart.
 * What spreadsheets save as "Unicode text" is UTF-16, and known by its mark or its zeros.
 *
 * @see CsvFile
 */
final class TextReader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LOOKED_AT = 4 * 1024;
    private static final char[] WESTERN = western();

    private final InputStream in;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
    private boolean atEnd;

    /** {@return a reader in the text's encoding, past its byte order mark} */
    static Reader of(InputStream content) throws IOException {
        var in = new BufferedInputStream(content, 64 * 1024);
        in.mark(LOOKED_AT);
        var head = in.readNBytes(LOOKED_AT);
        in.reset();
        var wide = wide(head);
        var reader = wide == null ? new TextReader(in) : new InputStreamReader(in, wide);
        return new WithoutMark(reader);
    }

    private TextReader(InputStream in) {
        this.in = in;
    }

    private static @Nullable Charset wide(byte[] head) {
        int first = head.length > 1 ? head[0] & 0xff : 0;
        int second = head.length > 1 ? head[1] & 0xff : 0;
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xFE && second == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        int many = Math.max(2, head.length / 4);
        if (zeros[1] >= many && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] >= many && zeros[1] == 0 ? StandardCharsets.UTF_16BE : null;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var out = CharBuffer.wrap(target, offset, length);
        while (out.position() == offset) {
            var result = utf8.decode(bytes, out, atEnd);
            if (result.isError()) {
                if (out.hasRemaining()) {
                    out.put(WESTERN[bytes.get() & 0xff]);
                }
            } else if (result.isUnderflow() && out.position() == offset) {
                if (atEnd) {
                    return -1;
                }
                fill();
            } else if (result.isOverflow() && out.position() == offset) {
                // One place, and the next sign takes two.
                throw new IOException("a text is read one character at a time");
            }
        }
        return out.position() - offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytes.compact();
        var from = bytes.position();
        var read = in.read(bytes.array(), from, bytes.remaining());
        if (read < 0) {
            atEnd = true;
        } else {
            bytes.position(from + read);
        }
        bytes.flip();
    }

    private static char[] western() {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return new String(all, Charset.forName("windows-1252")).toCharArray();
    }

    /** Leaves out a byte order mark at the beginning. */
    private static final class WithoutMark extends Reader {

        private final Reader text;
        private boolean begun;

        private WithoutMark(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int read = text.read(target, offset, length);
            if (begun || read <= 0) {
                return read;
            }
            begun = true;
            if (target[offset] != BYTE_ORDER_MARK) {
                return read;
            }
            System.arraycopy(target, offset + 1, target, offset, read - 1);
            return read == 1 ? text.read(target, offset, length) : read - 1;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
