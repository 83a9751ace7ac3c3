package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.spool.Progress.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool's directory: segments that are read from the front and written at the end, the progress between, and what was set aside. One
 * thread may append while another reads; a directory belongs to one process.
 */
final class SpoolFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFiles.class);
    private static final int COUNTED_AT_ONCE = 4 * 1024 * 1024;

    private final Path directory;
    private final CollectorSettings.Spool settings;
    private final Disk disk;
    private final Aside aside;
    private final Growing end;
    private final DirectoryLock lock;
    private final Progress progress;
    private final TreeMap<Long, Known> segments = new TreeMap<>();
    private long newest;
    private long reserved;
    private Position position;

    /**
     * @param length up to which it is on disk for certain
     * @param records that Kafka has not confirmed
     */
    private record Known(Segment segment, long length, long records) {}

    private SpoolFiles(CollectorSettings.Spool settings, Disk disk, DirectoryLock lock) throws IOException {
        this.directory = settings.directory();
        this.settings = settings;
        this.disk = disk;
        this.aside = new Aside(disk);
        this.end = new Growing(disk);
        this.lock = lock;
        this.progress = new Progress(directory);
        this.position = progress.read();
        try (Stream<Path> files = Files.list(directory)) {
            for (Segment segment :
                    files.flatMap(file -> Segment.of(file).stream()).toList()) {
                long length = Files.size(segment.file());
                segments.put(segment.number(), new Known(segment, length, count(segment, length)));
            }
        }
        // Numbers never come back, so that an old progress cannot point into a new segment.
        this.newest = Math.max(position.segment(), segments.isEmpty() ? 0 : segments.lastKey());
        dropConfirmed();
    }

    /** @throws IllegalStateException when another process has the directory, or it cannot be used */
    static SpoolFiles open(CollectorSettings.Spool settings, Disk disk) {
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            return new SpoolFiles(settings, disk, lock);
        } catch (IOException e) {
            lock.close();
            throw new IllegalStateException("The spool in " + settings.directory() + " cannot be used: " + e, e);
        }
    }

    /** The records from the position on, as far as the segment can be read. */
    private long count(Segment segment, long length) {
        long records = 0;
        try {
            for (long at = from(segment); at < length; ) {
                Segment.Stretch stretch = segment.read(disk, at, length, COUNTED_AT_ONCE);
                records += Segment.whole(stretch.pieces());
                at = stretch.end();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be counted: {}", segment.file(), e.toString());
        }
        return records;
    }

    private long from(Segment segment) {
        long number = segment.number();
        return position.segment() > number ? Long.MAX_VALUE : position.segment() == number ? position.offset() : 0;
    }

    /**
     * Keeps room for a record, which has to be appended then; false when the spool is full.
     *
     * @param besides bytes elsewhere that count
     */
    synchronized boolean reserve(int payload, long besides) {
        if (besides + bytes() + Frame.HEAD + payload > settings.mostBytes()) {
            return false;
        }
        reserved += Frame.HEAD + payload;
        return true;
    }

    private synchronized void release(List<byte[]> payloads) {
        for (byte[] payload : payloads) {
            reserved -= Frame.size(payload);
        }
    }

    /** Bytes on disk and on their way there. */
    synchronized long bytes() {
        return reserved + segments.values().stream().mapToLong(Known::length).sum();
    }

    synchronized boolean isFull(long besides) {
        return besides + bytes() + Frame.HEAD >= settings.mostBytes();
    }

    /** Records that Kafka has not confirmed. */
    synchronized long records() {
        return segments.values().stream().mapToLong(Known::records).sum();
    }

    /**
     * Returns when these records are on disk; one force for all of them. Without any it tries whether the disk can be written.
     *
     * @throws IOException when none of them may be called stored; the next ones go to another segment
     */
    void append(List<byte[]> payloads) throws IOException {
        synchronized (end) {
            try {
                Segment segment = end.shorterThan(settings.segmentBytes());
                if (segment == null) {
                    segment = another();
                    end.begin(segment);
                }
                grew(segment, end.append(segment, payloads), payloads.size());
            } finally {
                release(payloads);
            }
        }
    }

    private synchronized Segment another() {
        return Segment.named(directory, ++newest, ThreadLocalRandom.current().nextLong());
    }

    private synchronized void grew(Segment segment, long length, int more) {
        segments.merge(
                segment.number(),
                new Known(segment, length, more),
                (was, now) -> new Known(segment, length, was.records() + more));
    }

    /**
     * What comes next, and how far one is then.
     *
     * @param pieces may be none, when nothing but a torn end is passed over
     */
    record Window(Segment segment, List<Segment.Piece> pieces, Position end) {}

    /** The first records that Kafka has not confirmed; empty when all on disk are. */
    Optional<Window> next(int most) throws IOException {
        Known first;
        long from;
        synchronized (this) {
            if (drained()) {
                return Optional.empty();
            }
            first = segments.firstEntry().getValue();
            from = from(first.segment());
        }
        Segment.Stretch stretch = first.segment().read(disk, from, first.length(), most);
        return Optional.of(new Window(
                first.segment(), stretch.pieces(), new Position(first.segment().number(), stretch.end())));
    }

    /** Whether Kafka has confirmed everything that is on disk. */
    synchronized boolean drained() {
        return segments.isEmpty()
                || (segments.size() == 1
                        && position.compareTo(new Position(
                                        segments.lastKey(),
                                        segments.lastEntry().getValue().length()))
                                >= 0);
    }

    /** Kafka has confirmed what is in this window and before. */
    synchronized void confirmed(Window window) {
        position = window.end();
        segments.computeIfPresent(
                position.segment(),
                (_, was) -> new Known(
                        was.segment(), was.length(), Math.max(0, was.records() - Segment.whole(window.pieces()))));
        progress.write(position);
        dropConfirmed();
    }

    /** Begins an empty spool. Only when it is drained and nobody appends. */
    void restart() throws IOException {
        synchronized (end) {
            end.seal();
            synchronized (this) {
                dropConfirmed();
            }
        }
    }

    /**
     * Goes on behind the first segment, which cannot be read any further, and keeps its file under another name.
     *
     * @throws IOException when it cannot be kept; then it stays where it is
     */
    void giveUpFirst() throws IOException {
        synchronized (end) {
            Segment first;
            synchronized (this) {
                first = segments.firstEntry().getValue().segment();
            }
            if (end.is(first)) {
                end.seal();
            }
            aside.keepFile(first, from(first));
            synchronized (this) {
                segments.remove(first.number());
            }
        }
    }

    /** Keeps bytes that cannot be sent, for people to look at; see {@link Aside#keep}. */
    void setAside(Segment segment, long offset, String why, byte[] bytes) throws IOException {
        aside.keep(segment, offset, why, bytes);
    }

    private void dropConfirmed() {
        while (!segments.isEmpty()) {
            Map.Entry<Long, Known> first = segments.firstEntry();
            Segment segment = first.getValue().segment();
            Position last = new Position(first.getKey(), first.getValue().length());
            if (end.is(segment) || position.compareTo(last) < 0) {
                return;
            }
            try {
                Files.deleteIfExists(segment.file());
            } catch (IOException e) {
                LOG.warn("{} is confirmed and could not be deleted: {}", segment.file(), e.toString());
            }
            segments.pollFirstEntry();
        }
    }

    @Override
    public void close() {
        try {
            synchronized (end) {
                end.seal();
            }
        } catch (IOException e) {
            LOG.warn("The spool did not close: {}", e.toString());
        }
        lock.close();
    }
}
