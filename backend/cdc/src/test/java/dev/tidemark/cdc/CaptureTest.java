package dev.tidemark.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.events.QuarantinedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of the rows of a table, on a real PostgreSQL and a real Kafka. */
class CaptureTest extends WithShop {

    @Test
    void rowsThatWereThereAreReadAndChangesFollow() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1, null), ('b', 'Bob', 1, null)");
        Instant before = Instant.now().minusSeconds(5);
        captureCustomers();
        awaitFollowing();

        shop.run("insert into customers values ('c', 'Cyd', 1, null)");
        shop.run("update customers set visits = 2 where customer_id = 'a'");
        shop.run("delete from customers where customer_id = 'b'");

        List<Change> changes = inOrder(await(5));
        assertThat(operations(changes))
                .containsExactlyInAnyOrder("read a 1", "read b 1", "insert c 1", "update a 2", "delete b null")
                .endsWith("insert c 1", "update a 2", "delete b null");
        Change deleted = changes.getLast();
        assertThat(deleted.properties().path("full_name").isNull()).isTrue();
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.envelope().type()).isEqualTo("customer_changed");
            assertThat(change.envelope().source()).isEqualTo("shop");
            assertThat(change.envelope().team()).isEqualTo("growth");
            assertThat(change.envelope().userId()).isEqualTo(change.text("customer_id"));
            assertThat(change.envelope().eventTime())
                    .isBetween(before, Instant.now().plusSeconds(5));
        });
        assertThat(quarantine.size()).isZero();
    }

    @Test
    void changesOfOneRowAreInOnePartitionInTheirOrder() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("insert into customers select 'c' || i, 'C', 0, null from generate_series(1, 20) i");
        for (int visit = 1; visit <= 10; visit++) {
            shop.run("update customers set visits = " + visit);
        }

        List<Change> changes = await(220);

        for (int i = 1; i <= 20; i++) {
            String id = "c" + i;
            List<Change> own = changes.stream()
                    .filter(c -> c.text("customer_id").equals(id))
                    .toList();
            assertThat(own.stream().map(Change::partition).distinct()).hasSize(1);
            assertThat(own.stream().map(c -> c.text("visits")).toList())
                    .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
            assertThat(own.stream().map(Change::position).toList()).isSorted();
        }
        assertThat(changes.stream().map(Change::partition).distinct()).hasSize(2);
    }

    @Test
    void rowsThatShareARecordOfTheLogHaveIdsOfTheirOwn() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("create table many (like customers)");
        shop.run("insert into many select 'c' || i, 'C', i, null from generate_series(1, 5000) i");
        shop.run("insert into customers select * from many");
        try (var copy = shop.connection().createStatement()) {
            copy.execute("create temp table t as select 1");
        }
        new org.postgresql.copy.CopyManager(shop.connection().unwrap(org.postgresql.core.BaseConnection.class))
                .copyIn(
                        "copy customers from stdin",
                        new java.io.StringReader(java.util.stream.IntStream.range(0, 3000)
                                .mapToObj(i -> "d" + i + "\tD\t" + i + "\t\\N\n")
                                .collect(Collectors.joining())));

        assertThat(await(8_000)).hasSize(8_000);
        assertThat(events.size()).isEqualTo(8_000);
    }

    @Test
    void aChangedKeyEndsOneRowAndBeginsAnother() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1, null)");
        captureCustomers();
        awaitFollowing();

        shop.run("update customers set customer_id = 'z' where customer_id = 'a'");

        assertThat(operations(inOrder(await(3)))).containsExactly("read a 1", "delete a null", "insert z 1");
    }

    @Test
    void anEmptiedTableIsOneEventWithoutARow() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1, null)");
        captureCustomers();
        awaitFollowing();

        shop.run("truncate customers");
        shop.run("insert into customers values ('b', 'Bob', 1, null)");

        assertThat(operations(inOrder(await(3)))).containsExactly("read a 1", "truncate null null", "insert b 1");
    }

    @Test
    void aLargeValueThatDidNotChangeIsNamedOrTakenFromTheOldRow() throws Exception {
        String large = "select string_agg(md5(i::text), '') from generate_series(1, 2000) i";
        shop.run("insert into customers values ('a', 'Ada', 1, (" + large + "))");
        captureCustomers();
        awaitFollowing();

        shop.run("update customers set visits = 2");
        shop.run("alter table customers replica identity full");
        shop.run("update customers set visits = 3");

        List<Change> changes = inOrder(await(3));
        assertThat(changes.get(0).text("notes")).hasSize(64_000);
        assertThat(changes.get(1).properties().path("notes").isNull()).isTrue();
        assertThat(changes.get(1).properties().path("cdc_unchanged").toString()).isEqualTo("[\"notes\"]");
        assertThat(changes.get(2).text("notes")).isEqualTo(changes.get(0).text("notes"));
        assertThat(changes.get(2).properties().path("cdc_unchanged")).isEmpty();
    }

    @Test
    void whereTheSchemaCannotNameALargeValueTheChangeGoesToQuarantine() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1,"
                + " (select string_agg(md5(i::text), '') from generate_series(1, 2000) i))");
        String avro = Shop.AVRO.replaceAll(",\\s*\\{\"name\": \"cdc_unchanged\".*\\}", "");
        portal.says(shop.captured(table("customers", avro, 1)));
        start();
        awaitFollowing();

        shop.run("update customers set visits = 2");

        assertThat(quarantinedReasons(1)).containsExactly("row-not-whole");
        assertThat(await(1)).hasSize(1);
    }

    @Test
    void aNewColumnPutsChangesIntoQuarantineUntilTheSchemaHasIt() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("alter table customers add column tier text");
        shop.run("insert into customers values ('a', 'Ada', 1, null, 'gold')");

        QuarantinedEvent quarantined =
                quarantine.await(Topic::quarantined, found -> found.size() == 1).getFirst();
        assertThat(quarantined.reason()).isEqualTo("row-does-not-fit");
        assertThat(quarantined.faults().getFirst().pointer()).isEqualTo("/properties/tier");
        assertThat(quarantined.original()).contains("\"tier\":\"gold\"", "\"customer_id\":\"a\"");
        awaitCapture(capture -> capture.at("/tables/0/unknown_columns/0")
                        .asText()
                        .equals("tier")
                && capture.at("/tables/0/missing_fields/0/type").toString().equals("[\"null\",\"string\"]"));

        String wider = Shop.AVRO.replace(
                "{\"name\": \"cdc_op\"",
                "{\"name\": \"tier\", \"type\": [\"null\", \"string\"], \"default\": null}, {\"name\": \"cdc_op\"");
        portal.says(shop.captured(table("customers", wider, 2)));
        awaitCapture(capture -> capture.path("state").asText().equals("following")
                && capture.at("/tables/0/unknown_columns").isEmpty());
        shop.run("update customers set visits = 2");

        Change change = await(1).getFirst();
        assertThat(change.text("tier")).isEqualTo("gold");
        assertThat(change.operation()).isEqualTo("update");
        assertThat(quarantine.size()).isEqualTo(1);
    }

    @Test
    void aDroppedColumnLeavesItsFieldWithoutValueAndIsNamed() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("alter table customers drop column notes");
        shop.run("insert into customers values ('a', 'Ada', 1)");

        assertThat(await(1).getFirst().properties().path("notes").isNull()).isTrue();
        awaitCapture(
                capture -> capture.at("/tables/0/unfilled_fields/0").asText().equals("notes"));
    }

    @Test
    void aColumnOfAnotherTypePutsChangesIntoQuarantine() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("drop trigger journals on customers");
        shop.run("alter table customers drop column visits");
        shop.run("alter table customers add column visits text");
        shop.run("insert into customers (customer_id, full_name, visits) values ('a', 'Ada', 'many')");
        shop.run("alter table customers add column tags text[]");
        shop.run("insert into customers (customer_id, full_name, tags) values ('b', 'Bob', '{x,y}')");

        assertThat(quarantinedReasons(2)).containsExactly("row-does-not-fit", "row-does-not-fit");
        assertThat(events.size()).isZero();
    }

    @Test
    void aTableThatIsAddedLaterIsReadWithoutReadingTheOthersAgain() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1, null)");
        captureCustomers();
        awaitFollowing();
        shop.run("create table partners (like customers including all)");
        shop.run("insert into partners values ('p', 'Pam', 7, null)");
        shop.run("grant select on partners to " + shop.role());
        shop.run("alter publication " + Shop.publication("shop") + " add table partners");

        portal.says(shop.captured(customers(), table("partners", Shop.AVRO, 1)));

        assertThat(operations(await(2))).containsExactlyInAnyOrder("read a 1", "read p 7");
        awaitCapture(capture -> capture.path("state").asText().equals("following")
                && capture.path("tables").size() == 2);
        assertThat(events.size()).isEqualTo(2);
    }

    @Test
    void afterALostSlotEverythingKnownIsVoidAndReadAnew() throws Exception {
        shop.run("insert into customers values ('a', 'Ada', 1, null), ('b', 'Bob', 1, null)");
        captureCustomers();
        awaitFollowing();
        await(2);
        stop();
        String slot = shop.ask("select slot_name from pg_replication_slots where database = current_database()")
                .getFirst();
        shop.run("select pg_drop_replication_slot('" + slot + "')");
        shop.run("delete from customers where customer_id = 'b'");

        start();

        assertThat(operations(inOrder(await(4)))).endsWith("truncate null null", "read a 1");
        assertThat(awaitCapture(capture -> !capture.path("notices").isEmpty())
                        .at("/notices/0")
                        .asText())
                .contains("read anew");
    }

    @Test
    void aLogThatHasNothingForUsIsNotKeptForUs() throws Exception {
        captureCustomers();
        awaitFollowing();
        shop.run("create table unrelated (x text)");
        shop.run("insert into unrelated select repeat('x', 1000) from generate_series(1, 20000)");
        String written = shop.ask("select pg_current_wal_lsn()").getFirst();

        awaitCapture(capture -> capture.path("behind_bytes").asLong() < 1_000_000 && confirmedAtLeast(written));
    }

    private boolean confirmedAtLeast(String lsn) {
        try {
            return shop.ask("select confirmed_flush_lsn >= '" + lsn
                            + "' from pg_replication_slots where database = current_database()")
                    .equals(List.of("t"));
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> quarantinedReasons(int count) {
        return quarantine.await(Topic::quarantined, found -> found.size() >= count).stream()
                .map(QuarantinedEvent::reason)
                .toList();
    }

    private static List<Change> inOrder(List<Change> changes) {
        Set<String> ids = changes.stream().map(Change::id).collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(changes);
        return changes.stream()
                .sorted(Comparator.comparing((Change c) -> c.envelope().eventTime())
                        .thenComparing(Change::position))
                .toList();
    }
}
