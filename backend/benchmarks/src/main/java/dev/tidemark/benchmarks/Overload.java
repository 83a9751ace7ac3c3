package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Far more than a source may send, from senders who do not wait when they are told to. Every answer must be an acceptance, or 429 or 503 with how long to
 * wait; what was accepted must be in the log; and the collector's memory is looked at all the while, the last third of the time against the second, because
 * in the first a virtual machine still grows into its heap.
 */
final class Overload {

    private static final int BATCH = 100;
    private static final int BATCH_CLIENTS = 16;
    private static final int SINGLE_CLIENTS = 512;
    private static final int MOST_EVENTS = 50_000_000;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Installation installation;
    private final Duration length;
    private final String run = "o" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final LongAdder busy = new LongAdder();

    Overload(Installation installation, Duration length) {
        this.installation = installation;
        this.length = length;
    }

    /** @throws IOException when an answer is none of those, or the log lacks what was accepted */
    void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        LogCount log = new LogCount(installation.kafka(), run, MOST_EVENTS);
        log.rememberEnds();
        long deadline = System.nanoTime() + length.toNanos();
        List<Double> mebibytes;
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("sender-", 0).factory())) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < BATCH_CLIENTS + SINGLE_CLIENTS; i++) {
                int events = i < BATCH_CLIENTS ? BATCH : 1;
                senders.add(threads.submit(() -> {
                    send(events, deadline);
                    return null;
                }));
            }
            mebibytes = watch(deadline);
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        say(mebibytes);
        LogCount.Found found = log.count();
        System.out.printf("in the log             %,d different, %,d copies%n", found.different(), found.copies());
        if (found.different() != acknowledged.sum() || found.copies() > 0) {
            throw new IOException("Accepted and stored differ");
        }
    }

    private void say(List<Double> mebibytes) {
        double offered = acknowledged.sum() + tooMany.sum() + busy.sum();
        System.out.printf(
                "events                 %,.0f offered, %,d accepted (%,.0f a second), %,d times 429, %,d times 503; %.1f times what is accepted%n",
                offered,
                acknowledged.sum(),
                acknowledged.sum() / (double) length.toSeconds(),
                tooMany.sum(),
                busy.sum(),
                offered / Math.max(1, acknowledged.sum()));
        int third = mebibytes.size() / 3;
        Sample second = sample(mebibytes.subList(third, 2 * third));
        Sample last = sample(mebibytes.subList(2 * third, mebibytes.size()));
        System.out.println("collector, second third " + second.mean().text("MiB resident"));
        System.out.println("collector, last third  " + last.mean().text("MiB resident"));
        System.out.println(
                "last / second, median  " + last.quantileOver(0.5, second).ratio());
    }

    private static Sample sample(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The same events again and again until they are taken, without a pause. */
    private void send(int events, long deadline) throws IOException {
        boolean single = events == 1;
        try (Connection connection = new Connection(installation.collector(), installation.limitedKey())) {
            while (true) {
                int from = next.getAndAdd(events);
                String all = IntStream.range(from, from + events)
                        .mapToObj(this::event)
                        .collect(Collectors.joining(","));
                String body = single ? all : "{\"events\":[" + all + "]}";
                Connection.Answer answer;
                do {
                    if (System.nanoTime() >= deadline) {
                        return;
                    }
                    answer = connection.post(single ? "/v1/events" : "/v1/batch", body);
                } while (!taken(answer, events));
            }
        }
    }

    private boolean taken(Connection.Answer answer, int events) throws IOException {
        switch (answer.status()) {
            case 202 -> acknowledged.increment();
            case 207 -> {
                int accepted =
                        Doors.JSON.readTree(answer.body()).path("accepted").asInt();
                if (accepted != events) {
                    throw new IOException(accepted + " of " + events + " were accepted: " + answer.body());
                }
                acknowledged.add(accepted);
            }
            case 429, 503 -> {
                if (!answer.retryAfter()) {
                    throw new IOException(answer.status() + " does not say how long to wait: " + answer.body());
                }
                (answer.status() == 429 ? tooMany : busy).add(events);
                return false;
            }
            default -> throw new IOException("The collector answered " + answer.status() + ": " + answer.body());
        }
        return true;
    }

    private String event(int number) {
        return """
                {"event_id":"%1$s-%2$d","type":"order_placed","event_time":"%3$s","user_id":"overload-%4$d","properties":\
                {"order_id":"%1$s-%2$d","amount":"0.01","currency":"GBP","country":"Bench"}}""".formatted(run, number, Instant.now(), number % 1_000);
    }

    /** How much memory the collector holds, time after time. */
    private List<Double> watch(long deadline) throws IOException, InterruptedException {
        long pid = installation.pid("collector");
        List<Double> mebibytes = new ArrayList<>();
        while (System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            mebibytes.add(resident(pid));
        }
        return mebibytes;
    }

    private static double resident(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String kibibytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (kibibytes.isEmpty()) {
            throw new IOException("The collector is gone");
        }
        return Double.parseDouble(kibibytes) / 1024;
    }
}
