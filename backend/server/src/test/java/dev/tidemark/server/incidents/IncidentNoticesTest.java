package dev.tidemark.server.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Incident;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.router.KnownIncidents.Use;
import dev.tidemark.router.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentNoticesTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final IncidentNotices notices = new IncidentNotices(() -> List.of(
            incident(7, Subject.Kind.DATASET, "warehouse/model.fact_orders"),
            incident(8, Subject.Kind.ROLLUP, "storefront/daily_revenue"),
            incident(9, Subject.Kind.DATASET, "realtime/orders_rt"),
            incident(10, Subject.Kind.SOURCE, "orders_rt"),
            incident(11, Subject.Kind.DATASET, "lakehouse/raw.events_pages", "warehouse/model.fact_pages")));

    private static Incident incident(long id, Subject.Kind kind, String name, String... affects) {
        return new Incident(
                id,
                new Subject(kind, name),
                Check.FRESHNESS,
                Severity.WARNING,
                "checkout",
                Optional.empty(),
                name + " is late.",
                Map.of(),
                "freshness",
                Incident.State.OPEN,
                new Incident.Times(NOON, NOON, Optional.empty(), NOON, Optional.empty()),
                List.of(affects),
                1,
                Optional.empty(),
                Optional.empty());
    }

    private List<String> ids(String workspace, String store, String table, String rollup) {
        return notices
                .of(new Use(
                        workspace,
                        store,
                        List.of("model.dim_users", table),
                        Optional.of(rollup).filter(id -> !id.isEmpty())))
                .stream()
                .map(Notice::id)
                .toList();
    }

    @Test
    void anIncidentIsToldWhereItsDatasetOrRollupIsRead() {
        assertThat(ids("storefront", "realtime", "orders_rt", "")).containsExactly("9");
        assertThat(ids("storefront", "warehouse", "model.agg_daily_revenue", "daily_revenue"))
                .containsExactly("8");
        assertThat(ids("retail", "warehouse", "model.agg_daily_revenue", "daily_revenue"))
                .isEmpty();
        assertThat(ids("storefront", "warehouse", "model.dim_products", "")).isEmpty();
    }

    @Test
    void aTableOfTheLakeIsTheSameWhicheverEngineReadsIt() {
        assertThat(ids("storefront", "lakehouse", "model.fact_orders", "")).containsExactly("7");
        assertThat(ids("storefront", "warehouse", "model.fact_orders", "")).containsExactly("7");
        assertThat(ids("storefront", "realtime", "model.fact_orders", "")).isEmpty();
    }

    @Test
    void whatIsLateForSomethingUpstreamSaysSo() {
        assertThat(notices.of(new Use("storefront", "lakehouse", List.of("model.fact_pages"), Optional.empty())))
                .containsExactly(
                        new Notice(
                                "incident",
                                "11",
                                null,
                                "lakehouse/raw.events_pages is late. warehouse/model.fact_pages is late for it. See /incidents/11."));
        assertThat(ids("storefront", "lakehouse", "raw.events_pages", "")).containsExactly("11");
    }

    @Test
    void theNoticeLeadsToTheIncident() {
        assertThat(notices.of(new Use("storefront", "realtime", List.of("orders_rt"), Optional.empty())))
                .containsExactly(new Notice("incident", "9", null, "realtime/orders_rt is late. See /incidents/9."));
    }
}
