package dev.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Durable events per second through the collector, in batches and one by one, as a share of what one raw producer gets acknowledged, and the time on
 * a core that an event takes there. The three take turns, so that what else the machine does meets all of them; the share is taken per turn. Each turn
 * begins when the platform has done with the events of the one before.
 */
final class IngestRatio {

    private static final int BATCH = 100;
    private static final int BATCH_CLIENTS = 16;
    private static final int SINGLE_CLIENTS = 512;
    private static final int USERS = 1_000;
    private static final Duration WARM = Duration.ofSeconds(10);

    private final Installation installation;
    private final ProcessHandle collector;
    private final Aftermath aftermath;
    private final Duration turn;
    private final int turns;
    private final String run = "i" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicLong number = new AtomicLong();

    IngestRatio(Installation installation, Duration turn, int turns) throws IOException {
        this.installation = installation;
        this.collector = ProcessHandle.of(installation.pid("collector")).orElseThrow();
        this.aftermath = new Aftermath(installation);
        this.turn = turn;
        this.turns = turns;
    }

    /** Sends once and says how many events are durable. */
    private interface Request {
        int send(Connection connection) throws IOException;
    }

    /**
     * @param perSecond durable events
     * @param micros of the collector's time on a core, per event
     */
    private record Turn(double perSecond, double micros) {}

    void run() throws IOException, InterruptedException, ExecutionException {
        double[] raw = new double[turns];
        Turn[] batches = new Turn[turns];
        Turn[] singles = new Turn[turns];
        try (Floor kafka = new Floor(installation.kafka())) {
            warmUp(kafka);
            for (int i = 0; i < turns; i++) {
                aftermath.await();
                raw[i] = kafka.throughput(turn);
                aftermath.await();
                batches[i] = throughput(BATCH_CLIENTS, turn, this::batch);
                aftermath.await();
                singles[i] = throughput(SINGLE_CLIENTS, turn, this::single);
                System.out.printf(
                        "turn %d: raw %,.0f/s, batches of %d %,.0f/s, single over %d connections %,.0f/s%n",
                        i + 1, raw[i], BATCH, batches[i].perSecond(), SINGLE_CLIENTS, singles[i].perSecond());
            }
        }
        System.out.println("raw producer           " + new Sample(raw).mean().text("events/s"));
        say("batches", batches, raw);
        say("single", singles, raw);
    }

    private static void say(String what, Turn[] turns, double[] raw) {
        double[] perSecond = Arrays.stream(turns).mapToDouble(Turn::perSecond).toArray();
        double[] micros = Arrays.stream(turns).mapToDouble(Turn::micros).toArray();
        double[] shares = IntStream.range(0, raw.length)
                .mapToDouble(i -> perSecond[i] / raw[i])
                .toArray();
        System.out.printf(
                "collector, %-11s %s%n", what, new Sample(perSecond).mean().text("events/s"));
        System.out.printf(
                "  time on a core       %s%n", new Sample(micros).mean().text("µs per event"));
        System.out.printf(
                "  %-20s %s%n", what + " / raw", new Sample(shares).mean().ratio());
    }

    /** Until the collector's code is compiled: on two cores that takes a virtual machine some ten thousand requests. */
    private void warmUp(Floor kafka) throws IOException, InterruptedException, ExecutionException {
        kafka.throughput(turn);
        throughput(BATCH_CLIENTS, WARM, this::batch);
        throughput(SINGLE_CLIENTS, WARM.multipliedBy(2), this::single);
    }

    private int batch(Connection connection) throws IOException {
        String events = IntStream.range(0, BATCH).mapToObj(_ -> event()).collect(Collectors.joining(","));
        JsonNode answer = accepted(connection.post("/v1/batch", "{\"events\":[" + events + "]}"));
        return answer.path("accepted").asInt();
    }

    private int single(Connection connection) throws IOException {
        return accepted(connection.post("/v1/events", event())).isEmpty() ? 0 : 1;
    }

    /** The answer; empty when the collector has had enough for the moment. */
    private static JsonNode accepted(Connection.Answer answer) throws IOException {
        return switch (answer.status()) {
            case 202, 207 -> Doors.JSON.readTree(answer.body());
            case 429, 503 -> Doors.JSON.createObjectNode();
            default -> throw new IOException("The collector answered " + answer.status() + ": " + answer.body());
        };
    }

    private String event() {
        long now = number.incrementAndGet();
        return """
                {"event_id":"%1$s-%2$d","type":"order_placed","event_time":"%3$s","user_id":"bench-%4$d","properties":\
                {"order_id":"%1$s-%2$d","amount":"0.01","currency":"GBP","country":"Bench"}}""".formatted(run, now, Instant.now(), now % USERS);
    }

    private Turn throughput(int clients, Duration length, Request request)
            throws InterruptedException, ExecutionException {
        AtomicLong durable = new AtomicLong();
        Duration before = busy();
        long began = System.nanoTime();
        long deadline = began + length.toNanos();
        Callable<Boolean> client = () -> {
            try (Connection connection = new Connection(installation.collector(), installation.writeKey())) {
                while (System.nanoTime() < deadline) {
                    durable.addAndGet(request.send(connection));
                }
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
        double seconds = (System.nanoTime() - began) / 1e9;
        double micros = busy().minus(before).toNanos() / 1e3;
        return new Turn(durable.get() / seconds, micros / Math.max(1, durable.get()));
    }

    private Duration busy() {
        return collector.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
