package dev.tidemark.events;

import java.nio.ByteBuffer;

/** The value of an event's record as Confluent's serialisers write it: a zero byte, the schema's id (4 bytes, big-endian), Avro binary. */
public final class WireFormat {

    /** Bytes before the Avro binary. */
    public static final int PREFIX = 5;

    private WireFormat() {}

    public static byte[] frame(int schemaId, byte[] avro) {
        byte[] value = new byte[PREFIX + avro.length];
        ByteBuffer.wrap(value).put((byte) 0).putInt(schemaId).put(avro);
        return value;
    }

    /**
     * @throws IllegalArgumentException when the value is not in the wire format
     */
    public static int schemaId(byte[] value) {
        return checked(value).getInt(1);
    }

    /**
     * The Avro binary, without a copy.
     *
     * @throws IllegalArgumentException when the value is not in the wire format
     */
    public static ByteBuffer payload(byte[] value) {
        return checked(value).position(PREFIX).slice();
    }

    private static ByteBuffer checked(byte[] value) {
        if (value.length < PREFIX || value[0] != 0) {
            throw new IllegalArgumentException("Not in the wire format: " + value.length + " bytes"
                    + (value.length == 0 ? "" : ", the first is " + value[0]));
        }
        return ByteBuffer.wrap(value);
    }
}
