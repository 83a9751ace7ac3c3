package dev.tidemark.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the collector worked out about an event that nobody told it. Travels in headers beside those of the {@link Envelope}; each part may be
 * missing, and what cannot be read counts as missing.
 *
 * @param region of the country, as ISO 3166-2 has it without the country
 * @param device desktop, phone, tablet, tv, robot or library
 * @param agent family of browsers or program
 * @param system operating system
 * @param skew null when the sender's clock was not corrected
 */
public record Enrichment(
        @Nullable String region,
        @Nullable String device,
        @Nullable String agent,
        @Nullable String system,
        @Nullable Skew skew) {

    public static final Enrichment NONE = new Enrichment(null, null, null, null, null);

    private static final String REGION = "tm_region";
    private static final String DEVICE = "tm_client_device";
    private static final String AGENT = "tm_client_agent";
    private static final String SYSTEM = "tm_client_os";
    private static final String TOLD_TIME = "tm_told_time";
    private static final String CLOCK_SKEW = "tm_clock_skew_ms";

    /**
     * A correction of the event's time.
     *
     * @param toldTime the event's time as its sender told it, to the microsecond; the envelope has it corrected
     * @param behindMillis how far the sender's clock is behind ours; negative when it is ahead. A number, because Flink, which carries this
     *     from operator to operator, has no serializer for durations.
     */
    public record Skew(Instant toldTime, long behindMillis) {

        public Skew {
            toldTime = toldTime.truncatedTo(ChronoUnit.MICROS);
        }

        public Skew(Instant toldTime, Duration behind) {
            this(toldTime, behind.toMillis());
        }

        public Duration behind() {
            return Duration.ofMillis(behindMillis);
        }

        public Instant corrected() {
            return toldTime.plusMillis(behindMillis);
        }
    }

    public List<Header> toHeaders() {
        List<Header> headers = new ArrayList<>(6);
        add(headers, REGION, region);
        add(headers, DEVICE, device);
        add(headers, AGENT, agent);
        add(headers, SYSTEM, system);
        if (skew != null) {
            headers.add(new Header(TOLD_TIME, Rfc3339.bytes(skew.toldTime)));
            headers.add(Header.of(CLOCK_SKEW, Long.toString(skew.behindMillis)));
        }
        return headers;
    }

    private static void add(List<Header> headers, String key, @Nullable String value) {
        if (value != null) {
            headers.add(Header.of(key, value));
        }
    }

    /**
     * @param headers value of the last header of that name, null when there is none
     */
    public static Enrichment fromHeaders(Function<String, byte @Nullable []> headers) {
        return new Enrichment(
                text(headers, REGION),
                text(headers, DEVICE),
                text(headers, AGENT),
                text(headers, SYSTEM),
                skew(headers));
    }

    private static @Nullable String text(Function<String, byte @Nullable []> headers, String key) {
        byte[] value = headers.apply(key);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static @Nullable Skew skew(Function<String, byte @Nullable []> headers) {
        String time = text(headers, TOLD_TIME);
        String behind = text(headers, CLOCK_SKEW);
        try {
            return time == null || behind == null ? null : new Skew(Rfc3339.parse(time), Long.parseLong(behind));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
