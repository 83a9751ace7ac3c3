package dev.tidemark.events.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary encoding out of memory, believing nothing: no length is followed beyond the bytes that are there, and every value has
 * one spelling of its type. Not for use by several threads.
 */
final class AvroCursor {

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int end;
    private int at;

    AvroCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    UnreadableAvro unreadable(String message) {
        return new UnreadableAvro(at, message);
    }

    boolean readBoolean() {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            at--;
            throw unreadable("found byte " + (value & 0xFF) + ", expected 0 or 1");
        }
        return value == 1;
    }

    int readInt() {
        return (int) readVariable(5, Integer.SIZE);
    }

    long readLong() {
        return readVariable(10, Long.SIZE);
    }

    private long readVariable(int mostBytes, int bits) {
        int start = at;
        long value = 0;
        for (int i = 0; i < mostBytes; i++) {
            long next = bytes[take(1)];
            long group = next & 0x7F;
            if (7 * i + 7 > bits && group >>> (bits - 7 * i) != 0) {
                break;
            }
            value |= group << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        at = start;
        throw unreadable("a number of more than " + bits + " bits");
    }

    float readFloat() {
        return Float.intBitsToFloat((int) readLittleEndian(4));
    }

    double readDouble() {
        return Double.longBitsToDouble(readLittleEndian(8));
    }

    private long readLittleEndian(int count) {
        int from = take(count);
        long bits = 0;
        for (int i = count - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[from + i] & 0xFF;
        }
        return bits;
    }

    byte[] readBytes() {
        return readFixed(readLength());
    }

    byte[] readFixed(int size) {
        int from = take(size);
        return Arrays.copyOfRange(bytes, from, from + size);
    }

    String readString() {
        int length = readLength();
        int from = take(length);
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(from, length)) {
            at = from;
            throw unreadable("text that is not UTF-8");
        }
        return text;
    }

    private boolean isUtf8(int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A length that the rest can hold. */
    private int readLength() {
        int start = at;
        long length = readLong();
        if (length < 0 || length > left()) {
            int left = left();
            at = start;
            throw unreadable("a length of " + length + " with " + left + " bytes left");
        }
        return (int) length;
    }

    private int take(int count) {
        if (count > left()) {
            throw unreadable("the bytes end, expected " + count + " more and found " + left());
        }
        int from = at;
        at += count;
        return from;
    }
}
