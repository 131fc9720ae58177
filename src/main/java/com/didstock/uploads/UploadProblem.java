package com.didstock.uploads;

import java.util.List;

/**
 * One thing wrong with one line of a file.
 *
 * @param line of the file, its first line being 1
 * @param column its name as written in the file; empty if the whole line is meant
 * @param value what stands there, at most 200 characters of it
 * @param arguments what the code's sentence names, such as a limit
 */
public record UploadProblem(int line, String column, String value, ProblemCode code, List<String> arguments) {

    private static final int LONGEST_VALUE = 200;

    public UploadProblem {
        value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        arguments = List.copyOf(arguments);
    }
}
