package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What dashboards of many people ask at once, against what they take when one person is alone; every answer must be one. */
final class ManyUsers {

    private static final int USERS = 64;
    private static final int WARM = 30;

    private final Doors doors;
    private final int each;

    ManyUsers(Installation installation, int each) {
        this.doors = new Doors(installation);
        this.each = each;
    }

    void run() throws InterruptedException, ExecutionException, IOException {
        user(WARM, 0);
        Sample alone = new Sample(user(Math.max(200, each), 0));
        List<Callable<double[]>> people = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            int person = i;
            people.add(() -> user(each, person));
        }
        double[] all = new double[USERS * each];
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int at = 0;
            for (Future<double[]> person : threads.invokeAll(people)) {
                System.arraycopy(person.get(), 0, all, at, each);
                at += each;
            }
        }
        Sample together = new Sample(all);
        System.out.println("one user, p50            " + alone.quantile(0.5).text("ms"));
        System.out.println("one user, p99            " + alone.quantile(0.99).text("ms"));
        System.out.println(
                USERS + " users, p50          " + together.quantile(0.5).text("ms"));
        System.out.println(
                USERS + " users, p99          " + together.quantile(0.99).text("ms"));
        System.out.println(USERS + " users / one, p99    "
                + together.quantileOver(0.99, alone).ratio());
    }

    private double[] user(int questions, int person) throws IOException, InterruptedException {
        double[] millis = new double[questions];
        for (int i = 0; i < questions; i++) {
            Map<String, Object> question = tile(i + person);
            long began = System.nanoTime();
            doors.ask(question);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return millis;
    }

    /** The tiles of the demo's trading dashboard, more or less. */
    private static Map<String, Object> tile(int number) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Map<String, String> week = Map.of("start", end.minus(Duration.ofDays(7)).toString(), "end", end.toString());
        return switch (number % 4) {
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
