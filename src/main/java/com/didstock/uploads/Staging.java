package com.didstock.uploads;

import com.didstock.tables.TableFile.Row;
import com.didstock.uploads.UploadRefusedException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Reads one file from top to bottom and hands it on in chunks. While the database writes one chunk, the next is read; no
 * more than the two are in memory.
 */
final class Staging {

    private final UploadLimits limits;
    private final RowCheck check;
    private final Consumer<StagedChunk> write;
    private final SeenNumbers seen = new SeenNumbers();

    private StagedChunk chunk = new StagedChunk();
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
    private int numbers;

    /**
     * @param write stores a chunk; called for one chunk after the other, from another thread
     */
    Staging(UploadLimits limits, RowCheck check, Consumer<StagedChunk> write) {
        this.limits = limits;
        this.check = check;
        this.write = write;
    }

    /**
     * Reads the file to its end.
     *
     * @throws UploadRefusedException if it breaks a limit, or has no row
     */
    void read(NumberTable file) {
        int rows = 0;
        try {
            for (Row row = file.next(); row != null; row = file.next()) {
                rows++;
                read(row);
            }
            handOn();
        } finally {
            await();
        }
        if (rows == 0) {
            throw new UploadRefusedException(Reason.HEADER_ONLY);
        }
    }

    private void read(Row row) {
        var problems = check.check(row, this::add);
        chunk.lines++;
        if (!problems.isEmpty()) {
            chunk.refusedLines++;
            chunk.problems.addAll(problems);
        }
        handOnIfFull();
    }

    private void add(StagedNumber found) {
        int line = found.terms().line();
        int before = seen.seenAt(found.number(), line);
        if (before > 0) {
            chunk.repeated++;
            chunk.problems.add(new UploadProblem(
                    line, "", found.number(), ProblemCode.TWICE_IN_FILE, List.of(String.valueOf(before))));
        } else if (++numbers > limits.numbers()) {
            throw new UploadRefusedException(Reason.TOO_MANY_NUMBERS, limits.numbers(), line);
        } else {
            chunk.numbers.add(found);
        }
        // A range can fill several chunks.
        handOnIfFull();
    }

    private void handOnIfFull() {
        if (chunk.size() >= limits.chunk()) {
            handOn();
        }
    }

    private void handOn() {
        await();
        var full = chunk;
        chunk = new StagedChunk();
        writing = CompletableFuture.runAsync(() -> write.accept(full), Thread::startVirtualThread);
    }

    private void await() {
        try {
            writing.join();
        } catch (CompletionException e) {
            writing = CompletableFuture.completedFuture(null);
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
