package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.events.CaptureConfig;
import dev.tidemark.local.engines.TemporaryEngines;
import dev.tidemark.local.home.Ports;
import dev.tidemark.local.home.Repository;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database and a Kafka of our own that are killed and come back; and a database that does not log logically. */
@Tag("engines")
class OutageTest {

    private static final Map<Integer, Schema> SCHEMAS = new HashMap<>(Map.of(1, new Schema.Parser().parse(Shop.AVRO)));

    @Test
    void theDatabaseAndKafkaGoAndComeBackAndNothingIsMissing() throws Exception {
        try (TemporaryEngines engines = TemporaryEngines.in(Repository.around(Path.of("")))) {
            engines.start("postgres", "kafka");
            Ports ports = Ports.load(engines.home());
            String kafka = "127.0.0.1:" + ports.of("kafka");
            try (Topic events = Topic.create(kafka, "outage.events");
                    Topic quarantine = Topic.create(kafka, "outage.quarantine");
                    FakePortal portal = new FakePortal();
                    Cdc cdc = Cdc.start(
                            new CdcSettings(
                                    "127.0.0.1", 0, kafka, "outage.progress", portal.address(), Optional.empty()),
                            InstantSource.system())) {
                Shop shop = shop(engines, ports);
                portal.says(shop.captured(table(events, quarantine)));
                await(cdc, "/captures/0/state", "following"::equals);
                shop.run("insert into customers values ('a', 'Ada', 0, null)");

                kill(pid(engines.home().root(), "kafka"));
                shop.run("update customers set visits = 1");
                await(cdc, "/captures/0/behind_bytes", bytes -> Long.parseLong(bytes) > 0);
                shop.run("update customers set visits = 2");

                kill(postmaster(engines.home().root()));
                await(cdc, "/captures/0/state", "waiting"::equals);
                shop = again(engines, ports);
                shop.run("update customers set visits = 3");

                List<Change> changes = events.await(topic -> topic.distinct(SCHEMAS), all -> all.size() >= 4);
                assertThat(changes.stream()
                                .sorted(Comparator.comparing(Change::position))
                                .map(change -> change.text("visits")))
                        .containsExactly("0", "1", "2", "3");
                await(cdc, "/captures/0/state", "following"::equals);

                shop.run("alter system set wal_level = replica");
                cdc.close();
                dropSlots(shop);
                kill(postmaster(engines.home().root()));
                again(engines, ports).close();
                try (Cdc later = Cdc.start(
                        new CdcSettings("127.0.0.1", 0, kafka, "outage.progress", portal.address(), Optional.empty()),
                        InstantSource.system())) {
                    await(later, "/captures/0/problem", "capture-not-logical"::equals);
                }
            }
        }
    }

    private static CaptureConfig.Table table(Topic events, Topic quarantine) {
        return new CaptureConfig.Table(
                "public",
                "customers",
                "customer_changed",
                List.of("customer_id"),
                null,
                List.of(),
                events.name(),
                quarantine.name(),
                1,
                1,
                Shop.AVRO);
    }

    private static Shop shop(TemporaryEngines engines, Ports ports) throws Exception {
        return Shop.open(url(ports), "tidemark", password(engines));
    }

    private static Shop again(TemporaryEngines engines, Ports ports) throws Exception {
        Instant deadline = Instant.now().plusSeconds(120);
        while (true) {
            try {
                return Shop.reopen(url(ports), "tidemark", password(engines));
            } catch (SQLException away) {
                assertThat(Instant.now()).isBefore(deadline);
                LockSupport.parkNanos(200_000_000);
            }
        }
    }

    private static void dropSlots(Shop shop) throws SQLException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!shop.ask("select 1 from pg_replication_slots").isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            shop.run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
        }
    }

    private static String url(Ports ports) {
        return "jdbc:postgresql://127.0.0.1:" + ports.of("postgres") + "/tidemark";
    }

    private static String password(TemporaryEngines engines) throws Exception {
        return Files.readString(engines.home().secrets().postgresPassword()).strip();
    }

    private static long postmaster(Path home) throws Exception {
        return Long.parseLong(Files.readAllLines(home.resolve("data/postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static long pid(Path home, String part) throws Exception {
        return Long.parseLong(
                Files.readString(home.resolve("run/" + part + ".pid")).strip().split("\\s+")[0]);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static void await(Cdc cdc, String pointer, Predicate<String> wanted) throws Exception {
        Instant deadline = Instant.now().plusSeconds(120);
        String found = "";
        while (!wanted.test(
                found = new ObjectMapper()
                        .readTree(URI.create("http://127.0.0.1:" + cdc.port() + "/actuator/health")
                                .toURL())
                        .at(pointer)
                        .asText("0"))) {
            assertThat(Instant.now()).as(pointer + " is " + found).isBefore(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
