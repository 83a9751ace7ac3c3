package dev.tidemark.events.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding into memory; what was written after a mark can be taken back. Not for use by several threads. */
public final class AvroBuffer {

    private byte[] bytes = new byte[256];
    private int length;

    int mark() {
        return length;
    }

    void backTo(int mark) {
        length = mark;
    }

    void writeBoolean(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** Zigzag and variable length, for int and long alike. */
    void writeLong(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void writeFloat(float value) {
        writeLittleEndian(Float.floatToRawIntBits(value), 4);
    }

    void writeDouble(double value) {
        writeLittleEndian(Double.doubleToRawLongBits(value), 8);
    }

    void writeString(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(byte[] value) {
        writeLong(value.length);
        writeFixed(value);
    }

    void writeFixed(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void writeLittleEndian(long bits, int count) {
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) (bits >>> (8 * i));
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
