package dev.tidemark.router.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.internal.Json;
import dev.tidemark.router.quota.Quotas;
import dev.tidemark.router.usage.Usage.Asked;
import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.router.usage.Usage.Spent;
import dev.tidemark.router.usage.UsageReport.By;
import dev.tidemark.router.usage.UsageReport.Line;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("engines")
class UsageLogTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final JdbcClient jdbc = RouterDatabase.shared();
    private final UsageLog log =
            new UsageLog(RouterDatabase.operations(), Duration.ofDays(400), Clock.systemUTC(), Json::write);
    private final UsageReport report = new UsageReport(jdbc);

    @BeforeEach
    void clear() {
        jdbc.sql("DELETE FROM router.usage").update();
    }

    private void asked(String id, String team, String user, String cost, String... metrics) {
        log.keep(new Usage(
                id,
                NOON,
                new Asked("storefront", user, team, List.of(metrics), List.of("metric_time__day"), null, "a test"),
                List.of(
                        new SpanUse("warehouse", "model.fact_orders", 10, 1_000, 2_000, 5),
                        new SpanUse("realtime", "orders_rt", 1, 50, 40, 2)),
                3,
                9,
                Optional.of(new Spent(new BigDecimal("0.002"), new BigDecimal(cost), "USD")),
                false,
                Optional.empty()));
    }

    private void refused(String id) {
        log.keep(new Usage(
                id,
                NOON,
                new Asked("storefront", "ada", "growth", List.of("revenu"), List.of(), "trading", null),
                List.of(),
                0,
                1,
                Optional.empty(),
                false,
                Optional.of("unknown-metric")));
    }

    @Test
    void sumsByTeamAndByMetric() {
        asked("r-1", "growth", "ada", "0.10", "revenue", "orders");
        asked("r-2", "growth", "bob", "0.20", "revenue");
        asked("r-3", "web", "eve", "0.05", "orders");
        refused("q-1");
        List<Line> teams = report.lines(By.TEAM, NOON.minusSeconds(1), NOON.plusSeconds(1), "storefront", 10);
        assertThat(teams).extracting(Line::key).containsExactly("growth", "web", "growth");
        assertThat(teams.getFirst().cost()).isEqualByComparingTo("0.30");
        assertThat(teams.getFirst().bytes()).isEqualTo(2_100);
        assertThat(teams.getLast().refused()).isEqualTo(1);
        List<Line> metrics = report.lines(By.METRIC, NOON.minusSeconds(1), NOON.plusSeconds(1), null, 10);
        assertThat(metrics).extracting(Line::key).containsExactly("revenue", "orders", "revenu");
        assertThat(report.totals(NOON.minusSeconds(1), NOON.plusSeconds(1), null))
                .extracting(Line::questions)
                .containsExactlyInAnyOrder(3L, 1L);
        assertThat(report.lines(By.USER, NOON.plusSeconds(1), NOON.plusSeconds(2), null, 10))
                .isEmpty();
    }

    @Test
    void remembersWhatATeamHasUsedAndWhatQueriesTook() {
        asked("r-1", "growth", "ada", "0.10", "revenue");
        asked("r-2", "web", "bob", "0.20", "revenue");
        refused("q-1");
        Quotas.Used used = report.used("growth", NOON.minusSeconds(60));
        assertThat(used.bytes()).isEqualTo(1_050);
        assertThat(used.cost()).isEqualByComparingTo("0.10");
        assertThat(report.used("growth", NOON.plusSeconds(1)))
                .extracting(Quotas.Used::bytes)
                .isEqualTo(0L);
        assertThat(report.latestSpans(10)).hasSize(4).contains(new SpanUse("realtime", "orders_rt", 1, 50, 40, 2));
        assertThat(report.latestSpans(3)).hasSize(3);
        assertThat(report.tables("elsewhere", Instant.EPOCH)).isEmpty();
        assertThat(report.tables("storefront", Instant.EPOCH))
                .filteredOn(use -> use.isOf("realtime", "orders_rt"))
                .singleElement()
                .satisfies(use -> assertThat(use.answers()).isPositive());
    }

    @Test
    void everybodyMaySeeHowPopularAMetricIs() {
        asked("r-1", "growth", "ada", "0.10", "revenue", "orders");
        asked("r-2", "web", "bob", "0.20", "revenue");
        refused("q-1");
        UsageReport.Popularity popularity = report.popularity("storefront", "revenue", 30, NOON.plusSeconds(60));
        assertThat(popularity.questions()).isEqualTo(2);
        assertThat(popularity.askers()).isEqualTo(2);
        assertThat(popularity.lastAsked()).isEqualTo(NOON);
        assertThat(report.popularity("storefront", "revenu", 30, NOON.plusSeconds(60))
                        .questions())
                .isZero();
    }
}
