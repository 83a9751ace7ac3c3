package dev.tidemark.collector.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.collector.CollectorProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Records behind one that fails, with a producer whose answers come when the test says so. */
class EventLogTest {

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<Boolean> closedWhenTold = new ArrayList<>();

    @Test
    void whereTheOrderMattersNothingIsSentBehindAFailureUntilSomebodyReconnects() throws Exception {
        EventLog log = log(EventLog.AfterFailure.STOP);
        CompletableFuture<Outcome> one = append(log, "one");
        append(log, "two");
        failFirst(new TimeoutException("nobody answers"));
        assertUnavailable(one);
        assertThat(closedWhenTold).containsExactly(true);
        assertThat(log.stopped()).isTrue();
        assertUnavailable(append(log, "three"));

        log.reconnect();
        assertThat(log.stopped()).isFalse();
        CompletableFuture<Outcome> four = append(log, "four");
        producers.getLast().completeNext();
        assertThat(four.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void withoutASpoolOneFailureDoesNotStopTheOthers() throws Exception {
        EventLog log = log(EventLog.AfterFailure.GO_ON);
        CompletableFuture<Outcome> one = append(log, "one");
        CompletableFuture<Outcome> two = append(log, "two");
        failFirst(new TimeoutException("nobody answers"));
        assertUnavailable(one);
        producers.getLast().completeNext();
        assertThat(two.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Stored.class);
    }

    private EventLog log(EventLog.AfterFailure afterFailure) {
        EventLog log = new EventLog("nowhere", Duration.ofSeconds(1), afterFailure, () -> {
            producers.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
            return producers.getLast();
        });
        log.setReachable(true, "");
        return log;
    }

    private CompletableFuture<Outcome> append(EventLog log, String value) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        log.append(new ProducerRecord<>("t", 0, null, value.getBytes(UTF_8)), outcome -> {
            closedWhenTold.add(producers.getFirst().closed());
            answer.complete(outcome);
        });
        return answer;
    }

    /** On another thread, as producers do. */
    private void failFirst(RuntimeException failure) throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(() -> producers.getFirst().errorNext(failure));
        thread.join();
    }

    private static void assertUnavailable(CompletableFuture<Outcome> answer) throws Exception {
        assertThat(answer.get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().problem()).isEqualTo(CollectorProblem.KAFKA_UNAVAILABLE));
    }
}
