package com.didstock.uploads;

import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads text as UTF-8, and each byte that can't be UTF-8 as Western European (Windows-1252, which has Latin-1 in it): a
 * letter beyond ASCII in such a file is practically never valid UTF-8, so no look ahead is needed to tell the two apart.
 *
 * @see NumberFile
 */
final class TextReader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char[] WESTERN = western();

    private final InputStream in;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
    private boolean atEnd;
    private boolean headChecked;
    private boolean begun;

    /**
     * @throws UploadRefusedException if the first bytes say that this is a spreadsheet or another binary file
     */
    TextReader(InputStream in) throws IOException {
        this.in = in;
        while (bytes.remaining() < 4 && !atEnd) {
            fill();
        }
        refuseKnownBinaries();
        headChecked = true;
        refuseNuls(0);
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
            }
        }
        var read = out.position() - offset;
        if (!begun) {
            begun = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, --read);
                return read == 0 ? read(target, offset, length) : read;
            }
        }
        return read;
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
        refuseNuls(Math.max(0, bytes.limit() - Math.max(0, read)));
    }

    // A NUL is never text; the database could not keep it either.
    private void refuseNuls(int from) {
        for (int i = from; headChecked && i < bytes.limit(); i++) {
            if (bytes.get(i) == 0) {
                throw new UploadRefusedException(Reason.NOT_TEXT);
            }
        }
    }

    private void refuseKnownBinaries() {
        var head = bytes.array();
        if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new UploadRefusedException(Reason.SPREADSHEET);
        }
        if (startsWith(head, '%', 'P', 'D', 'F') || startsWith(head, 0x1F, 0x8B)) {
            throw new UploadRefusedException(Reason.NOT_TEXT);
        }
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static char[] western() {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return new String(all, Charset.forName("windows-1252")).toCharArray();
    }
}
