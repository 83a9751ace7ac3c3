package dev.tidemark.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends events over HTTP while Kafka is killed three times and the collector twice, {@code kill -9} each, and counts them afterwards: every one that was
 * acknowledged must be in the log, and every number downstream must be as if each had come once. Groups of events have sums of their own, so that a
 * loss in one cannot hide behind a double in another.
 */
final class Endurance {

    private static final int BATCH = 100;
    private static final int CLIENTS = 16;
    private static final int GROUPS = 50;
    private static final int USERS = 500;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** What is killed at which share of the events, in percent. */
    private static final Map<Integer, String> KILLS =
            new TreeMap<>(Map.of(15, "kafka", 30, "collector", 45, "kafka", 65, "collector", 80, "kafka"));

    private final Installation installation;
    private final Doors doors;
    private final int events;
    private final String run = "e" + Long.toString(System.currentTimeMillis(), 36);
    private final Instant began = Instant.now();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicLong retries = new AtomicLong();

    Endurance(Installation installation, int events) {
        this.installation = installation;
        this.doors = new Doors(installation);
        this.events = events / BATCH * BATCH;
    }

    /** @throws IOException when a number is wrong */
    void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        LogCount log = new LogCount(installation.kafka(), run, events);
        log.rememberEnds();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    send();
                    return null;
                }));
            }
            Future<?> killer = threads.submit(() -> {
                kill();
                return null;
            });
            for (Future<?> client : clients) {
                client.get();
            }
            killer.get();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "acknowledged           %,d of %,d in %.0f s (%,.0f a second, the kills included), %,d batches sent again%n",
                acknowledged.get(), events, seconds, acknowledged.get() / seconds, retries.get());
        LogCount.Found found = log.count();
        System.out.printf(
                "in the log             %,d different, %,d copies beside them%n", found.different(), found.copies());
        List<String> wrong = new ArrayList<>();
        if (found.different() != acknowledged.get()) {
            wrong.add("the log lacks " + (acknowledged.get() - found.different()));
        }
        for (String route : List.of("realtime", "warehouse")) {
            String difference = settled(route);
            System.out.printf("%-22s %s%n", route, difference.isEmpty() ? "every sum exact" : difference);
            if (!difference.isEmpty()) {
                wrong.add(route + ": " + difference);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IOException("Not exactly once: " + String.join("; ", wrong));
        }
    }

    private void send() throws InterruptedException {
        while (true) {
            int from = next.getAndAdd(BATCH);
            if (from >= events) {
                return;
            }
            List<Map<String, Object>> batch = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                batch.add(event(i));
            }
            while (!accepted(batch)) { // the same ids again, as any client does that was not answered
                retries.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            acknowledged.addAndGet(BATCH);
        }
    }

    private boolean accepted(List<Map<String, Object>> batch) throws InterruptedException {
        try {
            return doors.sendMany(batch) == batch.size();
        } catch (IOException e) {
            return false; // no answer: the events may be in, or not
        }
    }

    private Map<String, Object> event(int number) {
        Map<String, Object> event = new HashMap<>(Doors.order(
                run + "-" + number, country(number % GROUPS), amount(number).toPlainString()));
        event.put("user_id", "endure-" + number % USERS);
        return event;
    }

    private String country(int group) {
        return "Endure %s %02d".formatted(run, group);
    }

    private static BigDecimal amount(int number) {
        return BigDecimal.valueOf(number % 997 + 1L, 2);
    }

    private void kill() throws IOException, InterruptedException {
        for (Map.Entry<Integer, String> kill : KILLS.entrySet()) {
            while (acknowledged.get() < events / 100L * kill.getKey()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            long pid = installation.pid(kill.getValue());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            System.out.printf("killed %s (pid %d) at %,d events%n", kill.getValue(), pid, acknowledged.get());
        }
    }

    /** What is wrong in a store once it says what it should, or after the longest wait; empty when nothing is. */
    private String settled(String route) throws InterruptedException {
        Map<String, List<BigDecimal>> expected = expected();
        Instant deadline = Instant.now().plus(PATIENCE);
        String difference;
        do {
            TimeUnit.SECONDS.sleep(5);
            difference = difference(route, expected);
        } while (!difference.isEmpty() && Instant.now().isBefore(deadline));
        return difference;
    }

    /** Number and sum of each group. */
    private Map<String, List<BigDecimal>> expected() {
        Map<String, List<BigDecimal>> groups = new TreeMap<>();
        for (int i = 0; i < events; i++) {
            groups.merge(
                    country(i % GROUPS),
                    List.of(BigDecimal.ONE, amount(i)),
                    (a, b) -> List.of(a.get(0).add(b.get(0)), a.get(1).add(b.get(1))));
        }
        return groups;
    }

    private String difference(String route, Map<String, List<BigDecimal>> expected) throws InterruptedException {
        JsonNode answer;
        try {
            answer = doors.answer(Map.of(
                    "metrics", List.of("orders", "revenue"),
                    "group_by", List.of("order__country"),
                    "where", List.of("{{ Dimension('order__country') }} LIKE 'Endure " + run + " %'"),
                    "time_range",
                            Map.of(
                                    "start", began.minusSeconds(60).toString(),
                                    "end", Instant.now().plusSeconds(60).toString()),
                    "route", route));
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
        Map<String, List<BigDecimal>> groups = new TreeMap<>();
        answer.path("rows")
                .forEach(row -> groups.put(
                        row.path(0).asText(),
                        List.of(
                                new BigDecimal(row.path(1).asText()),
                                new BigDecimal(row.path(2).asText()))));
        List<String> wrong = new ArrayList<>();
        expected.forEach((group, sums) -> {
            List<BigDecimal> found = groups.getOrDefault(group, Collections.nCopies(2, BigDecimal.ZERO));
            if (found.get(0).compareTo(sums.get(0)) != 0 || found.get(1).compareTo(sums.get(1)) != 0) {
                wrong.add(found + " for " + sums);
            }
        });
        return wrong.isEmpty() ? "" : wrong.size() + " of " + GROUPS + " groups differ, the first: " + wrong.getFirst();
    }
}
