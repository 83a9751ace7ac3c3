package dev.tidemark.jobs.minutes;

import static dev.tidemark.jobs.minutes.Orders.NOON;
import static dev.tidemark.jobs.minutes.Orders.heartbeat;
import static dev.tidemark.jobs.minutes.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.jobs.events.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LateGateTest {

    private static final Duration LATENESS = Duration.ofMinutes(10);

    private static OneInputStreamOperatorTestHarness<Arrival, Arrival> gate() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new LateGate(60_000, LATENESS.toMillis())));
    }

    private static void send(OneInputStreamOperatorTestHarness<Arrival, Arrival> gate, Arrival arrival)
            throws Exception {
        gate.processElement(new StreamRecord<>(arrival, arrival.appendedAt()));
    }

    private static void watermark(OneInputStreamOperatorTestHarness<Arrival, Arrival> gate, Instant at)
            throws Exception {
        gate.processWatermark(new Watermark(at.toEpochMilli() - 1));
    }

    private static List<String> late(OneInputStreamOperatorTestHarness<Arrival, Arrival> gate) {
        Queue<StreamRecord<Arrival>> late = gate.getSideOutput(LateGate.LATE);
        return late == null
                ? List.of()
                : late.stream().map(record -> id(record.getValue())).toList();
    }

    private static List<String> passed(OneInputStreamOperatorTestHarness<Arrival, Arrival> gate) {
        return gate.extractOutputValues().stream().map(LateGateTest::id).toList();
    }

    private static String id(Arrival arrival) {
        Arrival.Event event = arrival.event();
        return event == null ? "" : event.envelope().eventId();
    }

    @Test
    void anOrderPassesUntilItsMinuteAndTheLatenessAreOver() throws Exception {
        try (var gate = gate()) {
            gate.open();
            watermark(gate, NOON.plus(Duration.ofMinutes(1)).plus(LATENESS).minusMillis(1));
            send(gate, order("just in time", NOON, "FR", "1"));
            watermark(gate, NOON.plus(Duration.ofMinutes(1)).plus(LATENESS));
            send(gate, order("too late", NOON.plusSeconds(59), "FR", "1"));
            send(gate, order("next minute", NOON.plusSeconds(60), "FR", "1"));

            assertThat(passed(gate)).containsExactly("just in time", "next minute");
            assertThat(late(gate)).containsExactly("too late");
        }
    }

    @Test
    void heartbeatsEndHere() throws Exception {
        try (var gate = gate()) {
            gate.open();
            send(gate, heartbeat(NOON));

            assertThat(passed(gate)).isEmpty();
            assertThat(late(gate)).isEmpty();
        }
    }

    @Test
    void aWindowThatIsGoneStaysGoneAfterARestart() throws Exception {
        OperatorSubtaskState state;
        try (var gate = gate()) {
            gate.open();
            watermark(gate, NOON.plus(Duration.ofHours(1)));
            send(gate, order("seen", NOON.plus(Duration.ofHours(1)), "FR", "1"));
            state = gate.snapshot(1, 1);
        }
        try (var gate = gate()) {
            gate.initializeState(state);
            gate.open();
            send(gate, order("would open its window anew", NOON, "FR", "1"));
            send(gate, order("in time", NOON.plus(Duration.ofHours(1)), "FR", "1"));
            OperatorSubtaskState again = gate.snapshot(2, 2);

            assertThat(late(gate)).containsExactly("would open its window anew");
            assertThat(passed(gate)).containsExactly("in time");
            try (var second = gate()) {
                second.initializeState(again);
                second.open();
                send(second, order("late for good", NOON, "FR", "1"));
                assertThat(late(second)).as("also after the next restart").containsExactly("late for good");
            }
        }
    }

    @Test
    void ofSeveralSubtasksTheOneThatIsBehindDecides() {
        assertThat(LateGate.least(List.of(300L, 100L, 200L))).isEqualTo(100);
        assertThat(LateGate.least(List.of())).isEqualTo(Long.MIN_VALUE);
    }
}
