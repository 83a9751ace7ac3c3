package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture process that is killed the hard way, again and again, while the shop goes on. */
class CrashTest extends WithShop {

    @TempDir
    private Path logs;

    private @Nullable Process process;

    @AfterEach
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
        process = null;
    }

    @Test
    void killedWhileFollowingNothingIsLostAndEachChangeIsThereOnce() throws Exception {
        shop.run("insert into customers values ('0', 'First', 0, null)");
        shop.run("delete from journal");
        portal.says(shop.captured(customers()));
        spawn();
        // What was there is read after the place from which the log is followed.
        awaitAtLeast(1);
        for (int round = 0; round < 4; round++) {
            int seen = events.size();
            trade(round, 300);
            awaitAtLeast(seen + 30);
            kill();
            trade(100 + round, 100);
            spawn();
        }
        trade(1_000, 50);
        List<String> journal = shop.ask("select op, customer_id, visits from journal order by nth");

        List<String> captured = new ArrayList<>(operations(inOrder(await(journal.size() + 1))));

        assertThat(captured.removeFirst()).isEqualTo("read 0 0");
        assertThat(captured).hasSameSizeAs(journal);
        for (int i = 0; i < journal.size(); i++) {
            assertThat(captured.get(i)).as("change " + i).isEqualTo(journal.get(i));
        }
    }

    @Test
    void killedWhileReadingEveryRowIsThereAsItIsNow() throws Exception {
        int rows = 40_000;
        shop.run("alter table customers disable trigger journals");
        shop.run("insert into customers select 'c' || lpad(i::text, 6, '0'), 'C', 0, null from generate_series(1, "
                + rows + ") i");
        portal.says(shop.captured(customers()));
        spawn();
        for (int round = 1; round <= 4; round++) {
            awaitAtLeast(round * 8_000);
            kill();
            // Rows that have been read, and such that have not.
            shop.run("update customers set visits = " + round + " where customer_id ~ '" + round + "7$'");
            shop.run("delete from customers where customer_id ~ '" + round + "3$'");
            shop.run("insert into customers values ('a" + round + "', 'A', 0, null), ('z" + round + "', 'Z', 0, null)");
            spawn();
        }
        List<String> expected =
                shop.ask("select customer_id, visits from customers order by customer_id collate \"C\"");

        events.await(topic -> state(topic.distinct(schemas)), state -> state.equals(expected));

        assertThat(events.distinct(schemas).stream()
                        .filter(change -> change.operation().equals("read"))
                        .map(change -> change.text("customer_id")))
                .doesNotHaveDuplicates();
    }

    /** The table as a reader of its changes knows it. */
    private static List<String> state(List<Change> changes) {
        Map<String, String> rows = new TreeMap<>();
        for (Change change : inOrder(changes)) {
            String customer = change.text("customer_id");
            if (change.operation().equals("delete")) {
                rows.remove(customer);
            } else {
                rows.put(customer, customer + " " + change.text("visits"));
            }
        }
        return List.copyOf(rows.values());
    }

    /** As many committed transactions, each of one to three changes. */
    private void trade(int seed, int transactions) throws SQLException {
        for (int i = 0; i < transactions; i++) {
            String id = "c" + (seed * 7 + i) % 23;
            shop.run("begin; insert into customers values ('" + id + "', 'C', 0, null) on conflict (customer_id)"
                    + " do update set visits = customers.visits + 1;"
                    + (i % 3 == 0 ? "update customers set visits = visits + 1 where customer_id = '" + id + "';" : "")
                    + (i % 7 == 0 ? "delete from customers where customer_id = '" + id + "';" : "") + "commit");
        }
    }

    private void spawn() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidemark.cdc.Main"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(logs.toFile(), "cdc.log")));
        CdcSettings settings = settings();
        builder.environment()
                .putAll(Map.of(
                        "TIDEMARK_CDC_PORT", "0",
                        "TIDEMARK_KAFKA", settings.kafka(),
                        "TIDEMARK_CDC_PROGRESS_TOPIC", settings.progressTopic(),
                        "TIDEMARK_PORTAL_URL", settings.portal().toString()));
        process = builder.start();
    }

    private void awaitAtLeast(int records) {
        Instant deadline = Instant.now().plusSeconds(90);
        while (events.size() < records) {
            assertThat(Instant.now()).as(() -> events.size() + " of " + records).isBefore(deadline);
        }
    }

    private static List<Change> inOrder(List<Change> changes) {
        return changes.stream().sorted(Comparator.comparing(Change::position)).toList();
    }
}
