package dev.tidemark.pipelines.transforms;

import static dev.tidemark.lake.RawRows.event;
import static dev.tidemark.pipelines.transforms.TransformFixture.tide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.definitions.Check;
import dev.tidemark.definitions.Materialization;
import dev.tidemark.lake.RawRows;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class TransformsTest {

    @SuppressWarnings("NullAway.Init")
    private static TransformFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new TransformFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static String fact(String family) {
        return """
                WITH arrivals AS (
                    SELECT event_id, event_time AS ordered_at, user_id AS customer_id,
                           CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(12, 2)) AS amount,
                           ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY kafka_partition, kafka_offset) AS arrival
                    FROM raw.events_%s)
                SELECT event_id, ordered_at, customer_id, amount FROM arrivals WHERE arrival = 1""".formatted(family);
    }

    private static void define(String name, Materialization materialization, String sql, Check... checks) {
        fixture.define(name, materialization, List.of("event_id"), null, "ordered_at", List.of(checks), sql);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-" + time + ":00Z");
    }

    private static String amount(String amount) {
        return "{\"amount\": \"" + amount + "\"}";
    }

    @Test
    void aTableFollowsItsInputsAndRunningTwiceChangesNothing() {
        RawRows raw = fixture.raw("a");
        raw.append(
                tide("events.a", 2, "2026-11-03T00:00:00Z"),
                List.of(
                        event("e1", "order_placed", at("01T10:00"), "u1", amount("10.10"), 0),
                        event("e2", "order_placed", at("02T10:00"), "u2", amount("20.20"), 1)));
        define("fact_a", Materialization.PARTITION, fact("a"), new Check.Unique(List.of("event_id")));

        TransformRun first = fixture.transforms.runNow("fact_a");

        assertThat(first.detail()).isEmpty();
        assertThat(first.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(first.rows()).isEqualTo(2);
        assertThat(first.parts()).isEqualTo(2);
        assertThat(first.completeThrough()).contains(Instant.parse("2026-11-03T00:00:00Z"));
        assertThat(first.columnOrigins()).contains("properties");
        assertThat(fixture.rows("fact_a", "event_id, ordered_at, customer_id, amount"))
                .containsExactly("e1|2026-11-01T10:00Z|u1|10.10", "e2|2026-11-02T10:00Z|u2|20.20");
        TableVersion published = fixture.table("fact_a");
        assertThat(published.tide()).contains(tide("events.a", 2, "2026-11-03T00:00:00Z"));
        assertThat(published.summary()).containsKeys("tidemark.inputs", "tidemark.definition");

        assertThat(fixture.transforms.runNow("fact_a").outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(fixture.table("fact_a").snapshot()).isEqualTo(published.snapshot());

        raw.append(tide("events.a", 2, "2026-11-03T00:01:00Z"), List.of());
        assertThat(fixture.transforms.runNow("fact_a").outcome()).isEqualTo(Outcome.NOTED);
        assertThat(fixture.table("fact_a").tide()).contains(tide("events.a", 2, "2026-11-03T00:01:00Z"));
        assertThat(fixture.table("fact_a").contents()).isEqualTo(published.contents());

        raw.append(
                tide("events.a", 4, "2026-11-03T00:02:00Z"),
                List.of(
                        event("e2", "order_placed", at("02T10:00"), "u2", amount("99.99"), 2),
                        event("e3", "order_placed", at("02T11:00"), "u2", amount("0.01"), 3)));
        TransformRun second = fixture.transforms.runNow("fact_a");
        assertThat(second.parts()).as("only the day of the new row").isEqualTo(1);
        assertThat(fixture.rows("fact_a", "event_id, amount"))
                .as("the first arrival of an event stays")
                .containsExactly("e1|10.10", "e2|20.20", "e3|0.01");

        raw.append(
                tide("events.a", 5, "2026-11-03T00:03:00Z"),
                List.of(event("e3", "order_placed", at("02T11:00"), "u2", amount("0.01"), 4)));
        assertThat(fixture.transforms.runNow("fact_a").outcome())
                .as("a duplicate changes the input and not the table")
                .isEqualTo(Outcome.NOTED);
        assertThat(fixture.transforms.runNow("fact_a").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void aVersionThatBreaksItsPromiseIsNotPublished() {
        RawRows raw = fixture.raw("b");
        raw.append(
                tide("events.b", 1, "2026-11-03T00:00:00Z"),
                List.of(event("e1", "order_placed", at("01T10:00"), "u1", amount("1.00"), 0)));
        define("fact_b", Materialization.FULL, fact("b"), new Check.NotNull(List.of("customer_id")));
        assertThat(fixture.transforms.runNow("fact_b").outcome()).isEqualTo(Outcome.PUBLISHED);
        TableVersion good = fixture.table("fact_b");

        raw.append(
                tide("events.b", 2, "2026-11-03T00:01:00Z"),
                List.of(event("e2", "order_placed", at("01T11:00"), "", amount("2.00"), 1)));
        TransformRun rejected = fixture.transforms.runNow("fact_b");

        assertThat(rejected.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(rejected.problem()).contains("check-failed");
        assertThat(rejected.detail()).contains("customer_id is null in 1 rows");
        assertThat(fixture.table("fact_b").snapshot()).isEqualTo(good.snapshot());
        assertThat(fixture.rows("fact_b", "event_id")).containsExactly("e1");

        define("fact_b", Materialization.FULL, fact("b"), new Check.AtLeast(2));
        assertThat(fixture.transforms.runNow("fact_b").outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(fixture.rows("fact_b", "event_id")).containsExactly("e1", "e2");
    }

    @Test
    void aNewColumnReachesTheTable() {
        RawRows raw = fixture.raw("c");
        raw.append(
                tide("events.c", 1, "2026-11-03T00:00:00Z"),
                List.of(event("e1", "order_placed", at("01T10:00"), "u1", amount("1.00"), 0)));
        define("fact_c", Materialization.PARTITION, "SELECT event_id, event_time AS ordered_at FROM raw.events_c");
        fixture.transforms.runNow("fact_c");
        define(
                "fact_c",
                Materialization.PARTITION,
                "SELECT event_id, event_time AS ordered_at, country FROM raw.events_c");

        assertThat(fixture.transforms.runNow("fact_c").outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(fixture.rows("fact_c", "event_id, country")).containsExactly("e1|GB");
        assertThat(fixture.transforms.runNow("fact_c").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void mergeKeepsWhatTheSelectDoesNotMention() {
        RawRows raw = fixture.raw("d");
        raw.append(
                tide("events.d", 2, "2026-11-03T00:00:00Z"),
                List.of(
                        event("e1", "old", at("01T10:00"), "u1", amount("1.00"), 0),
                        event("e2", "old", at("01T10:00"), "u1", amount("2.00"), 1)));
        define("fact_d", Materialization.MERGE, fact("d") + " AND amount < 10");
        fixture.transforms.runNow("fact_d");
        raw.append(
                tide("events.d", 3, "2026-11-03T00:00:00Z"),
                List.of(event("e3", "new", at("02T10:00"), "u1", amount("3.00"), 2)));
        define("fact_d", Materialization.MERGE, fact("d") + " AND amount >= 2");

        assertThat(fixture.transforms.runNow("fact_d").parts()).isEqualTo(1);
        assertThat(fixture.rows("fact_d", "event_id, amount")).containsExactly("e1|1.00", "e2|2.00", "e3|3.00");

        define("fact_d", Materialization.MERGE, "SELECT 'e1' AS event_id, event_time AS ordered_at FROM raw.events_d");
        assertThat(fixture.transforms.runNow("fact_d").problem()).contains("duplicate-keys");
    }

    @Test
    void whatIsMissingIsWaitedForAndNamed() {
        define("fact_e", Materialization.FULL, fact("e"));

        TransformRun run = fixture.transforms.runNow("fact_e");

        assertThat(run.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(run.detail()).contains("raw.events_e");
        assertThatThrownBy(() -> fixture.transforms.runNow("nowhere"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(TransformProblem.UNKNOWN_TRANSFORM));
    }

    @Test
    void aTableThatWasNeverWrittenIsWaitedForAndNotTakenForEmpty() {
        RawRows rows = fixture.raw("young");
        define("fact_young", Materialization.FULL, fact("young"));

        assertThat(fixture.transforms.runNow("fact_young").outcome()).isEqualTo(Outcome.WAITING);

        rows.append(tide("events.young", 0, "2026-11-03T00:00:00Z"), List.of());
        assertThat(fixture.transforms.runNow("fact_young").outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aDimensionKeepsItsVersionsAndAFactFindsTheOneOfItsTime() {
        RawRows customers = fixture.raw("people");
        RawRows orders = fixture.raw("deals");
        customers.append(
                tide("events.people", 1, "2026-11-05T00:00:00Z"),
                List.of(event(
                        "c1", "customer_signed_up", at("02T00:00"), "u1", "{\"id\": \"u1\", \"seg\": \"new\"}", 0)));
        orders.append(
                tide("events.deals", 3, "2026-11-04T00:00:00Z"),
                List.of(
                        event("e1", "order_placed", at("03T10:00"), "u1", amount("1.00"), 0),
                        event("e2", "order_placed", at("03T11:00"), "u9", amount("2.00"), 1),
                        event("e3", "order_placed", at("03T12:00"), "", amount("3.00"), 2)));
        fixture.define(
                "dim_people",
                Materialization.SCD2,
                List.of("person_id"),
                "changed_at",
                null,
                List.of(new Check.Unique(List.of("people_key"))),
                """
                SELECT JSON_VALUE(properties, '$.id') AS person_id, JSON_VALUE(properties, '$.seg') AS segment,
                       event_time AS changed_at
                FROM raw.events_people
                UNION ALL
                SELECT DISTINCT user_id, CAST(NULL AS VARCHAR), CAST(NULL AS TIMESTAMP)
                FROM raw.events_deals WHERE user_id IS NOT NULL""");
        fixture.define(
                "fact_deals",
                Materialization.PARTITION,
                List.of("event_id"),
                null,
                "ordered_at",
                List.of(new Check.Unique(List.of("event_id"))),
                """
                SELECT o.event_id, o.event_time AS ordered_at, d.people_key, d.segment, d.is_placeholder
                FROM raw.events_deals AS o
                LEFT JOIN model.dim_people AS d
                  ON d.person_id = o.user_id AND o.event_time >= d.valid_from
                 AND (d.valid_to IS NULL OR o.event_time < d.valid_to)""");

        TransformRun run = fixture.transforms.runNow("fact_deals");

        assertThat(run.detail()).isEmpty();
        assertThat(fixture.transforms.runs("dim_people").get(0).cause()).isEqualTo(Cause.UPSTREAM);
        assertThat(run.completeThrough()).as("the earlier of both").contains(Instant.parse("2026-11-04T00:00:00Z"));
        assertThat(fixture.rows("dim_people", "person_id, valid_from, segment, valid_to, is_current, is_placeholder"))
                .containsExactly(
                        "u1|1970-01-01T00:00Z|-|2026-11-02T00:00Z|false|true",
                        "u1|2026-11-02T00:00Z|new|-|true|false",
                        "u9|1970-01-01T00:00Z|-|-|true|true");
        assertThat(fixture.rows("fact_deals", "event_id, segment, is_placeholder, people_key IS NULL"))
                .containsExactly("e1|new|false|false", "e2|-|true|false", "e3|-|-|true");
        List<String> keys = fixture.rows("fact_deals", "event_id, people_key");

        customers.append(
                tide("events.people", 4, "2026-11-06T00:00:00Z"),
                List.of(
                        event("c2", "customer_updated", at("03T09:00"), "u1", "{\"id\": \"u1\", \"seg\": \"new\"}", 1),
                        event(
                                "c3",
                                "customer_updated",
                                at("04T00:00"),
                                "u1",
                                "{\"id\": \"u1\", \"seg\": \"loyal\"}",
                                2),
                        event(
                                "c4",
                                "customer_signed_up",
                                at("03T00:00"),
                                "u9",
                                "{\"id\": \"u9\", \"seg\": \"late\"}",
                                3)));
        assertThat(fixture.transforms.runNow("fact_deals").outcome()).isEqualTo(Outcome.PUBLISHED);

        assertThat(fixture.rows("dim_people", "person_id, valid_from, segment, valid_to"))
                .containsExactly(
                        "u1|1970-01-01T00:00Z|-|2026-11-02T00:00Z",
                        "u1|2026-11-02T00:00Z|new|2026-11-04T00:00Z",
                        "u1|2026-11-04T00:00Z|loyal|-",
                        "u9|1970-01-01T00:00Z|-|2026-11-03T00:00Z",
                        "u9|2026-11-03T00:00Z|late|-");
        assertThat(fixture.rows("fact_deals", "event_id, segment"))
                .as("the order of the unknown customer has found its profile")
                .containsExactly("e1|new", "e2|late", "e3|-");
        assertThat(fixture.rows("fact_deals", "event_id, people_key").get(0)).isEqualTo(keys.get(0));
        assertThat(fixture.transforms.runNow("fact_deals").outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void scd1KeepsTheLatestRowPerKey() {
        RawRows raw = fixture.raw("items");
        raw.append(
                tide("events.items", 3, "2026-11-03T00:00:00Z"),
                List.of(
                        event("p1", "product_updated", at("01T10:00"), "i1", amount("1.00"), 0),
                        event("p2", "product_updated", at("02T10:00"), "i1", amount("2.00"), 1),
                        event("p3", "product_updated", at("01T10:00"), "i2", amount("3.00"), 2)));
        fixture.define(
                "dim_items",
                Materialization.SCD1,
                List.of("item_id"),
                "changed_at",
                null,
                List.of(),
                "SELECT user_id AS item_id, CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(12, 2)) AS price,"
                        + " event_time AS changed_at FROM raw.events_items");

        assertThat(fixture.transforms.runNow("dim_items").detail()).isEmpty();
        assertThat(fixture.rows("dim_items", "item_id, price")).containsExactly("i1|2.00", "i2|3.00");
    }

    @Test
    void whatIsDueRunsAndThenWaits() {
        fixture.raw("f")
                .append(
                        tide("events.f", 1, "2026-11-03T00:00:00Z"),
                        List.of(event("e1", "x", at("01T10:00"), "u1", amount("1.00"), 0)));
        define("fact_f", Materialization.FULL, fact("f"));

        assertThat(fixture.transforms.runDue())
                .extracting(TransformRun::transform)
                .contains("fact_f");
        assertThat(fixture.transforms.runDue())
                .extracting(TransformRun::transform)
                .doesNotContain("fact_f");
        assertThat(fixture.transforms.list())
                .filteredOn(status -> status.definition().name().equals("fact_f"))
                .singleElement()
                .satisfies(status -> assertThat(status.last()).isPresent());
    }
}
