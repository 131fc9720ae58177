package com.didstock.uploads;

/** Told how far a long piece of work is, from the thread that does it. */
@FunctionalInterface
public interface UploadProgress {

    /** Tells nobody. */
    UploadProgress NONE = (_, _) -> {};

    /**
     * @param done bytes while a file is read, numbers while it is imported
     * @param numbers staged or imported so far
     */
    void at(long done, long numbers);
}
