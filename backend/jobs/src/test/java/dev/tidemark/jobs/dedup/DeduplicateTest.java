package dev.tidemark.jobs.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.Envelope;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobEnvironment;
import dev.tidemark.jobs.events.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeduplicateTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<FamilySettings> FAMILIES = List.of(
            family("orders", Duration.ofDays(7)),
            family("views", Duration.ofDays(1)),
            family("clicks", Duration.ofDays(1)));

    private static FamilySettings family(String name, Duration window) {
        return new FamilySettings(name, 2, Duration.ofDays(10), window, Duration.ofHours(1));
    }

    private static Arrival event(String family, String id, long offset) {
        Envelope envelope =
                new Envelope(id, "order_placed", 1, NOON, NOON, "web-shop", "web", null, null, null, null, null);
        return new Arrival(family, 0, offset, NOON.toEpochMilli(), new Arrival.Event(envelope, 17, "{}"));
    }

    private static Arrival heartbeat(long offset) {
        return new Arrival("orders", 0, offset, NOON.toEpochMilli(), null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Addressed, Arrival> operator() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Deduplicate(FAMILIES)), Addressed::key, Types.STRING);
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, Addressed, Arrival> operator, Arrival arrival)
            throws Exception {
        List<Addressed> addressed = new ArrayList<>();
        new Address(1).flatMap(arrival, new ListCollector<>(addressed));
        for (Addressed each : addressed) {
            operator.processElement(new StreamRecord<>(each));
        }
    }

    private static List<Long> offsets(KeyedOneInputStreamOperatorTestHarness<String, Addressed, Arrival> operator) {
        return operator.extractOutputValues().stream().map(Arrival::offset).toList();
    }

    @Test
    void theFirstOfEachIdPassesAndEveryHeartbeat() throws Exception {
        try (var operator = operator()) {
            operator.open();
            send(operator, event("orders", "a", 1));
            send(operator, event("orders", "a", 2));
            send(operator, heartbeat(3));
            send(operator, event("orders", "b", 4));
            send(operator, heartbeat(5));
            send(operator, event("orders", "a", 6));

            assertThat(offsets(operator)).containsExactly(1L, 3L, 4L, 5L);
        }
    }

    @Test
    void theSameIdInAnotherFamilyIsAnotherEventAlsoWhenTheyShareAWindow() throws Exception {
        try (var operator = operator()) {
            operator.open();
            send(operator, event("orders", "a", 1));
            send(operator, event("views", "a", 2));
            send(operator, event("clicks", "a", 3));
            send(operator, event("clicks", "a", 4));

            assertThat(offsets(operator)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void anIdIsRememberedForTheWindowOfItsFamily() throws Exception {
        try (var operator = operator()) {
            operator.open();
            operator.setStateTtlProcessingTime(0);
            send(operator, event("orders", "a", 1));
            send(operator, event("views", "a", 2));
            operator.setStateTtlProcessingTime(Duration.ofDays(1).plusMillis(1).toMillis());
            send(operator, event("orders", "a", 3));
            send(operator, event("views", "a", 4));
            operator.setStateTtlProcessingTime(Duration.ofDays(7).plusMillis(1).toMillis());
            send(operator, event("orders", "a", 5));

            assertThat(offsets(operator)).containsExactly(1L, 2L, 4L, 5L);
        }
    }

    @Test
    void idsAreRememberedOverARestart() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator()) {
            operator.open();
            send(operator, event("orders", "a", 1));
            state = operator.snapshot(1, 1);
        }
        try (var operator = operator()) {
            operator.initializeState(state);
            operator.open();
            send(operator, event("orders", "a", 1));
            send(operator, event("orders", "b", 2));

            assertThat(offsets(operator)).containsExactly(2L);
        }
    }

    @Test
    void aHeartbeatReachesEverySubtaskOnce() throws Exception {
        for (int parallelism : List.of(1, 2, 3, 8)) {
            List<Addressed> copies = new ArrayList<>();
            new Address(parallelism).flatMap(heartbeat(1), new ListCollector<>(copies));
            int receivers = parallelism;
            assertThat(copies.stream()
                            .map(copy -> KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    copy.key(), JobEnvironment.MAX_PARALLELISM, receivers))
                            .toList())
                    .containsExactlyElementsOf(
                            IntStream.range(0, parallelism).boxed().toList());
        }
    }
}
