package com.didstock.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a file is by its first bytes; its name may say anything. */
enum FileKind {
    TEXT,
    ZIP,
    OLE;

    private static final int LOOKED_AT = 64;

    private static final List<byte[]> NO_TABLES = List.of(
            bytes('%', 'P', 'D', 'F'),
            bytes(0x1F, 0x8B),
            bytes(0x89, 'P', 'N', 'G'),
            bytes(0xFF, 0xD8, 0xFF),
            bytes('G', 'I', 'F', '8'),
            bytes('R', 'I', 'F', 'F'),
            bytes('R', 'a', 'r', '!'),
            bytes('7', 'z', 0xBC, 0xAF),
            bytes('B', 'Z', 'h'),
            bytes(0xFD, '7', 'z', 'X'),
            bytes(0x28, 0xB5, 0x2F, 0xFD),
            bytes('{', '\\', 'r', 't', 'f'),
            bytes(0x7F, 'E', 'L', 'F'),
            bytes('M', 'Z', 0x90, 0));

    private static final List<String> WEB = List.of("<?xml", "<html", "<!doctype", "<table", "<head", "<meta");

    /**
     * @throws TableRefusedException if it is nothing that could be a table
     */
    static FileKind of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOKED_AT);
        }
        if (head.length == 0) {
            throw new TableRefusedException(TableRefusal.EMPTY);
        }
        if (startsWith(head, bytes('P', 'K', 3, 4)) || startsWith(head, bytes('P', 'K', 5, 6))) {
            return ZIP;
        }
        if (startsWith(head, bytes(0xD0, 0xCF, 0x11, 0xE0))) {
            return OLE;
        }
        if (NO_TABLES.stream().anyMatch(it -> startsWith(head, it))) {
            throw new TableRefusedException(TableRefusal.NOT_A_TABLE);
        }
        var begin = new String(head, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .replace("\0", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (WEB.stream().anyMatch(begin::startsWith)) {
            throw new TableRefusedException(TableRefusal.WEB_PAGE);
        }
        return TEXT;
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
