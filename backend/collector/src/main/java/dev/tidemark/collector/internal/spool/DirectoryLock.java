package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a directory belongs to this process, until it is closed or the process ends. */
record DirectoryLock(FileChannel file) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    /** @throws IllegalStateException when another process has the directory, or it cannot be used */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = new DirectoryLock(
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (lock.succeeds()) {
                return lock;
            }
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The spool in " + directory + " cannot be used: " + e, e);
        }
        throw new IllegalStateException("The spool in " + directory
                + " is in use by another collector. Give each a directory of its own: TIDEMARK_COLLECTOR_SPOOL.");
    }

    private boolean succeeds() throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Somebody in this process has it: the same mistake.
            return false;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("A lock did not close: {}", e.toString());
        }
    }
}
