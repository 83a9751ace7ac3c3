package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Durable events per second through the collector, in batches and one by one, as a share of what Kafka's own load tool gets acknowledged, and the time on
 * a core that an event takes there. The three take turns, so that what else the machine does meets all of them; the share is taken per turn. Each turn
 * begins when the platform has done with the events of the one before.
 */
final class IngestRatio {

    private static final int BATCH = 100;
    private static final int BATCH_CLIENTS = 16;
    private static final int SINGLE_CLIENTS = 512;
    private static final int USERS = 1_000;
    /** Until the collector's code is compiled: on two cores that takes a virtual machine some ten thousand requests. */
    private static final Duration WARM = Duration.ofSeconds(10);

    private final Installation installation;
    private final ProcessHandle collector;
    private final Aftermath aftermath;
    private final Duration length;
    private final int turns;
    private final String run = "i" + Long.toString(System.currentTimeMillis(), 36);
    private long number;

    IngestRatio(Installation installation, Duration length, int turns) throws IOException {
        this.installation = installation;
        this.collector = ProcessHandle.of(installation.pid("collector")).orElseThrow();
        this.aftermath = new Aftermath(installation);
        this.length = length;
        this.turns = turns;
    }

    /**
     * @param perSecond durable events
     * @param micros of the collector's time on a core, per event
     */
    private record Turn(double perSecond, double micros) {}

    void run() throws IOException, InterruptedException, ExecutionException {
        PerfTest kafka = new PerfTest(installation.kafka(), LogCount.TOPIC);
        Crowd inBatches = new Crowd(installation, "/v1/batch", BATCH_CLIENTS, this::batch, IngestRatio::durable);
        Crowd oneByOne = new Crowd(installation, "/v1/events", SINGLE_CLIENTS, this::event, IngestRatio::durable);
        turn(inBatches, WARM);
        turn(oneByOne, WARM.multipliedBy(2));
        double[] raw = new double[turns];
        Turn[] batches = new Turn[turns];
        Turn[] singles = new Turn[turns];
        for (int i = 0; i < turns; i++) {
            aftermath.await();
            raw[i] = kafka.throughput();
            aftermath.await();
            batches[i] = turn(inBatches, length);
            aftermath.await();
            singles[i] = turn(oneByOne, length);
            System.out.printf(
                    "turn %d: kafka-producer-perf-test %,.0f/s, batches of %d %,.0f/s, single over %d connections %,.0f/s%n",
                    i + 1, raw[i], BATCH, batches[i].perSecond(), SINGLE_CLIENTS, singles[i].perSecond());
        }
        System.out.println("kafka-producer-perf-test " + new Sample(raw).mean().text("records/s"));
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

    private String batch() {
        return IntStream.range(0, BATCH).mapToObj(_ -> event()).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    /** Nothing when the collector has had enough for the moment. */
    private static int durable(int status, String body) throws IOException {
        return switch (status) {
            case 202, 207 -> Doors.JSON.readTree(body).path("accepted").asInt(1);
            case 429, 503 -> 0;
            default -> throw new IOException("The collector answered " + status + ": " + body);
        };
    }

    private String event() {
        number++;
        String id = run + "-" + number;
        return "{\"event_id\":\"" + id + "\",\"type\":\"order_placed\",\"event_time\":\"" + Instant.now()
                + "\",\"user_id\":\"bench-"
                + number % USERS + "\",\"properties\":{\"order_id\":\"" + id
                + "\",\"amount\":\"0.01\",\"currency\":\"GBP\",\"country\":\"Bench\"}}";
    }

    private Turn turn(Crowd senders, Duration length) throws IOException {
        Duration before = busy();
        long began = System.nanoTime();
        long durable = senders.send(began + length.toNanos());
        double seconds = (System.nanoTime() - began) / 1e9;
        double micros = busy().minus(before).toNanos() / 1e3;
        return new Turn(durable / seconds, micros / Math.max(1, durable));
    }

    private Duration busy() {
        return collector.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
