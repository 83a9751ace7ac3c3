package dev.tidemark.collector.internal.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record for Kafka and when it was put aside, as bytes: time (8), partition (4, -1 for none), topic, key, count of headers (4), name
 * and value of each, value. Texts and arrays follow their length (4); -1 stands for an absent one.
 *
 * @param at milliseconds since the epoch
 */
record SpooledRecord(long at, ProducerRecord<byte[], byte[]> record) {

    private static final int ABSENT = -1;

    byte[] payload() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeLong(at);
            Integer partition = record.partition();
            out.writeInt(partition == null ? ABSENT : partition);
            write(out, record.topic().getBytes(UTF_8));
            write(out, record.key());
            Header[] headers = record.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                write(out, header.key().getBytes(UTF_8));
                write(out, header.value());
            }
            write(out, record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when these bytes were made by another version of this class */
    static SpooledRecord of(byte[] payload) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        long at = in.readLong();
        int partition = in.readInt();
        String topic = text(in);
        byte[] key = read(in);
        int count = checked(in.readInt(), in);
        List<Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader(text(in), read(in)));
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition == ABSENT ? null : partition, key, read(in), headers);
        return new SpooledRecord(at, record);
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : in.readNBytes(checked(length, in));
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = read(in);
        if (bytes == null) {
            throw new IOException("A name is missing");
        }
        return new String(bytes, UTF_8);
    }

    private static int checked(int count, DataInputStream in) throws IOException {
        if (count < 0 || count > in.available()) {
            throw new IOException("A length of " + count + " is impossible here");
        }
        return count;
    }
}
