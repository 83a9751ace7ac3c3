package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.Quota;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DashboardShelfTest {

    private static final String METRICS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - {name: ordered_at, type: time, type_params: {time_granularity: minute}}
                measures:
                  - {name: order_amount, agg: sum, expr: amount}
            metrics:
              - {name: revenue, type: simple, type_params: {measure: order_amount}}
            """;

    private static final String GOOD = "title: Trading\nowner: growth\ntiles:\n  - metric: revenue\n";

    private final AtomicReference<Definitions> inForce = new AtomicReference<>(definitions("c1", GOOD));
    private final DashboardShelf shelf = new DashboardShelf(
            inForce::get,
            () -> Map.of("storefront", MetricCatalog.of("storefront", "c1", Map.of("metrics/orders.yaml", METRICS))));

    @Test
    void followsTheCommitInForce() {
        assertThat(titles()).containsExactly("Trading");

        inForce.set(definitions("c2", GOOD.replace("Trading", "Trade")));

        assertThat(titles()).containsExactly("Trade");
        assertThat(dashboards().problem()).isEmpty();
    }

    @Test
    void keepsTheLastGoodOnesAndSaysWhatIsWrongWithTheNewer() {
        assertThat(titles()).containsExactly("Trading");

        inForce.set(definitions("c2", GOOD.replace("revenue", "revenu")));

        assertThat(titles()).containsExactly("Trading");
        ProblemException problem = dashboards().problem().orElseThrow();
        assertThat(problem.faults())
                .containsExactly(
                        new Fault("dashboards/trading.yaml:4", "There is no metric “revenu”. Did you mean revenue?"));
    }

    @Test
    void hasNoneWhenTheFirstOnesAreBroken() {
        inForce.set(definitions("c0", "title: Trading\n"));

        assertThat(titles()).isEmpty();
        assertThat(dashboards().problem()).isPresent();
    }

    private Dashboards dashboards() {
        return shelf.get().getFirst();
    }

    private List<String> titles() {
        return dashboards().all().stream().map(Dashboard::title).toList();
    }

    private static Definitions definitions(String commit, String dashboard) {
        Map<String, String> files = Map.of("metrics/orders.yaml", METRICS, "dashboards/trading.yaml", dashboard);
        Workspace workspace = new Workspace(
                "storefront",
                List.of(new Team("growth", "Growth", "CC-2100", List.of("analyst"), Quota.NONE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                AccessPolicies.NONE,
                Map.of("metrics/orders.yaml", METRICS),
                files);
        return new Definitions(commit, Instant.parse("2026-11-26T08:00:00Z"), List.of(workspace));
    }
}
