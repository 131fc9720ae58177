package com.didstock.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One portal per data directory. The operating system frees the lock when its holder dies, however it dies, so holding it
 * means: nobody else lives here.
 */
final class DataDirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirectoryLock take(Path data) throws IOException {
        var channel =
                FileChannel.open(data.resolve("didstock.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DataDirectoryLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // held by this very JVM: taken all the same
        }
        channel.close();
        throw new StartRefusedException(
                "Another didstock is running on %s. Stop it, or choose another folder with --data.".formatted(data));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
