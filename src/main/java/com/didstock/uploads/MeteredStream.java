package com.didstock.uploads;

import com.didstock.uploads.UploadRefusedException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and fingerprints what passes, and stops what is too much or too slow, while it is being read. */
final class MeteredStream extends FilterInputStream {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LEAST_BYTES_PER_SECOND = 1_000;

    private final long limit;
    private final MessageDigest digest;
    private long count;
    private long waitedNanos;

    MeteredStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.digest = sha256();
    }

    /** {@return the bytes read so far} */
    long count() {
        return count;
    }

    /** {@return SHA-256 of what was read} */
    byte[] fingerprint() {
        return digest.digest();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        var begun = System.nanoTime();
        int read;
        try {
            read = in.read(target, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        waitedNanos += System.nanoTime() - begun;
        if (read > 0) {
            count += read;
            digest.update(target, offset, read);
        }
        if (count > limit) {
            throw new UploadRefusedException(Reason.TOO_BIG, limit / (1024 * 1024));
        }
        if (waitedNanos > PATIENCE_NANOS && count < LEAST_BYTES_PER_SECOND * (waitedNanos / 1_000_000_000L)) {
            throw new UploadRefusedException(Reason.TOO_SLOW);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
