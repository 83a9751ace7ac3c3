package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.spool.Progress.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool's directory: segments that are read from the front and written at the end, the progress between, and what was set aside. One
 * thread may append while another reads; a directory belongs to one process.
 */
final class SpoolFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFiles.class);

    private final Path directory;
    private final CollectorSettings.Spool settings;
    private final Disk disk;
    private final FileChannel lockFile;
    private final Progress progress;
    private final TreeMap<Long, Known> segments = new TreeMap<>();
    private long newest;
    private long reserved;
    private Position position;
    private Disk.@Nullable Tail tail;
    private volatile @Nullable Segment growing;

    /**
     * @param length up to which it is on disk for certain
     */
    private record Known(Segment segment, long length) {}

    private SpoolFiles(CollectorSettings.Spool settings, Disk disk, FileChannel lockFile) throws IOException {
        this.directory = settings.directory();
        this.settings = settings;
        this.disk = disk;
        this.lockFile = lockFile;
        this.progress = new Progress(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Segment segment :
                    files.flatMap(file -> Segment.of(file).stream()).toList()) {
                segments.put(segment.number(), new Known(segment, Files.size(segment.file())));
            }
        }
        this.position = progress.read();
        // Numbers never come back, so that an old progress cannot point into a new segment.
        this.newest = Math.max(position.segment(), segments.isEmpty() ? 0 : segments.lastKey());
        dropConfirmed();
    }

    /**
     * @throws IllegalStateException when another process has the directory, or it cannot be used
     */
    static SpoolFiles open(CollectorSettings.Spool settings, Disk disk) {
        Path directory = settings.directory();
        FileChannel lockFile = null;
        try {
            Files.createDirectories(directory);
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return new SpoolFiles(settings, disk, lockFile);
            }
        } catch (OverlappingFileLockException _) {
            // Somebody in this process has it: the same mistake.
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new IllegalStateException("The spool in " + directory + " cannot be used: " + e, e);
        }
        closeQuietly(lockFile);
        throw new IllegalStateException("The spool in " + directory
                + " is in use by another collector. Give each a directory of its own: TIDEMARK_COLLECTOR_SPOOL.");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("A file did not close: {}", e.toString());
        }
    }

    /** Keeps room for a record; false when the spool is full. What is reserved is appended or released. */
    synchronized boolean reserve(int payload) {
        if (bytes() + Frame.HEAD + payload > settings.mostBytes()) {
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

    synchronized boolean isFull() {
        return bytes() + Frame.HEAD >= settings.mostBytes();
    }

    /**
     * Returns when these records are on disk; one force for all of them.
     *
     * @throws IOException when none of them may be called stored. The next records go to another segment, since nobody knows what a
     *     disk that has failed once has kept of this one.
     */
    void append(List<byte[]> payloads) throws IOException {
        try {
            Segment segment = growing();
            long length = written(segment);
            int header = length == 0 ? Segment.HEADER : 0;
            int size = header + payloads.stream().mapToInt(Frame::size).sum();
            ByteBuffer bytes = ByteBuffer.allocate(size);
            if (header > 0) {
                bytes.put(segment.header());
            }
            for (byte[] payload : payloads) {
                Frame.write(bytes, segment.salt(), length + bytes.position(), payload);
            }
            Disk.Tail end = tail();
            try {
                end.write(bytes.flip());
                end.force();
            } catch (IOException e) {
                abandonTail(length);
                throw e;
            }
            grew(segment, length + size);
        } finally {
            release(payloads);
        }
    }

    private synchronized void grew(Segment segment, long length) {
        segments.put(segment.number(), new Known(segment, length));
    }

    private synchronized long written(Segment segment) {
        Known known = segments.get(segment.number());
        return known == null ? 0 : known.length();
    }

    private Disk.Tail tail() throws IOException {
        if (tail == null) {
            throw new IOException("There is no segment to write to");
        }
        return tail;
    }

    private Segment growing() throws IOException {
        Segment now = growing;
        if (now == null || written(now) >= settings.segmentBytes()) {
            seal();
            Segment next;
            synchronized (this) {
                next = Segment.named(
                        directory, ++newest, ThreadLocalRandom.current().nextLong());
            }
            tail = disk.create(next.file());
            growing = next;
            return next;
        }
        return now;
    }

    /** What was written behind {@code good} was not acknowledged; it is cut off where the disk allows. */
    private void abandonTail(long good) {
        Disk.Tail end = tail;
        Segment segment = growing;
        tail = null;
        growing = null;
        try (end) {
            if (end != null) {
                end.cut(good);
            }
            if (segment != null && good == 0) {
                Files.deleteIfExists(segment.file());
            }
        } catch (IOException e) {
            LOG.warn("The end of {} could not be cut off: {}", segment, e.toString());
        }
    }

    private void seal() throws IOException {
        Disk.Tail end = tail;
        tail = null;
        growing = null;
        if (end != null) {
            end.close();
        }
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
            from = position.segment() == first.segment().number() ? position.offset() : 0;
        }
        Segment.Stretch stretch = first.segment().read(from, first.length(), most);
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

    /** Kafka has confirmed everything before. */
    synchronized void confirmed(Position end) {
        position = end;
        progress.write(end);
        dropConfirmed();
    }

    /** Begins an empty spool. Only when it is drained and nobody appends. */
    synchronized void restart() throws IOException {
        seal();
        dropConfirmed();
    }

    private void dropConfirmed() {
        while (!segments.isEmpty()) {
            Map.Entry<Long, Known> first = segments.firstEntry();
            Segment segment = first.getValue().segment();
            Position end = new Position(first.getKey(), first.getValue().length());
            if (segment.equals(growing) || position.compareTo(end) < 0) {
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

    /** Keeps bytes that cannot be sent, for people to look at. */
    void setAside(Segment segment, String name, byte[] bytes) {
        Path file = segment.file().resolveSibling(segment.file().getFileName() + "." + name);
        try {
            Files.write(file, bytes);
            LOG.error("{} bytes of the spool cannot be sent and are kept in {}", bytes.length, file);
        } catch (IOException e) {
            LOG.error("{} bytes of {} cannot be sent, nor kept in {}: {}", bytes.length, segment, file, e.toString());
        }
    }

    @Override
    public void close() {
        try {
            seal();
        } catch (IOException e) {
            LOG.warn("The spool did not close: {}", e.toString());
        }
        closeQuietly(lockFile);
    }
}
