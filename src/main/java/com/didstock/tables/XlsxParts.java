package com.didstock.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The parts of an XLSX file, which is a ZIP archive, and how they hang together. */
final class XlsxParts implements Closeable {

    /** The list of its parts is read into memory; an honest one has a few dozen. */
    private static final int LARGEST_DIRECTORY = 1 << 20;

    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;

    private final ZipFile zip;
    private final UnpackedPart.Meter meter;

    /**
     * @throws TableRefusedException if it is another archive, carries macros, or is damaged
     */
    static XlsxParts open(Path file, TableLimits limits) throws IOException {
        checkDirectory(file);
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException _) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        try {
            checkKind(zip);
            return new XlsxParts(zip, new UnpackedPart.Meter(Files.size(file), limits.unpacked()));
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private XlsxParts(ZipFile zip, UnpackedPart.Meter meter) {
        this.zip = zip;
        this.meter = meter;
    }

    /**
     * {@return a part}
     *
     * @throws TableRefusedException if there is none of this name
     */
    WorkbookXml part(@Nullable String name) throws IOException {
        var entry = name == null ? null : zip.getEntry(name);
        if (entry == null) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        try {
            return new WorkbookXml(new UnpackedPart(zip.getInputStream(entry), meter));
        } catch (ZipException _) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
    }

    /**
     * {@return the cells of a sheet that are merged downwards}
     *
     * @throws TableRefusedException if there is no part of this name, or it unpacks too large
     */
    MergedCells merged(@Nullable String name) throws IOException {
        var entry = name == null ? null : zip.getEntry(name);
        if (entry == null) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        // Measured for itself: the sheet is unpacked a second time when its rows are read.
        try (var sheet = new UnpackedPart(zip.getInputStream(entry), meter.again())) {
            return MergedCells.of(sheet);
        } catch (ZipException _) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
    }

    /** {@return the name of the part that lists the sheets} */
    String workbook() throws IOException {
        return relations("", "_rels/.rels").byKind("officeDocument", "xl/workbook.xml");
    }

    /** {@return which parts a part refers to} */
    Relations relationsOf(String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        var folder = part.substring(0, slash);
        return relations(folder, folder + "_rels/" + part.substring(slash) + ".rels");
    }

    /** Names of parts, by the id that another part calls them, and by what they are. */
    record Relations(Map<String, String> byId, Map<String, String> byKind) {
        String byKind(String kind, String otherwise) {
            return byKind.getOrDefault(kind, otherwise);
        }
    }

    private Relations relations(String folder, String part) throws IOException {
        var byId = new HashMap<String, String>();
        var byKind = new HashMap<String, String>();
        if (zip.getEntry(part) == null) {
            return new Relations(byId, byKind);
        }
        try (var xml = part(part)) {
            for (var event = xml.next(); event != WorkbookXml.Event.OVER; event = xml.next()) {
                if (event == WorkbookXml.Event.START && xml.name().equals("Relationship")) {
                    var target = xml.attribute("Target");
                    var id = xml.attribute("Id");
                    var kind = xml.attribute("Type");
                    if (target != null && id != null && kind != null && byId.size() < 10_000) {
                        var name = target.startsWith("/") ? target.substring(1) : folder + target;
                        byId.put(id, name);
                        byKind.putIfAbsent(kind.substring(kind.lastIndexOf('/') + 1), name);
                    }
                }
            }
        }
        return new Relations(byId, byKind);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static void checkKind(ZipFile zip) throws IOException {
        var names = zip.stream().map(ZipEntry::getName).toList();
        if (names.stream().anyMatch(name -> name.endsWith("vbaProject.bin"))) {
            throw new TableRefusedException(TableRefusal.MACROS);
        }
        if (names.contains("xl/workbook.bin")) {
            throw new TableRefusedException(TableRefusal.BINARY_WORKBOOK);
        }
        var kind = zip.getEntry("mimetype");
        if (kind != null) {
            try (var in = zip.getInputStream(kind)) {
                var said = new String(in.readNBytes(100), StandardCharsets.US_ASCII);
                if (said.contains("opendocument")) {
                    throw new TableRefusedException(TableRefusal.OPEN_DOCUMENT);
                }
            }
        }
        if (names.stream().noneMatch(name -> name.startsWith("xl/"))) {
            throw new TableRefusedException(TableRefusal.NOT_A_TABLE);
        }
    }

    // Whoever opens an archive reads the whole list of its parts: how long that is, is looked at before.
    private static void checkDirectory(Path file) throws IOException {
        byte[] tail;
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(in.length(), END_RECORD + LONGEST_COMMENT);
            in.seek(in.length() - length);
            tail = new byte[length];
            in.readFully(tail);
        }
        for (int i = tail.length - END_RECORD; i >= 0; i--) {
            if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
                long size = Integer.toUnsignedLong(tail[i + 12] & 0xff
                        | (tail[i + 13] & 0xff) << 8
                        | (tail[i + 14] & 0xff) << 16
                        | (tail[i + 15] & 0xff) << 24);
                if (size > LARGEST_DIRECTORY) {
                    throw new TableRefusedException(TableRefusal.HOSTILE_WORKBOOK);
                }
            }
        }
    }
}
