package com.didstock.tables;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a workbook name by their places. A spreadsheet keeps every text there, so there may be as many
 * as there are cells: they lie in a file beside the workbook, and only where each begins is in memory.
 */
final class SharedTexts implements Closeable {

    private static final int REMEMBERED = 1024;

    private final Path file;
    private final Arena arena;
    private final MemorySegment bytes;
    private final int[] ends;
    private final int count;

    // A text that many rows name is made once.
    private final int[] rememberedPlaces = new int[REMEMBERED];
    private final @Nullable String[] remembered = new String[REMEMBERED];

    /**
     * Reads all texts.
     *
     * @param folder for the file to keep them in, which is deleted at the end
     * @param cellLimit of each text no more than one character beyond is kept
     */
    static SharedTexts read(WorkbookXml xml, Path folder, int cellLimit) throws IOException {
        var file = newFile(folder);
        try {
            var ends = new int[1 << 10];
            int count = 0;
            try (var out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024)) {
                int end = 0;
                var text = new StringBuilder();
                while (next(xml, text, cellLimit)) {
                    end = write(out, text, end);
                    if (count == ends.length) {
                        ends = Arrays.copyOf(ends, count * 2);
                    }
                    ends[count++] = end;
                }
            }
            return new SharedTexts(file, ends, count);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** {@return the texts of a workbook that has none} */
    static SharedTexts none(Path folder) throws IOException {
        return new SharedTexts(newFile(folder), new int[0], 0);
    }

    private static Path newFile(Path folder) {
        try {
            return Files.createTempFile(folder, "", ".texts");
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    // Closed together with what lies in it.
    @SuppressWarnings("MustBeClosedChecker")
    private SharedTexts(Path file, int[] ends, int count) throws IOException {
        this.file = file;
        this.ends = ends;
        this.count = count;
        this.arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            this.bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        Arrays.fill(rememberedPlaces, -1);
    }

    private static int write(OutputStream out, StringBuilder text, int end) {
        var written = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            out.write(written);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
        // What a workbook may unpack to is less.
        return Math.addExact(end, written.length);
    }

    // A text may be in pieces of different looks; how it is pronounced stands beside it and is no part of it.
    private static boolean next(WorkbookXml xml, StringBuilder text, int cellLimit) throws IOException {
        text.setLength(0);
        boolean inText = false;
        int spoken = 0;
        while (true) {
            switch (xml.next()) {
                case START -> {
                    spoken += xml.name().equals("rPh") ? 1 : 0;
                    inText = spoken == 0 && xml.name().equals("t");
                }
                case TEXT -> {
                    if (inText) {
                        xml.appendTo(text, cellLimit);
                    }
                }
                case END -> {
                    spoken -= xml.name().equals("rPh") ? 1 : 0;
                    inText = false;
                    if (xml.name().equals("si")) {
                        return true;
                    }
                }
                case OVER -> {
                    return false;
                }
            }
        }
    }

    /** {@return the text at a place; null if there is none} */
    @Nullable
    String get(int place) {
        if (place < 0 || place >= count) {
            return null;
        }
        int slot = place % REMEMBERED;
        var known = remembered[slot];
        if (known != null && rememberedPlaces[slot] == place) {
            return known;
        }
        int from = place == 0 ? 0 : ends[place - 1];
        var raw = bytes.asSlice(from, ends[place] - from).toArray(ValueLayout.JAVA_BYTE);
        var text = new String(raw, StandardCharsets.UTF_8);
        rememberedPlaces[slot] = place;
        remembered[slot] = text;
        return text;
    }

    @Override
    public void close() throws IOException {
        arena.close();
        Files.deleteIfExists(file);
    }
}
