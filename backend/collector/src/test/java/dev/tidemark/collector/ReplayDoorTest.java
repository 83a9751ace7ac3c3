package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Resubmission;
import dev.tidemark.testbed.Testbed;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Quarantined events come back through the collector, as what they were. */
class ReplayDoorTest extends WithCollector {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T10:00:00Z");

    private static Client.Answer replay(String token, Resubmission events) {
        return client.send(client.request("/internal/v1/replay")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(events.toJson())));
    }

    private static Resubmission.Event event(String source, String id, String amount) {
        return new Resubmission.Event(
                source,
                "orders",
                LONG_AGO.toString(),
                json("{'event_id':'" + id
                        + "','type':'order_placed','event_time':'2026-01-05T09:59:00Z','properties':{'order_id':'o','amount':"
                        + amount + "}}"));
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Resubmission.Result> results(Client.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return Resubmission.Outcome.parse(answer.response().body().getBytes(UTF_8))
                .results();
    }

    @Test
    void whatFitsIsStoredUnderItsOldIdAndTimeOfArrivalAndTheRestIsTold() {
        List<Resubmission.Result> results = results(replay(
                TOKEN,
                new Resubmission(
                        false,
                        List.of(
                                event("partner-feed", "r-1", "'12.50'"),
                                event("partner-feed", "r-2", "12.50"),
                                event("nobody", "r-3", "'1'")))));
        assertThat(results.get(0).passed()).isTrue();
        ConsumerRecord<byte[], byte[]> stored = read(prefix + "events.orders", "r-1");
        assertThat(results.get(0).offset()).isEqualTo(stored.offset());
        assertThat(new String(header(stored, "tm_received_at"), UTF_8)).startsWith("2026-01-05T10:00:00");
        assertThat(new String(header(stored, Envelope.TIME), UTF_8)).startsWith("2026-01-05T09:59:00");
        assertThat(results.get(1).code()).isEqualTo("invalid-event");
        assertThat(results.get(1).faults().getFirst().pointer()).isEqualTo("/properties/amount");
        assertThat(results.get(2).code()).isEqualTo("unknown-source");
    }

    @Test
    void aDryRunStoresNothing() {
        List<Resubmission.Result> results =
                results(replay(TOKEN, new Resubmission(true, List.of(event("partner-feed", "r-dry", "'1'")))));
        assertThat(results.getFirst().passed()).isTrue();
        assertThat(results.getFirst().offset()).isNull();
        assertThat(ids(prefix + "events.orders")).doesNotContain("r-dry");
    }

    /** The ids of all events that are in a topic now. */
    private static List<String> ids(String topic) {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Testbed.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    byte[] id = header(record, Envelope.ID);
                    ids.add(id == null ? "" : new String(id, UTF_8));
                });
            }
        }
        return ids;
    }

    @Test
    void withoutOurTokenThereIsNoSuchDoor() {
        Resubmission events = new Resubmission(false, List.of(event("partner-feed", "r-9", "'1'")));
        assertProblem(replay("guess", events), 404, "no-such-door");
        assertProblem(replay(Example.PERMISSIVE_KEY, events), 404, "no-such-door");
        for (String body : List.of(
                "{'events':17}",
                "null",
                "{'events':[null]}",
                "{'events':[{'source':'partner-feed','family':'orders'}]}")) {
            assertProblem(client.post("/internal/v1/replay", TOKEN, body), 422, "invalid-batch");
        }
        assertProblem(
                client.send(client.request("/internal/v1/replay").header("Authorization", "Bearer " + TOKEN)),
                405,
                "method-not-allowed");
    }
}
