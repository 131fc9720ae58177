package com.didstock.uploads;

import java.util.ArrayList;
import java.util.List;

/** What one transaction of staging writes: a stretch of the file. */
final class StagedChunk {

    final List<StagedNumber> numbers = new ArrayList<>();
    final List<UploadProblem> problems = new ArrayList<>();
    int lines;
    int refusedLines;
    int repeated;

    int size() {
        return numbers.size() + problems.size();
    }
}
