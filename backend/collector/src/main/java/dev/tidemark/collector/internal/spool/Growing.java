package dev.tidemark.collector.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment that is written to, if there is one. For one thread at a time, but {@link #is} for any. */
final class Growing {

    private static final Logger LOG = LoggerFactory.getLogger(Growing.class);

    private final Disk disk;
    private Disk.@Nullable Tail tail;
    private long length;
    private volatile @Nullable Segment segment;

    Growing(Disk disk) {
        this.disk = disk;
    }

    boolean is(Segment other) {
        return other.equals(segment);
    }

    /** The segment to append to; null when another has to be begun. */
    @Nullable Segment shorterThan(long most) {
        return length < most ? segment : null;
    }

    void begin(Segment next) throws IOException {
        seal();
        tail = disk.create(next.file());
        length = 0;
        segment = next;
    }

    /**
     * Returns how long the segment is when these records are on disk; one force for all of them.
     *
     * @throws IOException when none of them may be called stored. Nobody knows what a disk that has failed once has kept, so this
     *     segment grows no more.
     */
    long append(Segment to, List<byte[]> payloads) throws IOException {
        Disk.Tail end = tail;
        if (end == null) {
            throw new IOException("There is no segment to write to");
        }
        boolean forced = false;
        try {
            ByteBuffer bytes = frames(to, payloads);
            end.write(bytes);
            end.force();
            length += bytes.limit();
            forced = true;
            return length;
        } finally {
            if (!forced) {
                abandon(end, to);
            }
        }
    }

    private ByteBuffer frames(Segment to, List<byte[]> payloads) {
        int header = length == 0 ? Segment.HEADER : 0;
        int size = header + payloads.stream().mapToInt(Frame::size).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        if (header > 0) {
            bytes.put(to.header());
        }
        for (byte[] payload : payloads) {
            Frame.write(bytes, to.salt(), length + bytes.position(), payload);
        }
        return bytes.flip();
    }

    /** What was written behind the last acknowledged record is cut off where the disk allows. */
    private void abandon(Disk.Tail end, Segment of) {
        tail = null;
        segment = null;
        try (end) {
            end.cut(length);
            if (length == 0) {
                Files.deleteIfExists(of.file());
            }
        } catch (IOException e) {
            LOG.warn("The end of {} could not be cut off: {}", of.file(), e.toString());
        }
    }

    void seal() throws IOException {
        Disk.Tail end = tail;
        tail = null;
        segment = null;
        if (end != null) {
            end.close();
        }
    }
}
