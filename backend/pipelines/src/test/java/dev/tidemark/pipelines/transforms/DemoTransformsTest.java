package dev.tidemark.pipelines.transforms;

import static dev.tidemark.lake.RawRows.event;
import static dev.tidemark.pipelines.transforms.TransformFixture.tide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Seed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transforms that ship with the demo, over events of their shape. */
@Tag("engines")
class DemoTransformsTest {

    private static final Instant SIGNED_UP = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-02T10:00:00Z");

    private static final String PLACED = """
            {"order_id": "o-%s", "amount": "%s", "currency": "GBP", "country": "GB", "items": 2, "channel": "web"}""";

    @Test
    void makeTheModeledTables(@TempDir Path folder) {
        try (TransformFixture fixture = new TransformFixture();
                DefinitionsRepository repository = DefinitionsRepository.open(folder.resolve("definitions.git"))) {
            repository.seed(Seed.ofClassPath());
            fixture.define(repository.current().workspaces());
            load(fixture);

            List<TransformRun> runs = fixture.transforms.runDue();

            assertThat(runs).allSatisfy(run -> {
                assertThat(run.detail()).as(run.transform()).isEmpty();
                assertThat(run.outcome()).as(run.transform()).isEqualTo(Outcome.PUBLISHED);
            });
            assertThat(fixture.rows("fact_orders", "event_id, order_id, amount, customer_key IS NULL"))
                    .containsExactly("e1|o-1|10.10|false", "e2|o-2|20.20|false", "e3|o-1|10.10|false");
            assertThat(fixture.rows("agg_daily_revenue", "order_day, revenue, orders, cancelled_revenue"))
                    .containsExactly("2026-11-02|30.30|2|10.10");
            assertThat(fixture.rows("dim_products", "product_id, price")).containsExactly("p1|9.99");
            assertThat(fixture.rows("fact_order_lines", "invoice_no, quantity, amount, cancelled"))
                    .containsExactly("536365|6|15.30|false");
            assertThat(runs.stream().filter(run -> run.transform().equals("agg_daily_revenue")))
                    .singleElement()
                    .satisfies(
                            run -> assertThat(run.completeThrough()).contains(Instant.parse("2026-11-03T00:00:00Z")));
            repository.current().workspaces().stream()
                    .flatMap(workspace -> workspace.transforms().stream())
                    .forEach(transform -> assertThat(
                                    fixture.transforms.runNow(transform.name()).outcome())
                            .isEqualTo(Outcome.UNCHANGED));
        }
    }

