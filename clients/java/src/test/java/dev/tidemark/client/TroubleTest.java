package dev.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a client, in the collector, in between and in the service itself. */
class TroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SENT_AT = Pattern.compile("],\"sent_at\":\"([^\"]+)\"}$");
    private static final ClientSettings QUICK = ClientSettings.DEFAULT
            .withBatches(10, 100_000, Duration.ofMillis(5))
            .withPauses(Duration.ofMillis(1), Duration.ofMillis(20))
            .withPatience(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(10));

    private final FakeCollector collector = new FakeCollector();
    private final Map<String, Outcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());

    @AfterEach
    void stop() {
        collector.close();
    }

    private TidemarkClient client(ClientSettings settings) {
        return TidemarkClient.open(collector.address(), "a-key", settings, outcomes::put);
    }

    private static Event numbered(int n) {
        return Event.of("order_placed").with("n", n);
    }

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsNotWaitedForForEver() {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            collector.first((exchange, ids) -> {
                exchange.sendResponseHeaders(207, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                return opens(never); // the connection stays, and nothing comes
            });
        }
        try (TidemarkClient client = client(QUICK)) {
            client.send(numbered(0));
            assertThat(client.flush(PATIENCE)).as("%s", client.figures()).isTrue();
            assertThat(client.figures().retries()).isEqualTo(2);
        } finally {
            never.countDown();
        }
        assertThat(collector.numbers).containsExactly(0);
    }

    @Test
    void nothingIsFlushedBeforeTheListenerKnows() throws InterruptedException {
        CountDownLatch telling = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (TidemarkClient client = TidemarkClient.open(collector.address(), "a-key", QUICK, (id, outcome) -> {
            telling.countDown();
            opens(told);
        })) {
            client.send(numbered(0));
            assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(client.figures().queued()).isZero();
            assertThat(client.flush(Duration.ofMillis(100))).isFalse();
            told.countDown();
            assertThat(client.flush(PATIENCE)).isTrue();
        }
    }

    private static boolean opens(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBatchSaysWhenItIsSentEachTimeItIs() {
        collector.first(FakeCollector.answers(503, "{}"));
        Instant began = Instant.now();
        try (TidemarkClient client = client(QUICK)) {
            client.send(numbered(0));
        }
        List<Instant> sent = new ArrayList<>();
        for (String body : collector.bodies) {
            Matcher matcher = SENT_AT.matcher(body);
            assertThat(matcher.find()).as(body).isTrue();
            sent.add(Instant.parse(matcher.group(1)));
        }
        assertThat(sent).hasSize(2).isSorted().allMatch(at -> !at.isBefore(began));
    }

    @Test
    void callersMayBeInterruptedAndTheQueueOnDiskLivesOn(@TempDir Path directory) throws Exception {
        ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
        try (TidemarkClient client = client(QUICK.withDisk(directory, 100_000_000))) {
            AtomicBoolean enough = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                for (int i = 0; i < 3_000; i++) {
                    accepted.add(client.send(numbered(i)));
                }
                enough.set(true);
            });
            caller.start();
            while (!enough.get() && caller.isAlive()) {
                caller.interrupt();
            }
            caller.join();
            assertThat(client.flush(PATIENCE)).as("%s", client.figures()).isTrue();
            assertThat(client.figures().givenUp()).isZero();
        }
        assertThat(accepted).hasSize(3_000);
        assertThat(collector.ids).containsExactlyElementsOf(accepted);
    }

    @Test
    void oneEventThatSpoilsItsBatchIsRefusedByItself() {
        for (int i = 0; i < 12; i++) {
            collector.first((exchange, ids) -> {
                boolean spoiled =
                        collector.bodies.get(collector.bodies.size() - 1).contains("\"n\":5}");
                if (spoiled) {
                    FakeCollector.answer(exchange, 400, "{\"code\":\"malformed-json\",\"detail\":\"n\"}");
                }
                return spoiled;
            });
        }
        List<String> ids = new ArrayList<>();
        try (TidemarkClient client = client(QUICK.withBatches(8, 100_000, Duration.ofSeconds(5)))) {
            for (int i = 0; i < 8; i++) {
                ids.add(client.send(numbered(i)));
            }
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(collector.numbers).containsExactly(0, 1, 2, 3, 4, 6, 7);
        assertThat(outcomes.get(ids.get(5))).isEqualTo(new Outcome.Refused("malformed-json", "n"));
    }

    @Test
    void anAnswerThatIsNotAboutTheEventsCostsNone() {
        collector.first(FakeCollector.answers(404, "<html>no such site</html>"));
        collector.first(FakeCollector.answers(302, "", "Location", "http://127.0.0.1:1/login"));
        collector.first(FakeCollector.answers(403, "{}"));
        try (TidemarkClient client = client(QUICK)) {
            client.send(numbered(0));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(outcomes.values()).containsExactly(new Outcome.Stored());
    }

    @Test
    void aDateToComeBackAtIsKept() {
        Instant then = Instant.now().plusSeconds(3);
        collector.first(FakeCollector.answers(
                503, "{}", "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC))));
        Instant[] again = new Instant[1];
        collector.first((exchange, ids) -> {
            again[0] = Instant.now();
            return false;
        });
        try (TidemarkClient client = client(QUICK)) {
            client.send(numbered(0));
            assertThat(client.flush(PATIENCE)).isTrue();
        }
        assertThat(again[0]).isAfterOrEqualTo(Instant.ofEpochSecond(then.getEpochSecond()));
    }

    @Test
    void aSourceThatHasSpentItsAllowanceRests() {
        Instant[] answered = new Instant[2];
        collector.first((exchange, ids) -> {
            answered[0] = Instant.now();
            exchange.getResponseHeaders().set("RateLimit-Remaining", "0");
            exchange.getResponseHeaders().set("RateLimit-Reset", "1");
            return false;
        });
        collector.first((exchange, ids) -> {
            answered[1] = Instant.now();
            return false;
        });
        try (TidemarkClient client = client(QUICK.withBatches(1, 100_000, Duration.ZERO))) {
            client.send(numbered(0));
            client.send(numbered(1));
            assertThat(client.flush(PATIENCE)).isTrue();
            assertThat(client.figures().retries()).isZero();
        }
        assertThat(Duration.between(answered[0], answered[1])).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatHasNoJsonIsTheCallersMistake() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("loop", loop);
        try (TidemarkClient client = client(QUICK)) {
            for (Object bad : List.of(loop, Float.NaN)) {
                assertThatThrownBy(() -> client.send(Event.of("x").with("n", bad)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            client.send(numbered(1));
        }
        assertThat(collector.numbers).containsExactly(1);
    }

    @Test
    void aListenerMaySendMoreAndCloseTheClient() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        TidemarkClient[] itself = new TidemarkClient[1];
        CountDownLatch ready = new CountDownLatch(1);
        itself[0] = TidemarkClient.open(
                collector.address(), "a-key", QUICK.withQueue(300, ClientSettings.WhenFull.WAIT), (id, outcome) -> {
                    outcomes.put(id, outcome);
                    if (outcome instanceof Outcome.Stored && closed.getCount() > 0 && opens(ready)) {
                        for (int i = 1; i < 20; i++) {
                            itself[0].send(numbered(
                                    i)); // more than the queue holds: whoever waited here would wait for itself
                        }
                        itself[0].close();
                        closed.countDown();
                    }
                });
        itself[0].send(numbered(0));
        ready.countDown();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes).hasSize(20);
        assertThat(outcomes.values().stream().filter(Outcome.Stored.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whateverHappensEveryEventIsStoredAndNoneOvertakesAnother(@TempDir Path directory) {
        Random random = new Random(20261126);
        for (int i = 0; i < 120; i++) {
            int what = random.nextInt(6);
            collector.first((exchange, ids) -> {
                switch (what) {
                    case 0 -> exchange.close();
                    case 1 -> FakeCollector.answer(exchange, 503, "{}");
                    case 2 -> FakeCollector.answer(exchange, 413, "{}");
                    case 3 -> {
                        exchange.sendResponseHeaders(207, 500); // half of an answer
                        exchange.getResponseBody().write('{');
                        exchange.close();
                    }
                    default -> {
                        return false;
                    }
                }
                return true;
            });
        }
        List<String> sent = new ArrayList<>();
        for (int life = 0; life < 4; life++) {
            try (TidemarkClient client = client(QUICK.withDisk(directory, 100_000_000)
                    .withPatience(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMillis(1)))) {
                for (int i = 0; i < 250; i++) {
                    sent.add(client.send(numbered(life * 250 + i)));
                }
            }
        }
        try (TidemarkClient client = client(QUICK.withDisk(directory, 100_000_000))) {
            assertThat(client.flush(PATIENCE)).as("%s", client.figures()).isTrue();
        }
        List<Integer> refused = sent.stream()
                .filter(id -> outcomes.get(id) instanceof Outcome.Refused)
                .map(sent::indexOf)
                .toList();
        assertThat(collector.numbers.stream().distinct().toList())
                .isEqualTo(
                        upTo(1_000).stream().filter(n -> !refused.contains(n)).toList());
        assertThat(refused.size()).as("single events that happened to meet 413").isLessThan(25);
    }
}
