package com.didstock.uploads;

import com.didstock.tenancy.NotThereException;

/**
 * The tenant has no such received file, or has it no more, or another node keeps it: from here all three look alike, and
 * the way on is the same, to send the file again.
 */
public class FileNotKeptException extends NotThereException {

    FileNotKeptException() {
        super("file");
    }
}
