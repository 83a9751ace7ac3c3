package dev.tidemark.jobs.minutes;

import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.jobs.events.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of each partition. A clock that runs ahead moves it no further than the broker's clock does. A partition without events
 * follows its heartbeats, but only after a pause by append time, so that history being loaded is not called late by them.
 */
final class EventTimes implements WatermarkStrategy<Delivery> {

    private static final long serialVersionUID = 1L;

    private final long outOfOrderness;
    private final long pause;

    EventTimes(Duration outOfOrderness, Duration pause) {
        this.outOfOrderness = outOfOrderness.toMillis();
        this.pause = pause.toMillis();
    }

    @Override
    public TimestampAssigner<Delivery> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (delivery, recordTimestamp) -> eventTime(delivery);
    }

    @Override
    public WatermarkGenerator<Delivery> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Partition();
    }

    static long eventTime(Delivery delivery) {
        byte[] text = delivery.header().apply(Envelope.TIME);
        try {
            return text == null
                    ? delivery.appendedAt()
                    : Rfc3339.parse(new String(text, StandardCharsets.UTF_8)).toEpochMilli();
        } catch (DateTimeException e) {
            return delivery.appendedAt();
        }
    }

    private final class Partition implements WatermarkGenerator<Delivery> {
        private long furthest = Long.MIN_VALUE;
        private long lastEvent = Long.MIN_VALUE;
        private boolean heard;

        @Override
        public void onEvent(Delivery delivery, long eventTime, WatermarkOutput output) {
            long appended = delivery.appendedAt();
            if (!Heartbeat.is(delivery.header())) {
                furthest = Math.max(furthest, Math.min(eventTime, appended) - outOfOrderness);
                lastEvent = appended;
            } else {
                if (!heard) {
                    lastEvent = appended;
                }
                if (appended - lastEvent >= pause) {
                    furthest = Math.max(furthest, appended - pause);
                }
            }
            heard = true;
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (furthest != Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(furthest - 1));
            }
        }
    }
}
