package dev.tidemark.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrichmentTest {

    private static final Instant TOLD = Instant.parse("2026-11-23T20:31:05.123456Z");

    @Test
    void headersCarryEverythingAndComeBackTheSame() {
        Enrichment full = new Enrichment(
                "SCT", "phone", "Chrome", "Android", new Enrichment.Skew(TOLD, Duration.ofMillis(-3_600_250)));
        assertThat(Enrichment.fromHeaders(byName(full)::get)).isEqualTo(full);
        assertThat(full.skew())
                .isNotNull()
                .extracting(Enrichment.Skew::corrected)
                .hasToString("2026-11-23T19:31:04.873456Z");
    }

    @Test
    void whatIsUnknownTakesNoHeader() {
        assertThat(Enrichment.NONE.toHeaders()).isEmpty();
        assertThat(Enrichment.fromHeaders(Map.<String, byte[]>of()::get)).isEqualTo(Enrichment.NONE);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        Map<String, byte[]> headers =
                byName(new Enrichment("ENG", null, null, null, new Enrichment.Skew(TOLD, Duration.ofDays(1))));
        headers.put("tm_clock_skew_ms", "a day".getBytes(UTF_8));
        assertThat(Enrichment.fromHeaders(headers::get)).isEqualTo(new Enrichment("ENG", null, null, null, null));
    }

    private static Map<String, byte[]> byName(Enrichment enrichment) {
        Map<String, byte[]> headers = new HashMap<>();
        enrichment.toHeaders().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }
}
