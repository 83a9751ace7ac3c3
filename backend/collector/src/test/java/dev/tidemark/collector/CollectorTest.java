package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.WireFormat;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A collector as senders meet it, with a real Kafka behind it. */
class CollectorTest extends WithCollector {

    @Test
    void anAcceptedEventIsInKafkaWhereTheAnswerSays() {
        Client.Answer answer = client.post("/v1/events", Example.STRICT_KEY, order("e-accepted", "'12.50'"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        JsonNode told = answer.json();
        assertThat(told.get("event_id").asText()).isEqualTo("e-accepted");
        ConsumerRecord<byte[], byte[]> record = read(told.get("topic").asText(), "e-accepted");
        assertThat(record.partition()).isEqualTo(told.get("partition").intValue());
        assertThat(record.offset()).isEqualTo(told.get("offset").longValue());
        assertThat(WireFormat.schemaId(record.value())).isEqualTo(12);
        Envelope envelope = Envelope.fromHeaders(name -> header(record, name));
        assertThat(envelope.source()).isEqualTo("web-shop");
        assertThat(envelope.ip()).isEqualTo("127.0.0.0");
        assertThat(envelope.userAgent()).isEqualTo("curl/8");
    }

    @Test
    void aBatchHasAResultForEachEvent() {
        Client.Answer answer = client.post(
                "/v1/batch",
                Example.STRICT_KEY,
                "{'events':[" + order("b-1", "'1'") + "," + order("b-2", "2") + ",7," + order("b-4", "'4'") + "]}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(207);
        JsonNode results = answer.json().get("results");
        assertThat(results.findValuesAsText("status")).startsWith("202", "422");
        assertThat(results.get(1).at("/event_id").asText()).isEqualTo("b-2");
        assertThat(results.get(1).at("/problem/errors/0/pointer").asText()).isEqualTo("/properties/amount");
        assertThat(results.get(2).get("event_id").isNull()).isTrue();
        assertThat(answer.json().get("accepted").intValue()).isEqualTo(2);
        assertThat(answer.json().get("rejected").intValue()).isEqualTo(2);
        read(prefix + "events.orders", "b-4");
    }

    @Test
    void anEmptyBatchIsAnsweredToo() {
        assertThat(client.post("/v1/batch", Example.STRICT_KEY, "{'events':[]}").status())
                .isEqualTo(207);
    }

    @Test
    void aPermissiveSourcesMisfitIsInQuarantine() {
        String misfit = order("q-1", "12.5");
        Client.Answer answer = client.post("/v1/events", Example.PERMISSIVE_KEY, misfit);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("quarantined").booleanValue()).isTrue();
        assertThat(answer.json().at("/problem/errors/0/pointer").asText()).isEqualTo("/properties/amount");
        ConsumerRecord<byte[], byte[]> record =
                find(prefix + "quarantine.orders", found -> new String(found.key(), UTF_8).equals("q-1"));
        assertThat(QuarantinedEvent.parse(record.value()).original()).isEqualTo(misfit.replace('\'', '"'));
        Client.Answer batch = client.post(
                "/v1/batch",
                Example.PERMISSIVE_KEY,
                "{'events':[" + order("q-2", "'1'") + ",{}," + order("q-3", "1") + "]}");
        assertThat(batch.json().get("quarantined").intValue()).isEqualTo(2);
        assertThat(batch.json().get("accepted").intValue()).isEqualTo(1);
    }

    @Test
    void eachMistakeHasItsOwnAnswer() {
        String good = order("e", "'1'");
        assertProblem(client.post("/v1/events", Example.STRICT_KEY, "{'a':\n 1,}"), 400, "malformed-json");
        assertProblem(client.post("/v1/events", Example.STRICT_KEY, ""), 400, "malformed-json");
        assertProblem(client.post("/v1/events", "guess", good), 401, "unknown-write-key");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, good.replace("order_placed", "page_viewed")),
                403,
                "family-not-allowed");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, good.replace("order_placed", "order_place")),
                422,
                "unknown-type");
        assertProblem(client.post("/v1/events", Example.STRICT_KEY, order("e", "1")), 422, "invalid-event");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, good.replace("'event_id':'e',", "")),
                422,
                "missing-event-id");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, good.replace("'event_time':'2", "'event_time':'3")),
                422,
                "event-time-ahead");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, good.replace("'event_time':'2", "'event_time':'1")),
                422,
                "event-time-too-old");
        assertProblem(
                client.post("/v1/events", Example.STRICT_KEY, order("x".repeat(2_000_000), "'1'")),
                413,
                "body-too-large");
        assertProblem(client.post("/v1/batch", Example.STRICT_KEY, good), 422, "invalid-batch");
        assertProblem(
                client.post("/v1/batch", Example.STRICT_KEY, "{'events':[" + "{},".repeat(1_000) + "{}]}"),
                413,
                "too-many-events");
        assertProblem(client.post("/v1/batch", Example.STRICT_KEY, " ".repeat(5_000_000)), 413, "body-too-large");
        assertProblem(client.post("/v2/events", Example.STRICT_KEY, good), 404, "no-such-door");
        assertProblem(client.get("/v1/events"), 405, "method-not-allowed");
        assertProblem(
                client.send(client.request("/v1/events")
                        .header("Authorization", "Bearer " + Example.STRICT_KEY)
                        .header("Content-Encoding", "br")
                        .POST(HttpRequest.BodyPublishers.ofString(good))),
                415,
                "unsupported-encoding");
    }

    @Test
    void whoIsUnknownIsAskedForAKey() {
        Client.Answer answer =
                client.send(client.request("/v1/events").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertProblem(answer, 401, "missing-write-key");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer", "Basic");
    }

    @Test
    void theKeyMayBeABasicUser() {
        String basic = Base64.getEncoder().encodeToString((Example.STRICT_KEY + ":").getBytes(UTF_8));
        assertThat(client.send(client.request("/v1/events")
                                .header("Authorization", "Basic " + basic)
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        order("e-basic", "'1'").replace('\'', '"'))))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aSourceOverItsRateWaits() {
        Client.Answer last = null;
        int accepted = 0;
        for (int i = 0; i < 1_200 && (last == null || last.status() == 202); i++) {
            last = client.post("/v1/events", Example.SLOW_KEY, order("slow-" + i, "'1'"));
            accepted += last.status() == 202 ? 1 : 0;
        }
        assertProblem(Objects.requireNonNull(last), 429, "rate-limited");
        assertThat(accepted).isGreaterThanOrEqualTo(1_000);
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(last.header("RateLimit-Limit")).isEqualTo("2");
        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void aTopicThatIsMissingIsNamed() {
        portalWith("ghosts");
        Client.Answer answer = client.post(
                "/v1/events", Example.STRICT_KEY, order("g-1", "'1'").replace("order_placed", "ghost_seen"));
        assertProblem(answer, 503, "topic-missing");
        assertThat(answer.json().get("detail").asText()).contains(prefix + "events.ghosts");
    }

    @Test
    void browsersMaySendFromAnyPage() {
        Client.Answer preflight = client.send(client.request("/v1/events")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void everyPartitionHasAHeartbeatEachSecond() {
        Set<Integer> partitions = new HashSet<>();
        Instant since = Instant.now();
        find(prefix + "events.pages", record -> {
            assertThat(record.value()).isEmpty();
            if (Heartbeat.is(name -> header(record, name)) && record.timestamp() >= since.toEpochMilli()) {
                partitions.add(record.partition());
            }
            return partitions.size() == 2;
        });
    }

    @Test
    void metricsCountWhatBecameOfEvents() {
        client.post("/v1/events", Example.STRICT_KEY, order("m-1", "'1'"));
        assertThat(client.get("/actuator/prometheus").response().body())
                .contains(
                        "tidemark_collector_events_total{outcome=\"accepted\",source=\"web-shop\",type=\"order_placed\"}")
                .contains("tidemark_collector_requests_seconds_count{path=\"/v1/events\",status=\"202\"}")
                .contains("tidemark_collector_kafka_reachable 1.0");
    }

    /** The same configuration with one more type and the right for the strict source to send it. */
    private static void portalWith(String family) {
        var config = Example.config(prefix);
        var types = new ArrayList<>(config.types());
        types.add(
                new CollectionConfig.Type("ghost_seen", family, 1, List.of(Example.version(1, 12, Example.ORDER_V2))));
        var sources = config.sources().stream()
                .map(source -> new CollectionConfig.Source(
                        source.name(),
                        source.workspace(),
                        source.team(),
                        source.mode(),
                        List.of("orders", family),
                        source.eventsPerSecond(),
                        source.maxAge(),
                        source.maxAhead(),
                        source.keySha256()))
                .toList();
        String version = "v-ghosts";
        portal.set(new CollectionConfig(version, sources, config.families(), types));
        client.awaitHealth(health -> health.json()
                .at("/components/configuration/details/version")
                .asText()
                .equals(version));
    }
}
