package dev.tidemark.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The questions behind the tiles of the demo's trading dashboard, more or less. */
final class Tiles {

    /** On one dashboard. */
    static final int COUNT = 4;

    private Tiles() {}

    /**
     * @param number any; after {@link #COUNT} they repeat
     */
    static Map<String, Object> question(int number) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Map<String, String> week = Map.of("start", end.minus(Duration.ofDays(7)).toString(), "end", end.toString());
        return switch (number % COUNT) {
            case 0 -> Map.of("metrics", List.of("revenue"), "time_range", week);
            case 1 ->
                Map.of(
                        "metrics",
                        List.of("revenue", "orders"),
                        "group_by",
                        List.of("metric_time__day"),
                        "time_range",
                        week);
            case 2 -> Map.of("metrics", List.of("orders"), "group_by", List.of("order__country"), "time_range", week);
            default -> Map.of("metrics", List.of("average_order_value"), "time_range", week);
        };
    }
}
