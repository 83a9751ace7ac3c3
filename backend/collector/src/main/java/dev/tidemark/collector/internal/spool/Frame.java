package dev.tidemark.collector.internal.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment: magic (4), length (4), checksum of the content (4), checksum of the head (4), content. Both checksums
 * (CRC32C) begin with the segment's salt, which nobody outside knows, and the head's with its place: bytes that a sender put into an
 * event cannot pass for a frame when what surrounds them is damaged.
 */
final class Frame {

    static final int HEAD = 16;

    /** Nothing that Kafka takes is longer. */
    static final int LONGEST = 2 * 1024 * 1024;

    private static final int MAGIC = 0x7EDE_3A4B;

    private Frame() {}

    static int size(byte[] payload) {
        return HEAD + payload.length;
    }

    static void write(ByteBuffer to, long salt, long offset, byte[] payload) {
        int content = content(salt, ByteBuffer.wrap(payload));
        to.putInt(MAGIC).putInt(payload.length).putInt(content).putInt(head(salt, offset, payload.length, content));
        to.put(payload);
    }

    /** The length of the content of the frame whose head begins at {@code index}; -1 when none does. */
    static int length(ByteBuffer bytes, int index, long salt, long offset) {
        if (bytes.getInt(index) != MAGIC) {
            return -1;
        }
        int length = bytes.getInt(index + 4);
        boolean whole = bytes.getInt(index + 12) == head(salt, offset, length, bytes.getInt(index + 8));
        return whole && length >= 0 && length <= LONGEST ? length : -1;
    }

    /** Whether the content behind a head that is whole is whole too. */
    static boolean isWhole(ByteBuffer bytes, int index, int length, long salt) {
        return bytes.getInt(index + 8) == content(salt, bytes.slice(index + HEAD, length));
    }

    private static int content(long salt, ByteBuffer payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(8).putLong(salt).flip());
        checksum.update(payload);
        return (int) checksum.getValue();
    }

    private static int head(long salt, long offset, int length, int content) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(24)
                .putLong(salt)
                .putLong(offset)
                .putInt(length)
                .putInt(content)
                .flip());
        return (int) checksum.getValue();
    }
}
