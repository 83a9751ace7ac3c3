package dev.tidemark.quarantine.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.problems.Fault;
import dev.tidemark.testbed.Damage;
import dev.tidemark.testbed.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written into a quarantine topic becomes something that can be kept: what cannot be kept would hold up what comes behind it. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IntakeFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final int LONGEST_INDEXED = 2_000;

    private static final List<String> RECORDS = List.of(
            new String(
                    new QuarantinedEvent(
                                    "e-1",
                                    "order_placed",
                                    "partner-feed",
                                    "growth",
                                    "2026-11-26T12:00:00.000000Z",
                                    "invalid-event",
                                    "order_placed version 2 does not fit: 1 fault.",
                                    List.of(new Fault(
                                            "/properties/items/3/qty", "found text \"a\", expected a number")),
                                    "{\"type\":\"order_placed\",\"properties\":{}}")
                            .toJson(),
                    UTF_8),
            """
            {"event_id": "e-2", "type": null, "source": "s", "team": "t", "received_at": "2026-11-26T12:00:00Z", "reason": "unknown-type",
             "detail": "d", "faults": [], "original": "\\u0000{"}""");

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, long timestamp) {
        return new ConsumerRecord<>(
                "quarantine.orders",
                0,
                7,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whateverIsInTheTopicCanBeKept(long seed) {
        Random random = new Random(seed);
        Mutation mutation = new Mutation(RECORDS, random);
        int understood = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] value = mutation.next().getBytes(UTF_8);
            QuarantinedEvent event =
                    kept(record(random.nextInt(4) == 0 ? Damage.to(value, random) : value, random.nextLong()));
            understood += event.reason().equals("unreadable-record") ? 0 : 1;
        }
        assertThat(understood).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private static QuarantinedEvent kept(ConsumerRecord<byte[], byte[]> record) {
        QuarantinedEvent event = Intake.event(record);
        assertThat(event.received()).isNotNull();
        assertThat(event.eventId().length() + event.source().length()).isLessThan(LONGEST_INDEXED);
        assertThat(Wrongness.of("orders", event.type(), event.reason(), event.faults())
                        .id())
                .hasSize(16);
        assertThat(FaultsJson.read(FaultsJson.write(event.faults()))).isEqualTo(event.faults());
        return event;
    }

    @Test
    void anIdThatIsTooLongForTheIndexIsNoIdOfOurs() {
        String text = RECORDS.getFirst().replace("e-1", "e".repeat(4_000));
        QuarantinedEvent event = kept(record(text.getBytes(UTF_8), 0));
        assertThat(event.eventId()).isEqualTo("quarantine.orders/0/7");
        assertThat(event.reason()).isEqualTo("unreadable-record");
    }
}
