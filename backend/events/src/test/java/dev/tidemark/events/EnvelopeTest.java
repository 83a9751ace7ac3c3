package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Instant HAPPENED = Instant.parse("2026-11-23T20:31:05.123456789Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-23T20:31:06Z");

    @Test
    void headersCarryEverythingAndComeBackTheSame() {
        Envelope full = new Envelope(
                "e-1",
                "order_placed",
                3,
                HAPPENED,
                RECEIVED,
                "web-shop",
                "web",
                "ü-17",
                "s-9",
                "10.0.0.0",
                "FR",
                "Firefox");
        assertThat(Envelope.fromHeaders(byName(full.toHeaders())::get)).isEqualTo(full);
        assertThat(full.eventTime()).isEqualTo("2026-11-23T20:31:05.123456Z");
    }

    @Test
    void headersAreCloudEventsInBinaryStyle() {
        Map<String, String> headers = new HashMap<>();
        envelope(null)
                .toHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "e-1"),
                        Map.entry("ce_type", "order_placed"),
                        Map.entry("ce_source", "web-shop"),
                        Map.entry("ce_time", "2026-11-23T20:31:05.123456Z"),
                        Map.entry("tm_schema_version", "3"),
                        Map.entry("tm_received_at", "2026-11-23T20:31:06.000000Z"),
                        Map.entry("tm_team", "web"));
    }

    @Test
    void theUserIsTheKeyAndWithoutOneTheEventStandsAlone() {
        assertThat(envelope("u-17").key()).asString().isEqualTo("u-17");
        assertThat(envelope(null).key()).asString().isEqualTo("e-1");
    }

    @Test
    void aRecordThatIsNoEventSaysWhy() {
        Map<String, byte[]> headers = byName(envelope(null).toHeaders());
        headers.remove("ce_type");
        assertThatThrownBy(() -> Envelope.fromHeaders(headers::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ce_type");
    }

    @Test
    void aHeartbeatIsToldFromAnEvent() {
        assertThat(Heartbeat.is(byName(Heartbeat.headers(RECEIVED))::get)).isTrue();
        assertThat(Heartbeat.is(byName(envelope(null).toHeaders())::get)).isFalse();
        assertThat(Heartbeat.is(name -> null)).isFalse();
    }

    private static Envelope envelope(@org.jspecify.annotations.Nullable String user) {
        return new Envelope(
                "e-1", "order_placed", 3, HAPPENED, RECEIVED, "web-shop", "web", user, null, null, null, null);
    }

    private static Map<String, byte[]> byName(List<Header> headers) {
        Map<String, byte[]> map = new HashMap<>();
        headers.forEach(header -> map.put(header.key(), header.value()));
        return map;
    }
}
