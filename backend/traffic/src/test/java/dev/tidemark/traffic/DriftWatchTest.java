package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.Envelope;
import dev.tidemark.events.Heartbeat;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.events.Topics;
import dev.tidemark.events.WireFormat;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import dev.tidemark.traffic.internal.DriftBook;
import dev.tidemark.traffic.internal.ProfileHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Traffic as the watch sees it, over a real database; and as it is sampled from a real Kafka. */
@Tag("engines")
class DriftWatchTest {

    private static final Instant MORNING = Instant.parse("2026-11-26T08:30:00Z");

    /** A clock that is moved by hand. */
    private static final class HandMovedClock extends Clock {
        private Instant now = MORNING;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final HandMovedClock clock = new HandMovedClock();
    private final List<SeenEvent> traffic = new ArrayList<>();
    private List<Drift.Sighting> misfits = List.of();
    private DriftWatch watch;

    @BeforeEach
    void open() {
        Database database = Testbed.postgres();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        JdbcClient client = JdbcClient.create(source);
        watch = new DriftWatch(
                () -> Set.of("orders"),
                (family, most) -> List.copyOf(traffic),
                () -> misfits,
                new ProfileHistory(client),
                new DriftBook(client),
                TrafficSettings.defaults(),
                clock);
    }

    private void flow(int events, @Nullable String channel) {
        traffic.clear();
        for (int i = 0; i < events; i++) {
            ObjectNode properties = JsonNodeFactory.instance.objectNode().put("order_id", "o-" + i);
            properties.put("channel", channel);
            traffic.add(
                    new SeenEvent("order_placed", 1, "web-shop", clock.instant().minusSeconds(1), properties));
        }
    }

    private List<Drift> open(String type) {
        return watch.drifts(Optional.of(type)).stream()
                .filter(drift -> drift.closedAt().isEmpty())
                .toList();
    }

    @Test
    void aFieldThatVanishesIsSeenOnceAndClosedWhenItHasBeenBackForAWhile() {
        flow(600, "web");
        watch.look();
        assertThat(watch.drifts(Optional.empty())).isEmpty();

        clock.now = MORNING.plus(Duration.ofHours(2));
        flow(200, null);
        watch.look();
        watch.look();
        assertThat(open("order_placed")).singleElement().satisfies(drift -> {
            assertThat(drift.field()).isEqualTo("channel");
            assertThat(drift.kind()).isEqualTo(Drift.Kind.VANISHED);
            assertThat(drift.sources()).containsExactly("web-shop");
            assertThat(drift.firstAt()).isEqualTo(clock.instant());
        });

        lookAfter(Duration.ofMinutes(1), 200, "web");
        lookAfter(Duration.ofMinutes(14), 200, "web");
        assertThat(open("order_placed")).hasSize(1);
        lookAfter(Duration.ofMinutes(1), 200, "web");
        assertThat(open("order_placed")).isEmpty();
        assertThat(watch.drifts(Optional.of("order_placed"))).hasSize(1);
    }

    private void lookAfter(Duration time, int events, @Nullable String channel) {
        clock.now = clock.now.plus(time);
        flow(events, channel);
        watch.look();
    }

    private void vanishAfterTwoHours() {
        flow(600, "web");
        watch.look();
        lookAfter(Duration.ofHours(2), 200, null);
        assertThat(open("order_placed")).hasSize(1);
    }

    @Test
    void whereTooLittleComesToTellADriftIsOpenForHours() {
        vanishAfterTwoHours();
        lookAfter(Duration.ofMinutes(1), 99, "web");
        lookAfter(Duration.ofHours(5), 99, "web");
        assertThat(open("order_placed")).hasSize(1);
        lookAfter(Duration.ofHours(2), 0, null);
        assertThat(open("order_placed")).isEmpty();
    }

