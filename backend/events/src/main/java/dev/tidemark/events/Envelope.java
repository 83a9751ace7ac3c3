package dev.tidemark.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an event besides its properties. Travels as the headers of the Kafka record, in the binary style of
 * CloudEvents; times are kept to the microsecond.
 *
 * @param schemaVersion version of the type's schema that the properties were checked against
 * @param eventTime when it happened, says the source
 * @param receivedAt when the collector had it
 * @param ip cut to its network (/24 or /48)
 */
public record Envelope(
        String eventId,
        String type,
        int schemaVersion,
        Instant eventTime,
        Instant receivedAt,
        String source,
        String team,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String ip,
        @Nullable String country,
        @Nullable String userAgent) {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    static final String SPEC_VERSION = "ce_specversion";
    private static final String SOURCE = "ce_source";
    private static final String SCHEMA_VERSION = "tm_schema_version";
    private static final String RECEIVED_AT = "tm_received_at";
    private static final String TEAM = "tm_team";
    private static final String USER_ID = "tm_user_id";
    private static final String SESSION_ID = "tm_session_id";
    private static final String IP = "tm_ip";
    private static final String COUNTRY = "tm_country";
    private static final String USER_AGENT = "tm_user_agent";
    static final Header CLOUD_EVENTS_1_0 = Header.of(SPEC_VERSION, "1.0");

    public Envelope {
        eventTime = eventTime.truncatedTo(ChronoUnit.MICROS);
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The record's key: events of one user stay in order in one partition; without a user each event stands alone. */
    public byte[] key() {
        return (userId == null ? eventId : userId).getBytes(StandardCharsets.UTF_8);
    }

    public List<Header> toHeaders() {
        List<Header> headers = new ArrayList<>(13);
        headers.add(CLOUD_EVENTS_1_0);
        headers.add(Header.of(ID, eventId));
        headers.add(Header.of(TYPE, type));
        headers.add(Header.of(SOURCE, source));
        headers.add(new Header(TIME, Rfc3339.bytes(eventTime)));
        headers.add(Header.of(SCHEMA_VERSION, Integer.toString(schemaVersion)));
        headers.add(new Header(RECEIVED_AT, Rfc3339.bytes(receivedAt)));
        headers.add(Header.of(TEAM, team));
        optional(headers, USER_ID, userId);
        optional(headers, SESSION_ID, sessionId);
        optional(headers, IP, ip);
        optional(headers, COUNTRY, country);
        optional(headers, USER_AGENT, userAgent);
        return headers;
    }

    /**
     * @param headers value of the last header of that name, null when there is none
     * @throws IllegalArgumentException naming the header that is missing or malformed
     */
    public static Envelope fromHeaders(Function<String, byte @Nullable []> headers) {
        return new Envelope(
                required(headers, ID),
                required(headers, TYPE),
                number(headers, SCHEMA_VERSION),
                time(headers, TIME),
                time(headers, RECEIVED_AT),
                required(headers, SOURCE),
                required(headers, TEAM),
                text(headers, USER_ID),
                text(headers, SESSION_ID),
                text(headers, IP),
                text(headers, COUNTRY),
                text(headers, USER_AGENT));
    }

    private static void optional(List<Header> headers, String key, @Nullable String value) {
        if (value != null) {
            headers.add(Header.of(key, value));
        }
    }

    private static @Nullable String text(Function<String, byte @Nullable []> headers, String key) {
        byte[] value = headers.apply(key);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static String required(Function<String, byte @Nullable []> headers, String key) {
        String value = text(headers, key);
        if (value == null) {
            throw new IllegalArgumentException("The record has no header " + key + ", so it is no event of ours");
        }
        return value;
    }

    private static int number(Function<String, byte @Nullable []> headers, String key) {
        String value = required(headers, key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Header " + key + " is no number: " + value, e);
        }
    }

    private static Instant time(Function<String, byte @Nullable []> headers, String key) {
        String value = required(headers, key);
        try {
            return Rfc3339.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Header " + key + " is no instant: " + value, e);
        }
    }
}
