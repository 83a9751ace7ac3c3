package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.usage.Usage;
import dev.tidemark.stores.StoreName;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Raw tables are read only by those who say why. */
class GuardrailTest {

    private static final String DEFINITIONS = """
            semantic_models:
              - name: views
                defaults: {agg_time_dimension: seen_at}
                entities: [{name: view, type: primary, expr: event_id}]
                dimensions: [{name: seen_at, type: time, type_params: {time_granularity: minute}}, {name: page, type: categorical}]
                measures: [{name: view_count, agg: count, expr: event_id}]
                config: {meta: {tidemark: {bindings: [{store: lakehouse, table: raw.events_views}]}}}
            metrics:
              - {name: views, type: simple, type_params: {measure: view_count}}
              - {name: official_views, type: simple, type_params: {measure: view_count}, config: {meta: {tidemark: {status: certified}}}}
              - {name: views_share, type: ratio, type_params: {numerator: views, denominator: official_views}}
            """;

    private final MemoryStore lakehouse = new MemoryStore(StoreName.LAKEHOUSE)
            .with(
                    "raw.events_views",
                    "SELECT 'e1' AS event_id, TIMESTAMPTZ '2026-11-20 10:00:00Z' AS seen_at, 'home' AS page",
                    Shop.NOW.minusSeconds(1),
                    Instant.EPOCH);
    private final List<Usage> log = new ArrayList<>();
    private final Router router = new Router(
            () -> Map.of("web", MetricCatalog.of("web", "abc", Map.of("views.yaml", DEFINITIONS))),
            List.of(lakehouse),
            PriceBook.DEFAULT,
            RouterSettings.DEFAULT,
            Safeguards.NONE.withUsage(log::add),
            Clock.fixed(Shop.NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        lakehouse.close();
    }

    @Test
    void aRawScanNeedsAReasonAndLeavesATrace() {
        MetricQuery query = MetricQuery.of("web", "views");
        refused(query, "needs a purpose.reason");
        refused(query.withPurpose(new Purpose(null, " ")), "needs a purpose.reason");
        Answer answer = router.answer(query.withPurpose(new Purpose(null, "looking for a lost event")), Shop.ASKER);
        assertThat(answer.rows()).containsExactly(List.of(1L));
        assertThat(answer.receipt().cost().estimated()).isGreaterThan(BigDecimal.ZERO);
        assertThat(log.getLast().raw()).isTrue();
        assertThat(log.getLast().asked().reason()).isEqualTo("looking for a lost event");
    }

    @Test
    void aDashboardNeverReadsRawTables() {
        refused(
                MetricQuery.of("web", "views").withPurpose(new Purpose("trading", "it would be nice")),
                "a dashboard never reads raw.events_views");
    }

    @Test
    void aCertifiedMetricNeverReadsRawTables() {
        Purpose reason = new Purpose(null, "curious");
        refused(MetricQuery.of("web", "official_views").withPurpose(reason), "the certified metric official_views");
        refused(MetricQuery.of("web", "views_share").withPurpose(reason), "the certified metric official_views");
    }

    private void refused(MetricQuery query, String said) {
        assertThatThrownBy(() -> router.answer(query, Shop.ASKER)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(RoutingProblem.NO_STORE_CAN_ANSWER);
            assertThat(e.detail()).contains(Reason.RAW_TABLE.name(), said);
        });
        assertThatThrownBy(() -> router.explain(query, Shop.ASKER)).isInstanceOf(ProblemException.class);
    }
}
