package dev.tidemark.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The record that the collector writes to every partition each second, so that an idle partition does not look like a stuck one.
 * It has an empty value and is no event: it only says that everything appended before it has been read.
 */
public final class Heartbeat {

    public static final String TYPE = "tidemark.heartbeat";

    private static final byte[] TYPE_BYTES = TYPE.getBytes(StandardCharsets.UTF_8);
    private static final Header TYPE_HEADER = new Header(Envelope.TYPE, TYPE_BYTES);

    private Heartbeat() {}

    /**
     * @param at the collector's clock; the time that counts is the broker's append time
     */
    public static List<Header> headers(Instant at) {
        return List.of(Envelope.CLOUD_EVENTS_1_0, TYPE_HEADER, new Header(Envelope.TIME, Rfc3339.bytes(at)));
    }

    public static boolean is(Function<String, byte @Nullable []> headers) {
        return Arrays.equals(TYPE_BYTES, headers.apply(Envelope.TYPE));
    }
}
