package dev.tidemark.benchmarks;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.Asker;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.stores.StoreName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** What the router itself takes: resolve, plan, choose and compile, over a thousand metrics and stores that answer at once. */
final class CompileAndRoute {

    private static final int SHAPES = 200;
    private static final int LOADS = 7;
    private static final int BUSY = 40_000;
    private static final Asker ASKER = new Asker("bench", Set.of("analyst"), "bench");

    private final int questions;

    CompileAndRoute(int questions) {
        this.questions = questions;
    }

    void run() {
        Map<String, String> files = ManyMetrics.files();
        double[] loads = new double[LOADS];
        for (int i = 0; i < LOADS; i++) {
            long began = System.nanoTime();
            MetricCatalog.of("many", "c" + i, files);
            loads[i] = (System.nanoTime() - began) / 1e6;
            System.out.printf("load %d: %,.0f ms%n", i + 1, loads[i]);
        }
        MetricCatalog catalog = MetricCatalog.of("many", "c", files);
        System.out.printf("%,d metrics%n", catalog.metrics().size());
        Router router = router(catalog);
        List<MetricQuery> shapes = ManyMetrics.questions(SHAPES, new Random(7));
        Sample nothing = times(shapes, query -> busy());
        Sample explained = times(shapes, query -> router.explain(query, ASKER));
        Sample answered = times(shapes, query -> router.answer(query, ASKER));
        System.out.println(
                "load and check, p50        " + new Sample(loads).quantile(0.5).text("ms"));
        print("floor: a sum of 0.1 ms  ", nothing);
        print("compile and route", explained);
        print("the same and run and merge", answered);
    }

    /** Work of about the same length that takes no memory: how slow the slowest hundredth is, is the machine's own doing. */
    private static void busy() {
        double sum = 0;
        for (int i = 1; i < BUSY; i++) {
            sum += 1.0 / i;
        }
        if (sum < 0) {
            throw new IllegalStateException("never");
        }
    }

    private static void print(String what, Sample sample) {
        System.out.println(what + ", p50  " + sample.quantile(0.5).text("µs"));
        System.out.println(what + ", p99  " + sample.quantile(0.99).text("µs"));
    }

    private Sample times(List<MetricQuery> shapes, Consumer<MetricQuery> ask) {
        for (int i = 0; i < questions / 2; i++) {
            ask.accept(shapes.get(i % SHAPES));
        }
        double[] micros = new double[questions];
        for (int i = 0; i < questions; i++) {
            long began = System.nanoTime();
            ask.accept(shapes.get(i % SHAPES));
            micros[i] = (System.nanoTime() - began) / 1e3;
        }
        return new Sample(micros);
    }

    /** Without the cache of answers: a kept answer would not be routed. */
    private static Router router(MetricCatalog catalog) {
        Instant now = Instant.now();
        return new Router(
                () -> Map.of("many", catalog),
                List.of(
                        new StillStore(StoreName.WAREHOUSE, now.minus(Duration.ofHours(1)), Instant.EPOCH),
                        new StillStore(
                                StoreName.REALTIME, now.plus(Duration.ofDays(1)), now.minus(Duration.ofDays(3)))),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT.withCacheBytes(0),
                Safeguards.NONE,
                Clock.systemUTC());
    }
}