    @Test
    void whatIsSeenAgainBeforeItsEndIsStillTheSame() {
        vanishAfterTwoHours();
        lookAfter(Duration.ofMinutes(1), 200, "web");
        lookAfter(Duration.ofMinutes(10), 200, null);
        lookAfter(Duration.ofMinutes(5), 200, "web");
        lookAfter(Duration.ofMinutes(14), 200, "web");
        assertThat(open("order_placed")).hasSize(1);
        assertThat(watch.drifts(Optional.of("order_placed"))).hasSize(1);
    }

    @Test
    void whatHasComeBackOnceIsBelievedToBeGoneAfterHours() {
        vanishAfterTwoHours();
        lookAfter(Duration.ofMinutes(1), 200, "web");
        lookAfter(Duration.ofMinutes(15), 200, "web");
        assertThat(open("order_placed")).isEmpty();
        lookAfter(Duration.ofMinutes(10), 200, null);
        lookAfter(Duration.ofMinutes(1), 200, "web");
        lookAfter(Duration.ofMinutes(20), 200, "web");
        assertThat(open("order_placed")).hasSize(1);
        lookAfter(Duration.ofHours(6), 200, "web");
        assertThat(open("order_placed")).isEmpty();
        assertThat(watch.drifts(Optional.of("order_placed"))).hasSize(2);
    }

    @Test
    void anHourThatIsLookedAtTwiceCountsOnce() {
        for (int i = 0; i < 10; i++) {
            flow(60, "web");
            watch.look();
        }
        clock.now = MORNING.plus(Duration.ofHours(2));
        flow(200, null);
        watch.look();
        assertThat(open("order_placed")).as("60 events are too few to tell").isEmpty();
    }

    @Test
    void whatMisfitsSayStandsBesideIt() {
        misfits = List.of(new Drift.Sighting(
                "order_placed",
                "utm\0",
                Drift.Kind.UNKNOWN_FIELD,
                "",
                "12 events carry it",
                List.of("partner-feed", "web-shop")));
        watch.look();
        assertThat(open("order_placed")).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Drift.Kind.UNKNOWN_FIELD);
            assertThat(drift.sources()).containsExactly("partner-feed", "web-shop");
        });
    }

    @Test
    void theNewestEventsOfAFamilyAreReadFromEveryPartition() throws Exception {
        String family = "traffic" + UUID.randomUUID().toString().replace("-", "");
        String text = "{\"type\":\"record\",\"name\":\"t\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
        JsonToAvro codec = JsonToAvro.of(new Schema.Parser().parse(text));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Testbed.kafka()));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", Testbed.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(Topics.events(family), 2, (short) 1)))
                    .all()
                    .get();
            for (int i = 0; i < 30; i++) {
                Envelope envelope = new Envelope(
                        "e-" + i, "t", 1, MORNING, MORNING, "web-shop", "web", null, null, null, null, null);
                byte[] avro = ((JsonToAvro.Conversion.Fits) codec.convert(
                                JsonNodeFactory.instance.objectNode().put("n", i)))
                        .avro();
                send(producer, family, i % 2, WireFormat.frame(i < 28 ? 7 : 8, avro), envelope.toHeaders());
            }
            send(producer, family, 0, new byte[0], Heartbeat.headers(MORNING));
            producer.flush();
            KafkaSample sample = new KafkaSample(Testbed.kafka(), id -> id == 7 ? Optional.of(text) : Optional.empty());
            assertThat(sample.of(family, 1_000))
                    .as("all but the heartbeat and those of a schema that nobody has")
                    .hasSize(28);
            assertThat(sample.of(family, 6))
                    .extracting(event -> event.properties().get("n").intValue())
                    .containsExactlyInAnyOrder(20, 22, 24, 26, 19, 21, 23, 25, 27);
            assertThat(sample.of("no" + family, 6)).isEmpty();
            admin.deleteTopics(List.of(Topics.events(family))).all().get();
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String family,
            int partition,
            byte[] value,
            List<dev.tidemark.events.Header> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.events(family), partition, null, value);
        headers.forEach(header -> record.headers().add(header.key(), header.value()));
        producer.send(record);
    }
}
