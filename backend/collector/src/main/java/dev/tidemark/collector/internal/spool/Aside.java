package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cannot be sent and is kept beside the segments, for people to look at. A name is given by segment and place alone, so what is set
 * aside again after a restart is the same file, and never another's.
 */
final class Aside {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

    private final Disk disk;

    Aside(Disk disk) {
        this.disk = disk;
    }

    /**
     * Returns when the bytes are on disk for certain.
     *
     * @throws IOException when they may not be: their source must stay
     */
    void keep(Segment segment, long offset, String why, byte[] bytes) throws IOException {
        Path file = beside(segment, String.format("%019d.%s", offset, why));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (Disk.Tail tail = disk.create(next)) {
            tail.write(ByteBuffer.wrap(bytes));
            tail.force();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Disk.forceName(file);
        LOG.error("{} bytes of the spool cannot be sent and are kept in {}", bytes.length, file);
    }

    /** Keeps all of a segment under another name. One whose file is gone has nothing to keep. */
    void keepFile(Segment segment, long readable) throws IOException {
        Path file = beside(segment, "unreadable");
        try {
            Files.move(segment.file(), file, StandardCopyOption.ATOMIC_MOVE);
            Disk.forceName(file);
            LOG.error("The spool cannot be read from byte {} of {} on", readable, file);
        } catch (NoSuchFileException e) {
            LOG.error(
                    "A segment of the spool is gone, from byte {} on its events are lost: {}",
                    readable,
                    segment.file());
        }
    }

    private static Path beside(Segment segment, String ending) {
        return segment.file().resolveSibling(segment.file().getFileName() + "." + ending);
    }
}
