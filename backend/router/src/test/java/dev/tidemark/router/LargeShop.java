package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.export.ExportSettings;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreName;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A table with as many orders as wanted, each a group of its own. */
final class LargeShop {

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
                  - {name: orders, agg: count, expr: order_id, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: STORE, table: SCHEMA.orders, time_column: at}]}}}
            metrics:
              - {name: order_value, type: ratio, type_params: {numerator: revenue, denominator: orders}}
            """;

    private LargeShop() {}

    static String table(long rows) {
        return """
                CREATE TABLE orders AS SELECT 'order-' || i AS order_id, TIMESTAMPTZ '2026-11-01 00:00:00Z' + i * INTERVAL '1 second' AS "at",
                  ((i * 31) %% 20000 / 100.0)::DECIMAL(12, 2) AS amount FROM generate_series(1, %d) t(i)""".formatted(rows);
    }

    static Router router(Store store, String schema, Safeguards safeguards, Path scratch) {
        String definitions = DEFINITIONS.replace("STORE", store.name().word()).replace("SCHEMA", schema);
        MetricCatalog catalog = MetricCatalog.of("large", "abc123", Map.of("orders.yaml", definitions));
        ExportSettings exports = new ExportSettings(Duration.ofMinutes(10), 10_000_000, 50_000, 4L << 30, scratch, 2);
        return new Router(
                () -> Map.of("large", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT.withExports(exports),
                safeguards,
                Clock.systemUTC());
    }

    static MetricQuery everyOrder() {
        return MetricQuery.of("large", "revenue", "order_value").withGroupBy("order__order_id", "metric_time__second");
    }

    static StoreName name() {
        return new StoreName("large");
    }

    /** Counts lines, and looks now and then how much memory is held. */
    static final class Reader extends OutputStream {

        private static final long LOOK_EVERY = 1 << 25;

        private long lines;
        private long bytes;
        private long nextLook = LOOK_EVERY;
        private long mostHeld;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                lines += b[i] == '\n' ? 1 : 0;
            }
            bytes += length;
            if (bytes >= nextLook) {
                nextLook += LOOK_EVERY;
                mostHeld = Math.max(mostHeld, held());
            }
        }

        long lines() {
            return lines;
        }

        long bytes() {
            return bytes;
        }

        long mostHeld() {
            return mostHeld;
        }

        static long held() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
