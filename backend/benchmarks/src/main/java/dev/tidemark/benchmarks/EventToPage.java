package dev.tidemark.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * How long after the collector's 2xx an event is in the answer of {@code POST /api/v1/query} (or on the metric page), one event after
 * the other, each next to one round trip through Kafka alone; then how long until each was in the archive.
 */
final class EventToPage {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final BigDecimal LARGE = new BigDecimal("1000000.00");
    private static final Duration POLL = Duration.ofMillis(20);

    private final Installation installation;
    private final Doors doors;
    private final int events;

    EventToPage(Installation installation, int events) {
        this.installation = installation;
        this.doors = new Doors(installation);
        this.events = events;
    }

    /** Where a new event is looked for. */
    private interface Sight extends AutoCloseable {
        /** Whether the event with this number, from 1, is seen. */
        boolean sees(int number) throws IOException, InterruptedException;

        @Override
        default void close() {}
    }

    void run(boolean inBrowser) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        String run = "b" + Long.toString(System.currentTimeMillis(), 36);
        List<Double> seen = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        Map<String, Instant> accepted = new LinkedHashMap<>();
        try (Floor kafka = new Floor(installation.kafka());
                Sight sight = inBrowser ? page() : answer(run)) {
            for (int number = 1; number <= events; number++) {
                floor.add(kafka.roundTrip());
                String id = run + "-" + number;
                long at = doors.sendOne(Doors.order(id, "Bench " + run, LARGE.toPlainString()));
                accepted.put(id, Instant.now());
                seen.add(await(sight, number, at));
            }
        }
        Sample times = sample(seen);
        Sample floors = sample(floor);
        System.out.println(
                (inBrowser ? "2xx → metric page" : "2xx → answer of the query API") + ", " + events + " events");
        print("  ", times);
        System.out.println("Kafka alone: acknowledged → consumed, same run");
        print("  ", floors);
        System.out.printf(
                "ratio of the medians: %.0f%n",
                times.quantile(0.5).value() / floors.quantile(0.5).value());
        archive(accepted);
    }

    private Sight answer(String run) {
        return number -> doors.ordersOf("Bench " + run) >= number;
    }

    /** The page shows all revenue; each event is larger than what others add to it during the run. */
    private Sight page() {
        Page page = new Page(installation.portal(), "revenue");
        BigDecimal before = new BigDecimal(page.shown());
        return new Sight() {
            @Override
            public boolean sees(int number) {
                return new BigDecimal(page.shown()).compareTo(before.add(LARGE.multiply(BigDecimal.valueOf(number))))
                        >= 0;
            }

            @Override
            public void close() {
                page.close();
            }
        };
    }

    private static double await(Sight sight, int number, long since)
            throws IOException, InterruptedException, TimeoutException {
        while (System.nanoTime() - since < LONGEST.toNanos()) {
            if (sight.sees(number)) {
                return (System.nanoTime() - since) / 1e6;
            }
            Thread.sleep(POLL);
        }
        throw new TimeoutException("Event " + number + " was not seen within " + LONGEST.toSeconds() + " s");
    }

    private void archive(Map<String, Instant> accepted) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        for (Map.Entry<String, Instant> event : accepted.entrySet()) {
            Optional<Instant> archived = doors.archived(event.getKey());
            while (archived.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(Duration.ofMillis(500));
                archived = doors.archived(event.getKey());
            }
            archived.ifPresent(at -> seconds.add(
                    Math.max(0, Duration.between(event.getValue(), at).toMillis()) / 1_000.0));
        }
        System.out.println("2xx → archived in Iceberg, " + seconds.size() + " of " + accepted.size() + " events");
        if (!seconds.isEmpty()) {
            Sample times = sample(seconds);
            System.out.println("  p50 " + times.quantile(0.5).text("s"));
            System.out.println("  p95 " + times.quantile(0.95).text("s"));
        }
    }

    private static void print(String indent, Sample sample) {
        System.out.println(indent + "p50 " + sample.quantile(0.5).text("ms"));
        System.out.println(indent + "p95 " + sample.quantile(0.95).text("ms"));
    }

    private static Sample sample(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
