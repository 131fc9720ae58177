package com.didstock.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 97 to 2003. Its rows are read one by one; its texts are in memory, hence its size is limited. */
final class XlsFile implements TableFile {

    private final POIFSFileSystem container;
    private final XlsRecords records;
    private final String sheet;

    static XlsFile open(Path file, @Nullable String sheet, TableLimits limits) throws IOException {
        POIFSFileSystem container;
        try {
            container = new POIFSFileSystem(file.toFile(), true);
        } catch (IOException | RuntimeException broken) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
        try {
            return new XlsFile(container, Files.size(file), sheet, limits);
        } catch (IOException | RuntimeException failure) {
            container.close();
            throw refusal(failure);
        }
    }

    private XlsFile(POIFSFileSystem container, long size, @Nullable String asked, TableLimits limits)
            throws IOException {
        this.container = container;
        var name = workbook(container.getRoot());
        if (size > limits.xls()) {
            throw new TableRefusedException(TableRefusal.XLS_TOO_BIG, limits.xls() >> 20);
        }
        var content = container.getRoot().createDocumentInputStream(name);
        this.records = new XlsRecords(new RecordFactoryInputStream(content, false), limits);
        this.sheet = records.open(asked);
    }

    // The container is that of every old office program, and of what Excel 2007 and later encrypts.
    private static String workbook(DirectoryNode root) {
        if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
            throw new TableRefusedException(TableRefusal.ENCRYPTED);
        }
        String found = null;
        for (var name : root.getEntryNames()) {
            switch (name.toUpperCase(Locale.ROOT)) {
                case "_VBA_PROJECT_CUR", "_VBA_PROJECT" -> throw new TableRefusedException(TableRefusal.MACROS);
                case "WORKBOOK" -> found = name;
                case "BOOK" -> {
                    if (found == null) {
                        throw new TableRefusedException(TableRefusal.OLD_WORKBOOK);
                    }
                }
                default -> {
                    // Author, title.
                }
            }
        }
        if (found == null) {
            throw new TableRefusedException(TableRefusal.NOT_A_TABLE);
        }
        return found;
    }

    private static RuntimeException refusal(Exception failure) {
        return switch (failure) {
            case TableRefusedException refused -> refused;
            case EncryptedDocumentException _ -> new TableRefusedException(TableRefusal.ENCRYPTED);
            // Whatever the library stumbles over, the file is not as it should be.
            default -> new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        };
    }

    @Override
    public List<String> sheets() {
        return records.sheets();
    }

    @Override
    public String sheet() {
        return sheet;
    }

    @Override
    public @Nullable Row next() {
        try {
            return records.next();
        } catch (RuntimeException failure) {
            throw refusal(failure);
        }
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
