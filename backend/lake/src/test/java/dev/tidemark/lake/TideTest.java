package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TideTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00.123456Z");

    @Test
    void survivesTheSummary() {
        Tide tide = new Tide(Map.of("events.orders-0", 42L, "events.orders-1", 7L), NOON);

        assertThat(tide.toSummary())
                .containsEntry("tidemark.offsets", "{\"events.orders-0\":42,\"events.orders-1\":7}")
                .containsEntry("tidemark.complete-through", "2026-11-01T12:00:00.123456Z");
        assertThat(Tide.fromSummary(tide.toSummary())).contains(tide);
    }

    @Test
    void isToTheMicrosecond() {
        assertThat(new Tide(Map.of(), NOON.plusNanos(999)).completeThrough()).isEqualTo(NOON);
    }

    @Test
    void isNotReadFromWhatSomebodyElseWrote() {
        assertThat(Tide.fromSummary(Map.of())).isEmpty();
        assertThat(Tide.fromSummary(Map.of("tidemark.offsets", "{", "tidemark.complete-through", NOON.toString())))
                .isEmpty();
        assertThat(Tide.fromSummary(Map.of("tidemark.offsets", "{}", "tidemark.complete-through", "noon")))
                .isEmpty();
    }

    @Test
    void ofTwoInputsIsWhatHoldsForBoth() {
        Tide orders = new Tide(Map.of("events.orders-0", 42L), NOON);
        Tide both = new Tide(Map.of("events.orders-0", 40L, "events.customers-0", 5L), NOON.minusSeconds(60));

        assertThat(orders.min(both))
                .isEqualTo(both.min(orders))
                .isEqualTo(new Tide(Map.of("events.orders-0", 40L, "events.customers-0", 5L), NOON.minusSeconds(60)));
    }
}
