package dev.tidemark.collector.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.collector.Example;
import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.Arrival;
import dev.tidemark.collector.internal.admission.Directory;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.enrichment.ClockCorrection;
import dev.tidemark.collector.internal.enrichment.Origin;
import dev.tidemark.collector.internal.protocol.CloudEvents;
import dev.tidemark.collector.internal.protocol.Segment;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.testbed.Damage;
import dev.tidemark.testbed.Mutation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the network is decided about or refused with a problem; the seed is in the name of what fails. */
class FuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Arrival ARRIVAL =
            new Arrival(NOW, Origin.UNKNOWN, new ClockCorrection(Duration.ofSeconds(30)), null);
    private static final int ROUNDS = 20_000;
    private static final List<String> SEEDS = List.of(
            "{\"event_id\":\"e\",\"type\":\"order_placed\",\"event_time\":\"2026-11-26T11:00:00Z\",\"properties\":{\"order_id\":\"o\",\"amount\":\"1.5\"}}",
            "{\"sent_at\":\"2026-11-26T11:00:00Z\",\"events\":[{\"event_id\":\"e\",\"type\":\"order_placed\"},{},7]}",
            "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"order_placed\",\"time\":\"2026-11-26T11:00:00Z\",\"data\":{}}",
            "{\"type\":\"group\",\"messageId\":\"m\",\"anonymousId\":\"a\",\"groupId\":\"g\",\"traits\":{\"plan\":\"x\"},\"context\":{\"sessionId\":1,\"schemaVersion\":1}}",
            "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"order_placed\",\"datacontenttype\":\"application/avro\",\"data_base64\":\"AAAAAAsCbw==\"}",
            "{\"batch\":[{\"type\":\"track\",\"event\":\"Order Placed\",\"timestamp\":\"2026-11-26T11:00:00Z\"}],\"sentAt\":\"2026-11-26T11:00:00Z\"}");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverComesIsDecidedOrRefused(long seed) {
        Random random = new Random(seed);
        Mutation mutation = new Mutation(SEEDS, random);
        Directory directory = Directory.of(Example.config("fuzz."), null, 1_000);
        Admission admission = new Admission(directory, directory.source(Example.PERMISSIVE_KEY), ARRIVAL, 10_000);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = next(mutation, random);
            each(body, submission -> admission.decide(submission));
            each(body, submission -> {
                admission.decide(Bodies.translated(CloudEvents.structured(submission.json())));
            });
            each(
                    body,
                    submission -> new Segment(NOW)
                            .events(random.nextBoolean() ? "batch" : "track", submission.json())
                            .forEach(event -> admission.decide(Submission.translated(event, null))));
            refusedAtMost(() -> EventJson.batch(body, body.length, 10));
            refusedAtMost(() -> EventJson.line(body, 0, body.length, 1));
            assertThat(EventJson.firstMember(body, body.length)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void whateverComesAsAvroIsDecidedOrRefused(long seed) {
        Random random = new Random(seed);
        Directory directory = Directory.of(Example.config("fuzz."), null, 1_000);
        JsonNode event = EventJson.one(
                        SEEDS.getFirst().getBytes(UTF_8), SEEDS.getFirst().length())
                .json();
        Map<String, String> attributes = Map.of(
                "specversion",
                "1.0",
                "id",
                "e",
                "source",
                "/s",
                "type",
                "order_placed",
                "time",
                "2026-11-26T11:00:00Z");
        byte[] good = ((Verdict.Store)
                        admission(directory, Example.STRICT_KEY).decide(Submission.translated(event, null)))
                .record()
                .value();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = random.nextInt(3) == 0 ? noise(random) : Damage.to(good, random);
            for (String key : List.of(Example.PERMISSIVE_KEY, Example.STRICT_KEY)) {
                Verdict verdict =
                        admission(directory, key).decide(Bodies.translated(CloudEvents.binaryAvro(attributes, body)));
                if (verdict instanceof Verdict.Refuse refuse) {
                    assertThat(refuse.problem().problem().status()).isBetween(400, 499);
                }
            }
        }
    }

    private static Admission admission(Directory directory, String key) {
        return new Admission(directory, directory.source(key), ARRIVAL, 10_000);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        if (bytes.length > 5 && random.nextInt(8) > 0) {
            System.arraycopy(new byte[] {0, 0, 0, 0, (byte) (11 + random.nextInt(2))}, 0, bytes, 0, 5);
        }
        if (bytes.length > 17 && random.nextInt(4) == 0) {
            UUID guid = UUID.fromString(Example.guid(11 + random.nextInt(3)));
            ByteBuffer.wrap(bytes)
                    .put((byte) 1)
                    .putLong(guid.getMostSignificantBits())
                    .putLong(guid.getLeastSignificantBits());
        }
        return bytes;
    }

    private static void each(byte[] body, Consumer<Submission> then) {
        refusedAtMost(() -> then.accept(EventJson.one(body, body.length)));
    }

    private static void refusedAtMost(Runnable reading) {
        try {
            reading.run();
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isBetween(400, 499);
        }
    }

    /** A body that is nearly right; of one in four the bytes are damaged too. */
    private static byte[] next(Mutation mutation, Random random) {
        byte[] body = mutation.next().getBytes(UTF_8);
        return random.nextInt(4) == 0 ? Damage.to(body, random) : body;
    }
}
