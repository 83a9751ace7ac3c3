package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** A shop on a real PostgreSQL, a real Kafka, and what is needed to capture the one into the other. */
@Tag("engines")
abstract class WithShop {

    private static final ObjectMapper JSON = new ObjectMapper();

    final String prefix = "cdc-" + UUID.randomUUID().toString().substring(0, 8);
    final Map<Integer, Schema> schemas = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    Shop shop;

    @SuppressWarnings("NullAway.Init")
    Topic events;

    @SuppressWarnings("NullAway.Init")
    Topic quarantine;

    @SuppressWarnings("NullAway.Init")
    FakePortal portal;

    private @Nullable Cdc cdc;

    @BeforeEach
    void open() throws Exception {
        Database database = Testbed.postgres();
        shop = Shop.open(database.url(), database.user(), database.password());
        events = Topic.create(kafka(), prefix + ".events");
        quarantine = Topic.create(kafka(), prefix + ".quarantine");
        portal = new FakePortal();
    }

    @AfterEach
    void close() throws Exception {
        stop();
        portal.close();
        // What is left of a slot would keep the server's log for ever.
        Instant deadline = Instant.now().plusSeconds(30);
        while (!shop.ask("select slot_name from pg_replication_slots where database = current_database()")
                .isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            shop.run("""
                    select pg_terminate_backend(active_pid) from pg_replication_slots
                    where database = current_database() and active""");
            shop.run("""
                    select pg_drop_replication_slot(slot_name) from pg_replication_slots
                    where database = current_database() and not active and not temporary""");
        }
        events.close();
        quarantine.close();
        shop.close();
    }

    String kafka() {
        return Testbed.kafka();
    }

    CaptureConfig.Table table(String name, String avro, int version, String... leaveOut) {
        schemas.put(version, new Schema.Parser().parse(avro));
        return new CaptureConfig.Table(
                "public",
                name,
                "customer_changed",
                List.of("customer_id"),
                "customer_id",
                List.of(leaveOut),
                events.name(),
                quarantine.name(),
                version,
                version,
                avro);
    }

    CaptureConfig.Table customers() {
        return table("customers", Shop.AVRO, 1);
    }

    CdcSettings settings() {
        return new CdcSettings("127.0.0.1", 0, kafka(), prefix + ".progress", portal.address(), Optional.empty());
    }

    /** Captures what the portal says, in this process. */
    void start() throws IOException {
        cdc = Cdc.start(settings(), InstantSource.system());
    }

    void captureCustomers() throws IOException {
        portal.says(shop.captured(customers()));
        start();
    }

    void stop() {
        Cdc running = cdc;
        if (running != null) {
            running.close();
        }
        cdc = null;
    }

    JsonNode awaitCapture(Predicate<JsonNode> wanted) throws IOException {
        Instant deadline = Instant.now().plusSeconds(90);
        JsonNode capture = JSON.nullNode();
        do {
            LockSupport.parkNanos(20_000_000);
            Cdc running = cdc;
            if (running != null) {
                capture = JSON.readTree(URI.create("http://127.0.0.1:" + running.port() + "/actuator/health")
                                .toURL())
                        .at("/captures/0");
            }
            assertThat(Instant.now()).as(capture.toString()).isBefore(deadline);
        } while (!wanted.test(capture));
        return capture;
    }

    void awaitFollowing() throws IOException {
        awaitCapture(capture -> capture.path("state").asText().equals("following"));
    }

    List<Change> await(int count) {
        return events.await(topic -> topic.distinct(schemas), found -> found.size() >= count);
    }

    static List<String> operations(List<Change> changes) {
        return changes.stream()
                .map(change -> change.operation() + " " + change.text("customer_id") + " " + change.text("visits"))
                .toList();
    }
}
