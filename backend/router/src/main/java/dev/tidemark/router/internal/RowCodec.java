package dev.tidemark.router.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the values that stores answer with, in scratch files of this process. */
final class RowCodec {

    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int WHOLE = 2;
    private static final int DECIMAL = 3;
    private static final int DOUBLE = 4;
    private static final int YES = 5;
    private static final int NO = 6;
    private static final int INSTANT = 7;
    private static final int DAY = 8;

    private RowCodec() {}

    static void write(List<@Nullable Object> row, DataOutput out) throws IOException {
        out.writeShort(row.size());
        for (Object value : row) {
            write(value, out);
        }
    }

    private static void write(@Nullable Object value, DataOutput out) throws IOException {
        switch (value) {
            case null -> out.writeByte(NULL);
            case String text -> {
                out.writeByte(TEXT);
                bytes(text.getBytes(StandardCharsets.UTF_8), out);
            }
            case Long number -> {
                out.writeByte(WHOLE);
                out.writeLong(number);
            }
            case BigDecimal decimal -> {
                out.writeByte(DECIMAL);
                out.writeInt(decimal.scale());
                bytes(decimal.unscaledValue().toByteArray(), out);
            }
            case Double number -> {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            }
            case Boolean truth -> out.writeByte(truth ? YES : NO);
            case Instant instant -> {
                out.writeByte(INSTANT);
                out.writeLong(instant.getEpochSecond());
                out.writeInt(instant.getNano());
            }
            case LocalDate day -> {
                out.writeByte(DAY);
                out.writeLong(day.toEpochDay());
            }
            default -> throw new IllegalArgumentException("no value of an answer: " + value.getClass());
        }
    }

    private static void bytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static List<@Nullable Object> read(DataInput in) throws IOException {
        int size = in.readUnsignedShort();
        List<@Nullable Object> row = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            row.add(value(in));
        }
        return Collections.unmodifiableList(row);
    }

    private static @Nullable Object value(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case NULL -> null;
            case TEXT -> new String(bytes(in), StandardCharsets.UTF_8);
            case WHOLE -> in.readLong();
            case DECIMAL -> {
                int scale = in.readInt();
                yield new BigDecimal(new BigInteger(bytes(in)), scale);
            }
            case DOUBLE -> in.readDouble();
            case YES -> true;
            case NO -> false;
            case INSTANT -> {
                long seconds = in.readLong();
                yield Instant.ofEpochSecond(seconds, in.readInt());
            }
            case DAY -> LocalDate.ofEpochDay(in.readLong());
            default -> throw new IOException("a scratch file is damaged: kind " + kind);
        };
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
