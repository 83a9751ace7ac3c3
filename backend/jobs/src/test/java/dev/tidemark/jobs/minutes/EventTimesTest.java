package dev.tidemark.jobs.minutes;

import static dev.tidemark.jobs.minutes.Orders.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.jobs.events.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private final EventTimes times = new EventTimes(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private final WatermarkGenerator<Delivery> partition = times.createWatermarkGenerator(new NoContext());
    private final Emitted emitted = new Emitted();

    private static final class Emitted implements WatermarkOutput {
        private final List<Instant> marks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            marks.add(Instant.ofEpochMilli(watermark.getTimestamp() + 1));
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    private static final class NoContext implements WatermarkGeneratorSupplier.Context {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    }

    private static Delivery delivery(String type, Instant happened, Instant appended) {
        return new Delivery(
                "events.orders",
                0,
                0,
                appended.toEpochMilli(),
                null,
                new String[] {"ce_type", type, "ce_time", happened.toString()},
                new byte[0]);
    }

    private Instant after(String type, Instant happened, Instant appended) {
        Delivery delivery = delivery(type, happened, appended);
        partition.onEvent(delivery, EventTimes.eventTime(delivery), emitted);
        emitted.marks.clear();
        partition.onPeriodicEmit(emitted);
        return emitted.marks.isEmpty() ? Instant.MIN : emitted.marks.get(0);
    }

    @Test
    void itTrailsTheEventsByTheDisorderThatIsExpected() {
        assertThat(after("order_placed", NOON, NOON.plusSeconds(1))).isEqualTo(NOON.minusSeconds(5));
        assertThat(after("order_placed", NOON.minusSeconds(60), NOON.plusSeconds(2)))
                .as("an older event does not turn it back")
                .isEqualTo(NOON.minusSeconds(5));
    }

    @Test
    void aClockThatRunsAheadMovesItNoFurtherThanTheBrokers() {
        assertThat(after("order_placed", NOON.plus(Duration.ofDays(365)), NOON)).isEqualTo(NOON.minusSeconds(5));
    }

    @Test
    void withoutOrdersItFollowsTheHeartbeatsAfterAPause() {
        assertThat(after("order_placed", NOON, NOON)).isEqualTo(NOON.minusSeconds(5));
        assertThat(after("tidemark.heartbeat", NOON, NOON.plusSeconds(29))).isEqualTo(NOON.minusSeconds(5));
        assertThat(after("tidemark.heartbeat", NOON, NOON.plusSeconds(40))).isEqualTo(NOON.plusSeconds(10));
        assertThat(after("tidemark.heartbeat", NOON, NOON.plusSeconds(41))).isEqualTo(NOON.plusSeconds(11));
    }

    @Test
    void historyBeingLoadedIsNotCalledLateByTheHeartbeatsBetweenIt() {
        Instant longAgo = NOON.minus(Duration.ofDays(90));
        assertThat(after("order_placed", longAgo, NOON)).isEqualTo(longAgo.minusSeconds(5));
        assertThat(after("tidemark.heartbeat", NOON, NOON.plusSeconds(1))).isEqualTo(longAgo.minusSeconds(5));
        assertThat(after("order_placed", longAgo.plusSeconds(60), NOON.plusSeconds(2)))
                .isEqualTo(longAgo.plusSeconds(55));
    }

    @Test
    void aPartitionThatWasNotHeardHoldsEverythingBack() {
        partition.onPeriodicEmit(emitted);
        assertThat(emitted.marks).isEmpty();
    }

    @Test
    void aTimeThatCannotBeReadIsTheAppendTime() {
        Delivery broken = new Delivery(
                "events.orders", 0, 0, NOON.toEpochMilli(), null, new String[] {"ce_time", "yesterday"}, new byte[0]);
        assertThat(EventTimes.eventTime(broken)).isEqualTo(NOON.toEpochMilli());
    }
}