    @Test
    void followTheShopsTableOfCustomersRowByRow(@TempDir Path folder) {
        try (TransformFixture fixture = new TransformFixture();
                DefinitionsRepository repository = DefinitionsRepository.open(folder.resolve("definitions.git"))) {
            repository.seed(Seed.ofClassPath());
            fixture.define(repository.current().workspaces());
            load(fixture);
            Instant noon = Instant.parse("2026-11-02T12:00:00Z");
            String read = row("read", "new", "0001", "2026-10-01T00:00:00Z");
            fixture.raw("customers")
                    .append(
                            tide("events.customers", 9, "2026-11-05T00:00:00Z"),
                            List.of(
                                    event("s1", "customer_changed", noon, "u2", read, 1),
                                    event("s1", "customer_changed", noon, "u2", read, 2),
                                    event(
                                            "s2",
                                            "customer_changed",
                                            noon.plusSeconds(9),
                                            "u2",
                                            row("update", "loyal", "0002", "2026-11-02T12:00:09Z"),
                                            3),
                                    event(
                                            "s3",
                                            "customer_changed",
                                            noon.plusSeconds(9),
                                            "u2",
                                            row("update", "regular", "0003", "2026-11-02T12:00:09Z"),
                                            4),
                                    event("s4", "customer_changed", noon.plusSeconds(60), "u2", """
                                    {"customer_id": "u2", "cdc_op": "delete", "cdc_position": "0004"}""", 5),
                                    event(
                                            "s5",
                                            "customer_changed",
                                            noon.plusSeconds(70),
                                            "u2",
                                            row("insert", "new", "0005", "2026-11-02T12:01:10Z"),
                                            6),
                                    event("s6", "customer_changed", noon.plusSeconds(80), "", """
                                    {"cdc_op": "truncate", "cdc_position": "0006"}""", 7)));
            fixture.raw("orders")
                    .append(
                            tide("events.orders", 9, "2026-11-05T00:00:00Z"),
                            List.of(
                                    event(
                                            "o1",
                                            "order_placed",
                                            noon.minusSeconds(60),
                                            "u2",
                                            PLACED.formatted("8", "1.00"),
                                            8),
                                    event(
                                            "o2",
                                            "order_placed",
                                            noon.plusSeconds(30),
                                            "u2",
                                            PLACED.formatted("9", "1.00"),
                                            9)));

            assertThat(fixture.transforms.runDue())
                    .allSatisfy(
                            run -> assertThat(run.detail()).as(run.transform()).isEmpty());

            assertThat(fixture
                            .rows(
                                    "dim_customers",
                                    "customer_id, epoch(valid_from)::BIGINT, segment, is_deleted, is_current")
                            .stream()
                            .filter(version -> version.startsWith("u2|")))
                    .containsExactly(
                            "u2|0|-|-|false",
                            "u2|" + Instant.parse("2026-10-01T00:00:00Z").getEpochSecond() + "|new|false|false",
                            "u2|" + noon.plusSeconds(9).getEpochSecond() + "|regular|false|false",
                            "u2|" + noon.plusSeconds(60).getEpochSecond() + "|-|true|false",
                            "u2|" + noon.plusSeconds(70).getEpochSecond() + "|new|false|false",
                            "u2|" + noon.plusSeconds(80).getEpochSecond() + "|-|true|true");
            assertThat(fixture.ordersWithSegment()).contains("o1|new", "o2|regular");
        }
    }

    private static String row(String operation, String segment, String position, String changedAt) {
        return """
                {"customer_id": "u2", "full_name": "B", "email": "b@example.org", "home_country": "GB", "segment": "%s",
                 "newsletter": false, "changed_at": "%s", "cdc_op": "%s", "cdc_position": "%s"}""".formatted(segment, changedAt, operation, position);
    }

    private static void load(TransformFixture fixture) {
        fixture.raw("customers")
                .append(
                        tide("events.customers", 1, "2026-11-04T00:00:00Z"),
                        List.of(event("c1", "customer_signed_up", SIGNED_UP, "u1", """
                        {"customer_id": "u1", "full_name": "A", "email": "a@example.org", "home_country": "GB",
                         "segment": "new", "newsletter": true}""", 0)));
        fixture.raw("orders")
                .append(
                        tide("events.orders", 3, "2026-11-03T00:00:00Z"),
                        List.of(
                                event("e1", "order_placed", MONDAY, "u1", PLACED.formatted("1", "10.10"), 0),
                                event("e2", "order_placed", MONDAY, "stranger", PLACED.formatted("2", "20.20"), 1),
                                event("e3", "order_cancelled", MONDAY, "u1", PLACED.formatted("1", "10.10"), 2)));
        fixture.raw("catalog")
                .append(
                        tide("events.catalog", 1, "2026-11-04T00:00:00Z"),
                        List.of(event("k1", "product_updated", MONDAY, "", """
                        {"product_id": "p1", "title": "Mug", "category": "home", "price": "9.99", "currency": "GBP",
                         "active": true}""", 0)));
        fixture.raw("retail")
                .append(
                        tide("events.retail", 1, "2026-11-04T00:00:00Z"),
                        List.of(event(
                                "sample:2", "order_line", Instant.parse("2010-12-01T08:26:00Z"), "17850", """
                        {"invoice_no": "536365", "line_no": 1, "stock_code": "85123A", "description": "HOLDER",
                         "quantity": 6, "unit_price": "2.55", "amount": "15.30", "customer_id": "17850",
                         "country": "United Kingdom", "cancelled": false}""", 0)));
    }
}
