package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.Shop.Order;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rollups of random orders, asked random questions: whenever sums are taken, they say what the rows say. */
class RollupSweepTest {

    private static final Instant TIDE = Instant.parse("2026-11-18T17:23:00Z");
    private static final Instant FRESH = Shop.NOW.minusSeconds(1);
    private static final String SUMS = "model.agg_orders";
    private static final String ROWS = "model.fact_orders";
    private static final String BASE = "{id: wh, store: warehouse, table: model.fact_orders, time_column: ordered_at}";
    private static final int QUESTIONS = 40;

    private static final String[] METRICS = {
        "revenue",
        "cancelled",
        "orders",
        "items",
        "smallest",
        "largest",
        "order_value",
        "net",
        "revenue_ever",
        "revenue_3_days",
        "revenue_mtd",
        "growth",
        "value_change"
    };

    /** A rollup as somebody could have defined it. */
    private record Defined(String grain, String zone, boolean instants, List<String> dimensions) {

        static Defined of(Random random) {
            List<String> dimensions = new ArrayList<>(List.of("country", "event_type"));
            dimensions.removeIf(any -> random.nextInt(3) == 0);
            return new Defined(
                    one(random, "day", "day", "day", "week", "month"),
                    one(random, "UTC", "UTC", "Europe/London", "America/New_York", "Asia/Kathmandu"),
                    random.nextBoolean(),
                    dimensions);
        }

        String binding() {
            return """
                {id: sums, store: warehouse, table: %s, role: rollup, grain: %s, time_zone: %s, time_column: bucket, dimensions: [%s],
                           sums: [{measure: amount_sum, where: "order__event_type = 'order_placed'", column: revenue, rows: orders},
                                  {measure: amount_sum, where: "order__event_type = 'order_cancelled'", column: lost, rows: cancellations},
                                  {measure: amount_sum, column: amounts, rows: everything},
                                  {measure: events, where: "{{ Dimension('order__event_type') }} = 'order_placed'", column: orders, rows: orders},
                                  {measure: items_sum, column: items, rows: everything},
                                  {measure: amount_min, column: least, rows: everything}, {measure: amount_max, column: most, rows: everything}]}""".formatted(SUMS, grain, zone, String.join(", ", dimensions))
                    .replace('\n', ' ');
        }

        String select() {
            String local = "date_trunc('" + grain + "', ordered_at AT TIME ZONE '" + zone + "')";
            String bucket = instants ? local + " AT TIME ZONE '" + zone + "'" : "CAST(" + local + " AS DATE)";
            return "SELECT " + bucket + " AS bucket, "
                    + String.join(
                            "", dimensions.stream().map(name -> name + ", ").toList())
                    + """
                    sum(CASE WHEN event_type = 'order_placed' THEN amount ELSE 0 END) AS revenue,
                    count(CASE WHEN event_type = 'order_placed' THEN 1 END) AS orders,
                    sum(CASE WHEN event_type = 'order_cancelled' THEN amount ELSE 0 END) AS lost,
                    count(CASE WHEN event_type = 'order_cancelled' THEN 1 END) AS cancellations,
                    sum(amount) AS amounts, sum(items) AS items, min(amount) AS least, max(amount) AS most, count(*) AS everything
                    FROM "model.fact_orders" GROUP BY ALL""";
        }

        Router router(MemoryStore... stores) {
            MetricCatalog catalog = MetricCatalog.of(
                    "storefront",
                    "abc123",
                    Map.of(
                            "metrics/orders.yaml",
                            Shop.DEFINITIONS.replace(BASE, BASE + "\n            - " + binding())));
            return new Router(
                    () -> Map.of("storefront", catalog),
                    List.of(stores),
                    PriceBook.DEFAULT,
                    RouterSettings.DEFAULT,
                    Safeguards.NONE,
                    Clock.fixed(Shop.NOW, ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 302, 303, 304, 305, 306, 307, 308})
    void sumsSayWhatTheRowsSay(long seed) {
        Random random = new Random(seed);
        Defined defined = Defined.of(random);
        List<Order> orders = Shop.orders(random, 300).stream()
                .filter(order -> !order.at().isBefore(TIDE) || order.appended().isBefore(TIDE))
                .toList();
        try (MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
                        .with(
                                ROWS,
                                Shop.table(orders, order -> order.appended().isBefore(TIDE), false),
                                TIDE,
                                Instant.EPOCH)
                        .with(SUMS, defined.select(), TIDE, Instant.EPOCH)
                        .sized(ROWS, 1L << 40)
                        .sized(SUMS, 1L << 10);
                MemoryStore realtime = new MemoryStore(StoreName.REALTIME)
                        .with(
                                "orders_rt",
                                Shop.table(orders, order -> true, true),
                                FRESH,
                                TIDE.minus(Duration.ofDays(40)))) {
            Router summed = defined.router(batch, realtime);
            Router counted = Shop.router(batch, realtime);
            int taken = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                MetricQuery query = question(random);
                Answer answer = summed.answer(query, Shop.ASKER);
                assertThat(answer.rows())
                        .as("%s of %s", query, defined)
                        .isEqualTo(counted.answer(query, Shop.ASKER).rows());
                taken += answer.receipt().spans().stream()
                                .anyMatch(span -> span.table().equals(SUMS))
                        ? 1
                        : 0;
            }
            assertThat(taken).as("answers that sums gave").isPositive();
        }
    }

    private static MetricQuery question(Random random) {
        MetricQuery query = MetricQuery.of("storefront", one(random, METRICS), one(random, METRICS))
                .withGroupBy(one(random, GROUPS))
                .withTimeZone(one(random, "UTC", "UTC", "Europe/London", "America/New_York", "Asia/Kathmandu"))
                .withWhere(one(random, FILTERS));
        Instant start = Instant.parse("2026-11-0" + (1 + random.nextInt(9)) + "T00:00:00Z");
        return switch (random.nextInt(4)) {
            case 0 -> query.withTimeRange(start, null);
            case 1 -> query.withTimeRange(start, start.plus(Duration.ofDays(1 + random.nextInt(9))));
            case 2 -> query.withTimeRange(start.plusSeconds(random.nextInt(86_400)), Shop.NOW);
            default -> query;
        };
    }

    private static final String[][] GROUPS = {
        {},
        {"metric_time__day"},
        {"metric_time__week"},
        {"metric_time__month"},
        {"order__country"},
        {"order__event_type"},
        {"metric_time__day", "order__country"},
        {"metric_time__year", "order__event_type"}
    };

    private static final String[][] FILTERS = {
        {},
        {},
        {"order__country = 'France'"},
        {"order__event_type = 'order_placed'"},
        {"order__country IS NULL"},
        {"metric_time__day >= '2026-11-14'"},
        {"{{ TimeDimension('metric_time', 'month') }} = '2026-11-01'"}
    };

    @SafeVarargs
    private static <T> T one(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }
}
