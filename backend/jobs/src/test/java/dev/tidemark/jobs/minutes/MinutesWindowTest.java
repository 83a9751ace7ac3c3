package dev.tidemark.jobs.minutes;

import static dev.tidemark.jobs.minutes.Orders.NOON;
import static dev.tidemark.jobs.minutes.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The windows exactly as the job builds them, and the tide behind them. */
class MinutesWindowTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FamilySettings FAMILY =
            new FamilySettings("orders", 1, Duration.ofDays(10), Duration.ofDays(7), Duration.ofMinutes(10));

    @SuppressWarnings("unchecked")
    private static KeyedOneInputStreamOperatorTestHarness<String, Order, OutgoingRecord> windows() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<OutgoingRecord> minutes = MinutesJob.minutes(
                environment.fromData(TypeInformation.of(Arrival.class), order("any", NOON, "FR", "1")), FAMILY);
        StreamOperatorFactory<OutgoingRecord> operator =
                ((OneInputTransformation<Order, OutgoingRecord>) minutes.getTransformation()).getOperatorFactory();
        return new KeyedOneInputStreamOperatorTestHarness<>(operator, Order::country, Types.STRING);
    }

    private static void send(
            OneInputStreamOperatorTestHarness<Order, OutgoingRecord> windows, Instant at, String country, String amount)
            throws Exception {
        Arrival.Event event = order("e", at, country, amount).event();
        if (event == null) {
            throw new AssertionError("an order is an event");
        }
        windows.processElement(new StreamRecord<>(Order.of(event), at.toEpochMilli()));
    }

    private static List<String> rows(List<OutgoingRecord> records) {
        return records.stream().map(MinutesWindowTest::row).toList();
    }

    private static String row(OutgoingRecord record) {
        JsonNode row = json(record);
        return Instant.ofEpochMilli(row.path("window_start").asLong()) + " "
                + row.path("country").asText() + " " + row.path("orders").asLong() + " "
                + row.path("amount").asText();
    }

    private static JsonNode json(OutgoingRecord record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMinuteIsWrittenWhenItIsOverAndRevisedByEachLateOrder() throws Exception {
        try (var windows = windows()) {
            windows.open();
            send(windows, NOON, "FR", "10.10");
            send(windows, NOON.plusSeconds(59), "FR", "0.05");
            send(windows, NOON.plusSeconds(5), "DE", "3");
            windows.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli() - 2));
            assertThat(windows.extractOutputValues())
                    .as("the minute is not over")
                    .isEmpty();

            windows.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli() - 1));
            assertThat(rows(windows.extractOutputValues()))
                    .containsExactlyInAnyOrder("2026-11-20T12:00:00Z FR 2 10.15", "2026-11-20T12:00:00Z DE 1 3");

            windows.processWatermark(new Watermark(NOON.plusSeconds(300).toEpochMilli()));
            send(windows, NOON.plusSeconds(30), "FR", "1");
            List<OutgoingRecord> all = windows.extractOutputValues();
            assertThat(row(all.get(2))).isEqualTo("2026-11-20T12:00:00Z FR 3 11.15");
            assertThat(all.get(2).key())
                    .as("it replaces the row before")
                    .isEqualTo(all.stream()
                            .filter(record -> row(record).contains("FR 2"))
                            .findFirst()
                            .orElseThrow()
                            .key());
            assertThat(all).allSatisfy(record -> {
                assertThat(record.topic()).isEqualTo("agg.order_minutes");
                assertThat(json(record).path("event_type").asText()).isEqualTo("order_minute");
            });
        }
    }

    @Test
    void aMinuteIsForgottenWhenNoOrderCanReviseItAnyMore() throws Exception {
        try (var windows = windows()) {
            windows.open();
            send(windows, NOON, "FR", "1");
            windows.processWatermark(new Watermark(
                    NOON.plusSeconds(60).plus(Duration.ofMinutes(10)).toEpochMilli()));

            assertThat(windows.extractOutputValues()).hasSize(1);
            assertThat(windows.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aRestartKeepsOpenMinutes() throws Exception {
        var before = windows();
        before.open();
        send(before, NOON, "FR", "1");
        var state = before.snapshot(1, 1);
        before.close();
        try (var windows = windows()) {
            windows.initializeState(state);
            windows.open();
            send(windows, NOON.plusSeconds(1), "FR", "2");
            windows.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli()));

            assertThat(rows(windows.extractOutputValues())).containsExactly("2026-11-20T12:00:00Z FR 2 3");
        }
    }

    @Test
    void theTideFollowsTheMinutesThatAreClosedAndGoesOnWithoutOrders() throws Exception {
        try (var tide = new OneInputStreamOperatorTestHarness<>(new MinuteTide(2, 60_000))) {
            tide.open();
            tide.processWatermark(new Watermark(NOON.plusSeconds(59).toEpochMilli()));
            tide.processElement(new StreamRecord<>(MinuteRow.record(NOON.toEpochMilli(), "FR", MinuteTotals.NONE)));
            tide.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli() - 2));
            tide.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli() - 1));
            tide.processWatermark(new Watermark(NOON.plusSeconds(65).toEpochMilli()));
            tide.processWatermark(new Watermark(NOON.plusSeconds(150).toEpochMilli()));
            tide.processWatermark(Watermark.MAX_WATERMARK);

            List<OutgoingRecord> records = tide.extractOutputValues();
            assertThat(records.stream()
                            .map(record -> new String(
                                            record.key() == null ? new byte[0] : record.key(), StandardCharsets.UTF_8)
                                    + " "
                                    + record.partition() + " "
                                    + json(record).path("complete_through").asLong())
                            .toList())
                    .containsExactly(
                            "hb-0 0 " + NOON.toEpochMilli(),
                            "hb-1 1 " + NOON.toEpochMilli(),
                            NOON.toEpochMilli() + "|FR -1 0",
                            "hb-0 0 " + NOON.plusSeconds(60).toEpochMilli(),
                            "hb-1 1 " + NOON.plusSeconds(60).toEpochMilli(),
                            "hb-0 0 " + NOON.plusSeconds(120).toEpochMilli(),
                            "hb-1 1 " + NOON.plusSeconds(120).toEpochMilli());
            assertThat(IntStream.of(0, 1, 3).mapToObj(i -> json(records.get(i))))
                    .allSatisfy(row -> {
                        assertThat(row.path("event_type").asText()).isEqualTo("tidemark.heartbeat");
                        assertThat(row.path("orders").asLong()).isZero();
                        assertThat(row.path("country").asText()).startsWith("tidemark.heartbeat/");
                    });
        }
    }
}
