package dev.tidemark.jobs.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.events.Enrichment;
import dev.tidemark.events.Envelope;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.events.Arrival;
import dev.tidemark.jobs.kafka.OutgoingRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ToCleanRowsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final FamilySettings ORDERS =
            new FamilySettings("orders", 4, Duration.ofDays(10), Duration.ofDays(7), Duration.ofHours(1));

    private static OneInputStreamOperatorTestHarness<Arrival, OutgoingRecord> subtask(int index, int of)
            throws Exception {
        OneInputStreamOperatorTestHarness<Arrival, OutgoingRecord> harness = new OneInputStreamOperatorTestHarness<>(
                new StreamFlatMap<>(new ToCleanRows(List.of(ORDERS))), 128, of, index);
        harness.open();
        return harness;
    }

    private static Arrival event(String id, Instant at, String properties) {
        Envelope envelope =
                new Envelope(id, "order_placed", 1, at, NOON, "web-shop", "web", null, null, null, "GB", null);
        return new Arrival("orders", 0, 1, NOON.toEpochMilli(), new Arrival.Event(envelope, 17, properties));
    }

    @Test
    void whatTheCollectorWorkedOutIsInTheRow() throws Exception {
        Arrival.Event plain = Objects.requireNonNull(event("e1", NOON, "{}").event());
        Arrival.Event enriched = new Arrival.Event(
                plain.envelope(), new Enrichment("SCT", "phone", null, "iOS", null), 17, plain.properties());
        JsonNode row = new ObjectMapper()
                .readTree(CleanRows.event(new Arrival("orders", 0, 1, NOON.toEpochMilli(), enriched), enriched));
        assertThat(row.path("geo_region").asText()).isEqualTo("SCT");
        assertThat(row.path("client_os").asText()).isEqualTo("iOS");
        assertThat(row.has("client_agent")).isFalse();
    }

    private static Arrival heartbeat(int partition, Instant at) {
        return new Arrival("orders", partition, 9, at.toEpochMilli(), null);
    }

    private static JsonNode json(OutgoingRecord record) {
        try {
            return new ObjectMapper().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEventIsAFlatRowInAPartitionOfItsSubtask() throws Exception {
        try (var subtask = subtask(1, 2)) {
            for (int i = 0; i < 50; i++) {
                subtask.processElement(new StreamRecord<>(
                        event("e" + i, NOON, "{\"amount\":\"12.50\",\"country\":\"FR\",\"team\":null}")));
            }
            List<OutgoingRecord> rows = subtask.extractOutputValues();

            assertThat(rows).hasSize(50).allSatisfy(row -> {
                assertThat(row.topic()).isEqualTo("clean.orders");
                assertThat(row.partition()).isIn(1, 3);
            });
            assertThat(json(rows.get(0)).path("amount").asText()).isEqualTo("12.50");
            assertThat(json(rows.get(0)).path("country").asText())
                    .as("a property takes the place of a column of its name")
                    .isEqualTo("FR");
            assertThat(json(rows.get(0)).path("event_time").asLong()).isEqualTo(NOON.toEpochMilli());
        }
    }

    @Test
    void aHeartbeatRowSaysTheLeastOfAllPartitionsOnceEachWasHeard() throws Exception {
        try (var subtask = subtask(0, 2)) {
            for (int partition = 0; partition < 3; partition++) {
                subtask.processElement(new StreamRecord<>(heartbeat(partition, NOON.plusSeconds(partition))));
            }
            assertThat(subtask.extractOutputValues())
                    .as("one partition was not heard")
                    .isEmpty();
            subtask.processElement(new StreamRecord<>(heartbeat(3, NOON.plusSeconds(9))));
            List<OutgoingRecord> rows = subtask.extractOutputValues();

            assertThat(rows.stream().map(OutgoingRecord::partition)).containsExactly(0, 2);
            assertThat(rows)
                    .allSatisfy(
                            row -> assertThat(json(row).path("complete_through").asLong())
                                    .isEqualTo(NOON.toEpochMilli()));
            subtask.processElement(new StreamRecord<>(heartbeat(1, NOON.plusSeconds(60))));
            assertThat(subtask.extractOutputValues())
                    .as("the partition that is behind holds it back")
                    .hasSize(2);
            subtask.processElement(new StreamRecord<>(heartbeat(0, NOON.plusSeconds(60))));
            assertThat(json(subtask.extractOutputValues().get(2))
                            .path("complete_through")
                            .asLong())
                    .isEqualTo(NOON.plusSeconds(2).toEpochMilli());
        }
    }

    @Test
    void whatTheRealTimeStoreWouldDropAtOnceIsNotSentThere() throws Exception {
        try (var subtask = subtask(0, 1)) {
            subtask.processElement(new StreamRecord<>(event("kept", NOON.minus(Duration.ofDays(10)), "{}")));
            subtask.processElement(new StreamRecord<>(
                    event("old", NOON.minus(Duration.ofDays(10)).minusMillis(1), "{}")));

            assertThat(subtask.extractOutputValues().stream()
                            .map(row -> json(row).path("event_id").asText()))
                    .containsExactly("kept");
        }
    }

    @Test
    void aFamilyTheJobWasNotToldAboutIsAnErrorNotALoss() throws Exception {
        try (var subtask = subtask(0, 1)) {
            assertThatThrownBy(() -> subtask.processElement(
                            new StreamRecord<>(new Arrival("views", 0, 1, NOON.toEpochMilli(), null))))
                    .hasMessageContaining("family views");
        }
    }
}
