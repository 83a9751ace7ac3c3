package dev.tidemark.client.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, each {@code length, CRC-32C of the bytes, bytes}. Records are only ever added. What a process that died was writing is
 * recognised and is no record.
 */
final class Segment implements AutoCloseable {

    private static final int HEADER = 8;
    private static final int LONGEST = 16 * 1024 * 1024;

    private final Path file;
    // No channel: that one is closed when a thread that uses it is interrupted, and callers' threads are.
    private final RandomAccessFile content;
    private long end;

    Segment(Path file) throws IOException {
        this.file = file;
        this.content = new RandomAccessFile(file.toFile(), "rw");
        this.end = content.length();
    }

    /** Behind the last record, or what is left of one. */
    long end() {
        return end;
    }

    void add(byte[] bytes) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEADER + bytes.length);
        record.putInt(bytes.length).putInt(checksum(bytes)).put(bytes);
        content.seek(end);
        content.write(record.array());
        end += record.capacity();
    }

    static long sizeOf(byte[] bytes) {
        return HEADER + (long) bytes.length;
    }

    /** The record at a place, or null where none is whole. */
    byte @Nullable [] read(long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (at + HEADER > end || !fill(header, at)) {
            return null;
        }
        int length = header.flip().getInt();
        int checksum = header.getInt();
        if (length < 0 || length > LONGEST || at + HEADER + length > end) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        return fill(bytes, at + HEADER) && checksum(bytes.array()) == checksum ? bytes.array() : null;
    }

    private boolean fill(ByteBuffer buffer, long from) throws IOException {
        content.seek(from);
        int read = content.read(buffer.array());
        buffer.position(Math.max(0, read));
        return !buffer.hasRemaining();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Whether the record at a place is all there and yet not what was written: not a death in mid-writing but damage. */
    private boolean isDamaged(long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (at + HEADER > end || !fill(header, at)) {
            return false;
        }
        int length = header.flip().getInt();
        return length < 0 || length > LONGEST || at + HEADER + length <= end;
    }

    /**
     * Takes the file away; one with damage is set aside instead, for people to look at.
     *
     * @param read how far it was read
     */
    void retire(long read) throws IOException {
        boolean damaged = read < end && isDamaged(read);
        content.close();
        if (damaged) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
