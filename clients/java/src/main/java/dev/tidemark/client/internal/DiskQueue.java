package dev.tidemark.client.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A queue in files, which outlives the process, a {@code kill -9} included: what {@code add} has taken is in the operating system's hands
 * when it returns. Whatever was not removed is there again when the queue is opened; removed events may be too when the process died, and
 * are then sent twice with the same id.
 */
public final class DiskQueue implements EventQueue {

    private static final System.Logger LOG = System.getLogger(DiskQueue.class.getName());
    private static final long SEGMENT_BYTES = 4L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Path directory;
    private final long mostBytes;
    private final FileChannel owner;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private long head;
    private long size;
    private boolean stopped;

    /**
     * @throws IllegalStateException when another client has the directory
     * @throws UncheckedIOException when it cannot be used
     */
    public DiskQueue(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        try {
            Files.createDirectories(directory);
            owner = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            own();
            open();
        } catch (IOException e) {
            throw new UncheckedIOException("The queue in " + directory + " cannot be opened", e);
        }
    }

    private void own() throws IOException {
        try {
            FileLock held = owner.tryLock();
            if (held != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "Another client of this process has it", e);
        }
        owner.close();
        throw new IllegalStateException(
                "Another client sends from " + directory + "; give each client a directory of its own");
    }

    private void open() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(each -> each.getFileName().toString().endsWith(".events"))
                    .toList()) {
                String name = file.getFileName().toString();
                segments.put(Long.parseLong(name.substring(0, name.indexOf('.'))), new Segment(file));
            }
        }
        Path position = directory.resolve("position");
        if (Files.exists(position)) {
            String[] words = Files.readString(position).split(" ");
            long segment = words.length == 2 ? Long.parseLong(words[0]) : -1;
            while (!segments.isEmpty() && segments.firstKey() < segment) {
                segments.pollFirstEntry().getValue().retire(Long.MAX_VALUE);
            }
            head = !segments.isEmpty() && segments.firstKey() == segment ? Long.parseLong(words[1]) : 0;
        }
        count();
        long last = segments.isEmpty() ? 0 : segments.lastKey();
        segments.put(last + 1, new Segment(file(last + 1)));
        dropWhatIsRead();
    }

    /** Counts the events, and cuts off what was being written when a process died: nobody was told that it is here. */
    private void count() throws IOException {
        boolean first = true;
        for (var each : segments.entrySet()) {
            long at = first ? head : 0;
            first = false;
            byte[] event;
            while ((event = each.getValue().read(at)) != null) {
                size++;
                at += Segment.sizeOf(event);
            }
            if (at < each.getValue().end()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} has {1} bytes behind byte {2} that are no whole event; they are left out",
                        file(each.getKey()),
                        each.getValue().end() - at,
                        at);
            }
        }
    }

    private Path file(long number) {
        return directory.resolve(String.format("%016d.events", number));
    }

    private long bytes() {
        return segments.values().stream().mapToLong(Segment::end).sum() - head;
    }

    @Override
    public boolean add(byte[] event, Duration waiting) throws InterruptedException {
        long left = waiting.toNanos();
        lock.lock();
        try {
            while (bytes() + Segment.sizeOf(event) > mostBytes && !stopped) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            if (stopped) {
                return false;
            }
            Segment tail = segments.lastEntry().getValue();
            if (tail.end() > SEGMENT_BYTES) {
                long number = segments.lastKey() + 1;
                tail = new Segment(file(number));
                segments.put(number, tail);
            }
            tail.add(event);
            size++;
            changed.signalAll();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("An event cannot be written to " + directory, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<byte[]> first(int most, int mostOfBatch, Duration linger, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (size == 0 && left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
            left = linger.toNanos();
            while (size > 0 && size < most && bytes() < mostOfBatch && left > 0 && !stopped) {
                left = changed.awaitNanos(left);
            }
            return read(most, mostOfBatch);
        } catch (IOException e) {
            throw new UncheckedIOException("The queue in " + directory + " cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    private List<byte[]> read(int most, int mostOfBatch) throws IOException {
        List<byte[]> batch = new ArrayList<>();
        long sum = 0;
        long at = head;
        for (Segment segment : segments.values()) {
            byte[] event;
            while ((event = segment.read(at)) != null) {
                sum += event.length + 1L;
                if (batch.size() == most || !batch.isEmpty() && sum > mostOfBatch) {
                    return batch;
                }
                batch.add(event);
                at += Segment.sizeOf(event);
            }
            at = 0;
        }
        return batch;
    }

    @Override
    public void remove(int events) {
        lock.lock();
        try {
            for (int left = events; left > 0; ) {
                byte[] event = segments.firstEntry().getValue().read(head);
                if (event == null) {
                    segments.pollFirstEntry().getValue().retire(head);
                    head = 0;
                } else {
                    head += Segment.sizeOf(event);
                    size--;
                    left--;
                }
            }
            dropWhatIsRead();
            Path next = directory.resolve("position.next");
            Files.writeString(next, segments.firstKey() + " " + head);
            Files.move(
                    next,
                    directory.resolve("position"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            changed.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException("What was sent cannot be taken out of " + directory, e);
        } finally {
            lock.unlock();
        }
    }

    private void dropWhatIsRead() throws IOException {
        while (segments.size() > 1 && segments.firstEntry().getValue().read(head) == null) {
            segments.pollFirstEntry().getValue().retire(head);
            head = 0;
        }
    }

    @Override
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop();
        lock.lock();
        try {
            for (Segment segment : segments.values()) {
                segment.close();
            }
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
