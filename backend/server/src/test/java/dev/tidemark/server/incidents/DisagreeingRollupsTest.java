package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.incidents.Subject;
import dev.tidemark.router.rollup.RollupName;
import dev.tidemark.router.rollup.RollupStanding;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisagreeingRollupsTest {

    private static final MetricCatalog CATALOG =
            MetricCatalog.of("storefront", "abc123", Map.of("metrics/orders.yaml", """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                measures:
                  - {name: order_amount, agg: sum, expr: amount}
                config:
                  meta:
                    tidemark:
                      bindings:
                        - {id: wh, store: warehouse, table: model.fact_orders, time_column: ordered_at}
                        - {id: sums, store: warehouse, table: model.agg_orders, role: rollup, grain: day, time_column: order_day,
                           dimensions: [], sums: [{measure: order_amount, column: revenue, rows: everything}]}
            metrics:
              - name: revenue
                type: simple
                type_params: {measure: order_amount}
                config: {meta: {tidemark: {owner: checkout}}}
            """));

    private final TestClock clock = new TestClock();
    private final Map<RollupName, RollupStanding> standings = new HashMap<>();
    private final DisagreeingRollups lookout =
            new DisagreeingRollups(() -> standings, () -> Map.of("storefront", CATALOG), clock);

    private void stand(String binding, boolean quarantined) {
        Instant since = clock.instant().minusSeconds(5);
        standings.put(
                new RollupName("storefront", binding),
                new RollupStanding(
                        3,
                        2,
                        Optional.of(since),
                        quarantined ? Optional.of(since) : Optional.empty(),
                        quarantined ? Optional.of("2 of 40 groups differ") : Optional.empty()));
    }

    @Test
    void aRollupInQuarantineIsFoundWithItsOwnerAndWhereItIsProven() {
        stand("sums", true);
        stand("gone", true);
        assertThat(lookout.look().found()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo(new Subject(Subject.Kind.ROLLUP, "storefront/sums"));
            assertThat(finding.owner()).isEqualTo("checkout");
            assertThat(finding.link()).isEqualTo("rollups?q=sums");
            assertThat(finding.evidence()).containsEntry("difference", "2 of 40 groups differ");
        });
    }

    @Test
    void aRollupThatAgreesPasses() {
        stand("sums", false);
        assertThat(lookout.look().found()).isEmpty();
        assertThat(lookout.look().undecided()).isEmpty();
    }
}
