package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far Kafka has confirmed what is in the spool, in a file. Not forced to disk: an older position, or none, only means that records
 * are sent again.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Path file;

    Progress(Path directory) {
        this.file = directory.resolve("progress");
    }

    /** A place in a segment. */
    record Position(long segment, long offset) implements Comparable<Position> {

        static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            int bySegment = Long.compare(segment, other.segment);
            return bySegment == 0 ? Long.compare(offset, other.offset) : bySegment;
        }
    }

    Position read() {
        try {
            if (Files.exists(file)) {
                String[] words = Files.readString(file).strip().split(" ");
                return new Position(Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be read, so everything in the spool is sent again: {}", file, e.toString());
        }
        return Position.START;
    }

    void write(Position position) {
        try {
            Path next = file.resolveSibling("progress.next");
            Files.writeString(next, position.segment() + " " + position.offset() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written; a restart would send more again than needed: {}", file, e.toString());
        }
    }
}
