package dev.tidemark.benchmarks;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Files of many rows out of DuckDB: how fast, and in how much memory. The floor is the same rows taken straight from the store. */
final class ExportMemory {

    private static final Asker ASKER = new Asker("bench", Set.of("analyst"), "bench");

    private static final String DEFINITIONS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: at}
                primary_entity: order
                dimensions:
                  - {name: at, type: time, type_params: {time_granularity: second}}
                  - {name: order_id, type: categorical}
                measures:
                  - {name: revenue, agg: sum, expr: amount, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: bench, table: main.orders, time_column: at}]}}}
            """;

    private final int rows;

    ExportMemory(int rows) {
        this.rows = rows;
    }

    void run() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("bench");
        Path file = folder.resolve("orders.db");
        try {
            fill(file);
            JdbcSettings settings = JdbcSettings.of(new StoreName("bench"), "jdbc:duckdb:" + file, "", "");
            try (JdbcStore store = new JdbcStore(settings, Clock.systemUTC())) {
                measure(store);
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
                    CREATE TABLE orders AS SELECT 'order-' || i AS order_id, TIMESTAMPTZ '2026-01-01 00:00:00Z' + to_seconds(i) AS "at",
                      ((i * 31) %% 20000 / 100.0)::DECIMAL(12, 2) AS amount FROM range(%d) t(i)""".formatted(rows));
        }
    }

    private void measure(JdbcStore store) throws IOException {
        MetricCatalog catalog = MetricCatalog.of("bench", "c", Map.of("metrics/orders.yaml", DEFINITIONS));
        Router router = new Router(
                () -> Map.of("bench", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.systemUTC());
        MetricQuery query = MetricQuery.of("bench", "revenue").withGroupBy("order__order_id", "metric_time__second");
        floor(store, router.explain(query, ASKER).spans().getFirst().sql());
        for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.ARROW, ExportFormat.PARQUET)) {
            export(router, query, format, format.name());
        }
        export(router, query.withOrderBy("-revenue"), ExportFormat.CSV, "CSV in order");
    }

    private void floor(JdbcStore store, String sql) {
        AtomicLong taken = new AtomicLong();
        report("floor: rows straight from the store", () -> {
            StoreQuery query = new StoreQuery(
                    sql.replaceAll("(?i)(FETCH NEXT|LIMIT) [0-9]+( ROWS ONLY)?", "LIMIT " + (rows + 1)),
                    List.of(),
                    List.of(TableUse.current(TableName.parse("main.orders"))),
                    Duration.ofMinutes(30),
                    rows);
            store.stream(query, row -> taken.incrementAndGet());
            return 0;
        });
        expect(taken.get());
    }

    private void export(Router router, MetricQuery query, ExportFormat format, String name) throws IOException {
        AtomicLong written = new AtomicLong();
        AtomicLong out = new AtomicLong();
        report(name, () -> {
            try (Export export = router.export(query, ASKER, format)) {
                var exported = export.writeTo(new Counting(out)).export();
                written.set(exported == null ? 0 : exported.rows());
            }
            return out.get();
        });
        expect(written.get());
    }

    private void expect(long taken) {
        if (taken != rows) {
            throw new IllegalStateException(taken + " rows came instead of " + rows);
        }
    }

    private interface Work {
        long run() throws IOException;
    }

    private void report(String name, Work work) {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long began = System.nanoTime();
        long bytes;
        try {
            bytes = work.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        long peak = pools().map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%-36s %,d rows in %.1f s (%,.0f a second), %,d MB out, peak heap %,d MB of %,d%n",
                name,
                rows,
                seconds,
                rows / seconds,
                bytes >> 20,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static final class Counting extends OutputStream {

        private final AtomicLong bytes;

        Counting(AtomicLong bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.incrementAndGet();
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes.addAndGet(length);
        }
    }
}
