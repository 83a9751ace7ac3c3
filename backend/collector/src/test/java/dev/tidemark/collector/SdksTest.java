package dev.tidemark.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.events.CollectionConfig;
import dev.tidemark.events.Envelope;
import dev.tidemark.testbed.NodeClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * SDKs of others, as npm delivers them, send to this collector unchanged, over a way that fails: nothing is lost, and ids stay. Skipped where there is no Node
 * or where npm cannot deliver them.
 */
class SdksTest extends WithCollector {

    private static final String KEY = "key-of-sdks";
    private static final int CALLS = 30;
    private static final int CLOUD_EVENTS = 5;

    /** Every call of Segment's libraries is an event of this type or another. */
    private static final String CALL = "{'type':'record','name':'call','fields':["
            + List.of("name", "category", "plan", "group_id", "previous_id").stream()
                    .map(field -> "{'name':'" + field + "','type':['null','string'],'default':null}")
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow()
            + "]}";

    private static CollectionConfig config() {
        CollectionConfig example = Example.config(prefix);
        List<CollectionConfig.Type> types = new ArrayList<>(example.types());
        types.removeIf(type -> type.name().equals("page_viewed"));
        List.of("user_identified", "page_viewed", "screen_viewed", "group_identified", "user_aliased")
                .forEach(type -> types.add(new CollectionConfig.Type(
                        type, "orders", 1, List.of(Example.version(1, 20 + types.size(), CALL)))));
        CollectionConfig.Source sdks = new CollectionConfig.Source(
                "sdks",
                "storefront",
                "web",
                CollectionConfig.Mode.STRICT,
                List.of("orders"),
                1_000_000,
                Duration.ofDays(120),
                Duration.ofHours(1),
                List.of(Directory.sha256(KEY)));
        return new CollectionConfig("with-sdks", List.of(sdks), example.families(), types);
    }

    @Test
    void whatTheySendArrivesOnceTheWayIsFree() throws Exception {
        Optional<NodeClients> clients = NodeClients.installed("@segment/analytics-node@3.1.0", "cloudevents@10.0.0");
        assumeThat(clients).isPresent();
        portal.set(config());
        client.awaitHealth(health -> health.json()
                .at("/components/configuration/details/version")
                .asText()
                .equals("with-sdks"));

        NodeClients.Result result = clients.orElseThrow()
                .run(
                        SdksTest.class,
                        "/clients/sdks.cjs",
                        Duration.ofMinutes(2),
                        "http://127.0.0.1:" + client.port(),
                        KEY);

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output().lines()).containsExactly("segment", "segment-unreliable", "cloudevents");
        Set<String> wanted = wanted();
        List<Envelope> stored = new ArrayList<>();
        until(prefix + "events.orders", records -> {
            ConsumerRecord<byte[], byte[]> last = records.getLast();
            byte[] id = header(last, Envelope.ID);
            if (id != null) {
                stored.add(Envelope.fromHeaders(name -> header(last, name)));
                wanted.remove(new String(id, UTF_8));
            }
            return wanted.isEmpty();
        });
        assertThat(of(stored, "segment-2").type()).isEqualTo("screen_viewed");
        assertThat(of(stored, "segment-4").userId()).isEqualTo("u-ü");
        assertThat(of(stored, "segment-5").userId()).isEqualTo("nobody");
        assertThat(of(stored, "ce-0").userId()).isEqualTo("u-1");
    }

    private static Set<String> wanted() {
        Set<String> wanted = new HashSet<>();
        for (String call : List.of("segment-", "segment-unreliable-")) {
            IntStream.range(0, CALLS).forEach(nth -> wanted.add(call + nth));
        }
        IntStream.range(0, CLOUD_EVENTS).forEach(nth -> wanted.add("ce-" + nth));
        return wanted;
    }

    private static Envelope of(List<Envelope> stored, String id) {
        return stored.stream()
                .filter(envelope -> envelope.eventId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
