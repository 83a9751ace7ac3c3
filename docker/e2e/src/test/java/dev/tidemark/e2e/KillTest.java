package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of one process after the other under load, of two at once first: every acknowledged event is stored exactly once. */
@Tag("engines")
@Order(5)
class KillTest {

    private static final Duration RECOVERY = Await.SURELY;
    private static final int BATCH = 25;

    private final Platform platform = Platform.running();
    private final String country = "Kill-" + UUID.randomUUID();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void everyAcknowledgedEventIsStoredExactlyOnceWhateverIsKilled() throws InterruptedException {
        Instant start = Instant.now();
        Thread producer = Thread.ofPlatform().name("producer").start(this::produce);
        try {
            for (List<String> victims :
                    List.of(List.of("portal", "flink-taskmanager"), List.of("flink-jobmanager"), List.of("kafka"))) {
                moreAcknowledged();
                Map<String, Long> killed = new LinkedHashMap<>();
                victims.forEach(victim -> killed.put(victim, kill(victim)));
                Await.until(RECOVERY, () -> killed.forEach(this::assertRunsAgain));
                moreAcknowledged();
            }
            Await.until(RECOVERY, this::assertEveryJobRuns);
        } finally {
            enough.set(true);
            producer.join(RECOVERY.toMillis());
        }
        assertThat(producer.isAlive())
                .as("the producer still waits for an acknowledgement")
                .isFalse();

        BigDecimal expected = BigDecimal.valueOf(acknowledged.get());
        Await.until(RECOVERY, () -> {
            JsonNode row = counts("realtime", start);
            assertThat(new BigDecimal(row.get(0).asString())).isEqualByComparingTo(expected);
            assertThat(new BigDecimal(row.get(1).asString())).isEqualByComparingTo(expected);
        });
        Await.until(RECOVERY, () -> {
            runTransform();
            JsonNode row = counts("warehouse", start);
            assertThat(new BigDecimal(row.get(0).asString())).isEqualByComparingTo(expected);
            assertThat(new BigDecimal(row.get(1).asString())).isEqualByComparingTo(expected);
        });
    }

    /** Sends batches, each until it is acknowledged whole, as the client of a careful service does. */
    private void produce() {
        while (!enough.get()) {
            List<Map<String, Object>> events = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                events.add(Orders.placed("u-kill-" + i, "1.00", country));
            }
            String body = Orders.json(Map.of("events", events));
            while (!accepted(body)) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
            acknowledged.addAndGet(BATCH);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean accepted(String body) {
        try {
            Platform.Reply reply = platform.collect("/v1/batch", Optional.of(platform.writeKey("web-shop")), body);
            return reply.status() == 207 && reply.json().get("accepted").asInt() == BATCH;
        } catch (RuntimeException collectorAway) {
            return false;
        }
    }

    private void moreAcknowledged() {
        int before = acknowledged.get();
        Await.until(RECOVERY, () -> assertThat(acknowledged.get()).isGreaterThan(before + 20 * BATCH));
    }

    /** The id of the process that is no more. */
    private long kill(String process) {
        long pid = process(process).get("pid").asLong();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        assertThat(Await.holds(
                        Duration.ofSeconds(20),
                        () -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()))
                .isTrue();
        return pid;
    }

    private void assertRunsAgain(String name, long killed) {
        JsonNode process = process(name);
        assertThat(process.get("state").asString()).as(name).isEqualTo("healthy");
        assertThat(process.get("pid").asLong()).as(name).isNotEqualTo(killed);
    }

    /** Whoever of the cluster was killed, and whoever of its jobs went with it. */
    private void assertEveryJobRuns() {
        JsonNode jobs = platform.get("/api/v1/jobs", "analyst").json();
        assertThat(jobs.valueStream()
                        .map(job -> job.get("name").asString() + " "
                                + job.get("state").asString()))
                .contains("archive running", "clean running", "minutes running");
    }

    private JsonNode process(String name) {
        JsonNode status =
                Platform.JSON.readTree(platform.tidemark("status", "--json").output());
        return status.get("processes")
                .valueStream()
                .filter(process -> process.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void runTransform() {
        platform.send(java.net.http.HttpRequest.newBuilder(platform.portal("/api/v1/transforms/fact_orders/runs"))
                .header("Authorization", "Bearer " + platform.apiToken("builder"))
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode counts(String route, Instant start) {
        return platform.query(Map.of(
                        "metrics", List.of("orders", "revenue"),
                        "where", List.of("{{ Dimension('order__country') }} = '" + country + "'"),
                        "time_range",
                                Map.of(
                                        "start", start.minusSeconds(60).toString(),
                                        "end", Instant.now().plusSeconds(3600).toString()),
                        "route", route))
                .at("/rows/0");
    }
}
