package dev.tidemark.benchmarks;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Route;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A routed question over half a million rows in DuckDB, and the very SQL of its receipt sent straight to the store, each as often first as second; then
 * questions stitched of two stores against the slower of their two branches in the same question.
 */
final class RoutedRatio {

    private static final int ROWS = 500_000;
    private static final int WARM = 400; // as a portal is that has run for a minute
    private static final Asker ASKER = new Asker("bench", Set.of("analyst"), "bench");

    private static final String DEFINITIONS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: at}
                primary_entity: order
                dimensions:
                  - {name: at, type: time, type_params: {time_granularity: minute}}
                  - {name: country, type: categorical}
                measures:
                  - {name: revenue, agg: sum, expr: amount, create_metric: true}
                  - {name: orders, agg: count, expr: order_id, create_metric: true}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {id: rt, store: realtime, table: main.orders, time_column: at}
                        - {id: wh, store: warehouse, table: main.orders, time_column: at}
            metrics:
              - {name: order_value, type: ratio, type_params: {numerator: revenue, denominator: orders}}
            """;

    private final int pairs;
    private final Instant now = Instant.now();

    RoutedRatio(int pairs) {
        this.pairs = pairs;
    }

    void run() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("bench");
        Path file = folder.resolve("orders.db");
        try {
            fill(file);
            JdbcSettings settings = JdbcSettings.of(new StoreName("bench"), "jdbc:duckdb:" + file, "", "");
            try (JdbcStore duck = new JdbcStore(settings, Clock.systemUTC())) {
                WatchedStore batch =
                        new WatchedStore(StoreName.WAREHOUSE, duck, now.minus(Duration.ofDays(5)), Instant.EPOCH);
                WatchedStore fresh = new WatchedStore(
                        StoreName.REALTIME, duck, now.plus(Duration.ofDays(1)), now.minus(Duration.ofDays(10)));
                Router router = router(batch, fresh);
                single(router, batch);
                stitched(router, batch, fresh);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private void fill(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE orders AS SELECT 'o' || i AS order_id,
                      TIMESTAMPTZ '%s' - to_seconds((i * 7919) %% 864000) AS "at", TIMESTAMPTZ '%s' - to_seconds((i * 7919) %% 864000) AS appended_at,
                      'country ' || (i %% 40) AS country, ((i * 31) %% 20000 / 100)::DECIMAL(12, 2) AS amount FROM range(%d) t(i)""".formatted(now, now, ROWS));
        }
    }

    private static Router router(WatchedStore batch, WatchedStore fresh) {
        MetricCatalog catalog = MetricCatalog.of("bench", "c", Map.of("metrics/orders.yaml", DEFINITIONS));
        return new Router(
                () -> Map.of("bench", catalog),
                List.of(batch, fresh),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.systemUTC());
    }

    private List<MetricQuery> questions() {
        MetricQuery base = MetricQuery.of("bench", "revenue", "order_value");
        return List.of(
                base,
                base.withGroupBy("metric_time__day"),
                base.withGroupBy("order__country"),
                base.withGroupBy("metric_time__day", "order__country").withTimeZone("Europe/London"));
    }

    private void single(Router router, WatchedStore batch) {
        List<MetricQuery> questions = questions().stream()
                .map(query -> query.withRoute(Route.WAREHOUSE))
                .toList();
        double[] routed = new double[pairs];
        double[] direct = new double[pairs];
        double[] shares = new double[pairs];
        List<List<StoreQuery>> sent = new ArrayList<>();
        for (MetricQuery query : questions) {
            router.answer(query, ASKER);
            sent.add(batch.taken().stream().map(WatchedStore.Asked::query).toList());
        }
        for (int i = -WARM; i < pairs; i++) {
            int which = Math.floorMod(i, questions.size());
            Runnable ask = () -> router.answer(questions.get(which), ASKER);
            Runnable send = () -> sent.get(which).forEach(batch::query);
            boolean askedFirst = Math.floorMod(i / questions.size(), 2) == 0;
            double first = millis(askedFirst ? ask : send);
            double second = millis(askedFirst ? send : ask);
            if (i >= 0) {
                routed[i] = askedFirst ? first : second;
                direct[i] = askedFirst ? second : first;
                shares[i] = routed[i] / direct[i];
            }
        }
        batch.taken();
        Sample through = new Sample(routed);
        Sample straight = new Sample(direct);
        System.out.println("routed, p50               " + through.quantile(0.5).text("ms"));
        System.out.println("same SQL straight, p50    " + straight.quantile(0.5).text("ms"));
        System.out.println("routed / straight, p50 of pairs   "
                + new Sample(shares).quantile(0.5).ratio());
        System.out.println("p99 of routed / p99 of straight   "
                + through.quantileOver(0.99, straight).ratio());
    }

    private static double millis(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private void stitched(Router router, WatchedStore batch, WatchedStore fresh) {
        double[] over = new double[pairs];
        for (int i = -WARM; i < pairs; i++) {
            MetricQuery query = questions().get(Math.floorMod(i, 4));
            long began = System.nanoTime();
            int spans = router.answer(query, ASKER).receipt().spans().size();
            long took = System.nanoTime() - began;
            if (spans != 2) {
                throw new IllegalStateException("The question was not stitched: " + query);
            }
            List<WatchedStore.Asked> branches = new ArrayList<>(batch.taken());
            branches.addAll(fresh.taken());
            long slowest =
                    branches.stream().mapToLong(WatchedStore.Asked::nanos).max().orElseThrow();
            if (i >= 0) {
                over[i] = (took - slowest) / 1e6;
            }
        }
        Sample sample = new Sample(over);
        System.out.println("stitched over its slowest branch, p50   "
                + sample.quantile(0.5).text("ms"));
        System.out.println("stitched over its slowest branch, p99   "
                + sample.quantile(0.99).text("ms"));
    }
}
