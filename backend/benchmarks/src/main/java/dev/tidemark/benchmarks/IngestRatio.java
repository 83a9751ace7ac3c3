package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Durable events per second through the collector, in batches and one by one, as a share of what one raw producer gets acknowledged.
 * The three take turns, so that what else the machine does meets all of them; the share is taken per turn.
 */
final class IngestRatio {

    private static final int BATCH = 100;
    private static final int BATCH_CLIENTS = 16;
    private static final int SINGLE_CLIENTS = 128;

    private final Installation installation;
    private final Doors doors;
    private final Duration turn;
    private final int turns;
    private final String run = "i" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicLong number = new AtomicLong();

    IngestRatio(Installation installation, Duration turn, int turns) {
        this.installation = installation;
        this.doors = new Doors(installation);
        this.turn = turn;
        this.turns = turns;
    }

    /** Sends once and says how many events are durable. */
    private interface Request {
        int send() throws IOException, InterruptedException;
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        double[] raw = new double[turns];
        double[] batches = new double[turns];
        double[] singles = new double[turns];
        try (Floor kafka = new Floor(installation.kafka())) {
            warmUp(kafka);
            for (int i = 0; i < turns; i++) {
                raw[i] = kafka.throughput(turn);
                batches[i] = throughput(BATCH_CLIENTS, turn, this::batch);
                singles[i] = throughput(SINGLE_CLIENTS, turn, this::single);
                System.out.printf(
                        "turn %d: raw %,.0f/s, batches of %d %,.0f/s, single %,.0f/s%n",
                        i + 1, raw[i], BATCH, batches[i], singles[i]);
            }
        }
        System.out.println("raw producer           " + new Sample(raw).mean().text("events/s"));
        System.out.println(
                "collector, batches     " + new Sample(batches).mean().text("events/s"));
        System.out.println(
                "collector, single      " + new Sample(singles).mean().text("events/s"));
        System.out.println("batches / raw          "
                + new Sample(shares(batches, raw)).mean().ratio());
        System.out.println("single / raw           "
                + new Sample(shares(singles, raw)).mean().ratio());
    }

    private void warmUp(Floor kafka) throws IOException, InterruptedException, ExecutionException {
        Duration shortly = Duration.ofSeconds(2);
        kafka.throughput(shortly);
        throughput(BATCH_CLIENTS, shortly, this::batch);
        throughput(SINGLE_CLIENTS, shortly, this::single);
    }

    private int batch() throws IOException, InterruptedException {
        List<Map<String, Object>> events = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            events.add(event());
        }
        return doors.sendMany(events);
    }

    private int single() throws IOException, InterruptedException {
        return doors.sendMany(List.of(event()));
    }

    private Map<String, Object> event() {
        return Doors.order(run + "-" + number.incrementAndGet(), "Bench", "0.01");
    }

    private double throughput(int clients, Duration length, Request request)
            throws IOException, InterruptedException, ExecutionException {
        AtomicLong durable = new AtomicLong();
        long began = System.nanoTime();
        long deadline = began + length.toNanos();
        Callable<Boolean> client = () -> {
            while (System.nanoTime() < deadline) {
                durable.addAndGet(request.send());
            }
            return true;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(client);
            }
            for (Future<Boolean> future : threads.invokeAll(all)) {
                future.get();
            }
        }
        return durable.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static double[] shares(double[] of, double[] whole) {
        double[] shares = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            shares[i] = of[i] / whole[i];
        }
        return shares;
    }
}
