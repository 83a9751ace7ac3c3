package dev.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {

    private static final String METRICS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: ordered_at}
                entities:
                  - {name: order, type: primary, expr: event_id}
                dimensions:
                  - name: ordered_at
                    type: time
                    type_params: {time_granularity: minute}
                  - {name: country, type: categorical}
                measures:
                  - {name: order_amount, agg: sum, expr: amount}
            metrics:
              - name: revenue
                type: simple
                type_params: {measure: order_amount}
            """;

    private static final String TRADING = """
            title: Trading
            owner: growth
            description: How the shop sells.
            time_range: last_7_days
            time_zone: Europe/London
            filters: ["order__country <> 'XX'"]
            tiles:
              - title: Today
                metric: revenue
                time_range: today
                compare: 7 days
                size: small
              - metrics: [revenue]
                group_by: [order__country]
                grain: day
                chart: bar
                order_by: -revenue
                limit: 8
                filters: ["order__country = 'France'"]
            """;

    private final MetricCatalog catalog =
            MetricCatalog.of("storefront", "c0ffee", Map.of("metrics/orders.yaml", METRICS));

    @Test
    void readsWhatATeamWatches() {
        Dashboard trading = read(TRADING).dashboard("trading");

        assertThat(trading.title()).isEqualTo("Trading");
        assertThat(trading.timeRange()).isEqualTo(TimeRange.Preset.LAST_7_DAYS);
        assertThat(trading.filters()).extracting(Filter::text).containsExactly("order__country <> 'XX'");
        assertThat(trading.tiles()).hasSize(2);
        DashboardTile first = trading.tiles().getFirst();
        assertThat(first.timeRange()).contains(TimeRange.Preset.TODAY);
        assertThat(first.chart()).isEqualTo(ChartKind.AUTO);
        assertThat(first.size()).isEqualTo(DashboardTile.Size.SMALL);
        DashboardTile second = trading.tiles().getLast();
        assertThat(second.groupBy()).containsExactly("order__country");
        assertThat(second.limit()).contains(8);
        assertThat(second.size()).isEqualTo(DashboardTile.Size.MEDIUM);
    }

    @Test
    void knowsWhoShowsAMetric() {
        Dashboards dashboards = read(TRADING);

        assertThat(dashboards.showing(new MetricName("revenue")))
                .extracting(Dashboard::name)
                .containsExactly("trading");
        assertThat(dashboards.showing(new MetricName("orders"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner: growth              | owner: grwth            | dashboards/trading.yaml:2  | Unknown team “grwth”. Did you mean growth?
            time_range: last_7_days    | time_range: last_7_day  | dashboards/trading.yaml:4  | “last_7_day” is no time range. Did you mean last_7_days
            time_zone: Europe/London   | time_zone: Mars/Olympus | dashboards/trading.yaml:5  | “Mars/Olympus” is no time zone.
            metric: revenue            | metric: revenu          | dashboards/trading.yaml:9  | There is no metric “revenu”. Did you mean revenue?
            compare: 7 days            | compare: a while        | dashboards/trading.yaml:11 | “a while” is no comparison.
            size: small                | size: smal              | dashboards/trading.yaml:12 | “smal” is no size. Did you mean small?
            size: small                | colour: red             | dashboards/trading.yaml:12 | Unknown key “colour”.
            group_by: [order__country] | group_by: [order__land] | dashboards/trading.yaml:14 | revenue has no dimension “order__land”.
            grain: day                 | grain: dya              | dashboards/trading.yaml:15 | “dya” is no grain. Did you mean day?
            grain: day                 | grain: second           | dashboards/trading.yaml:15 | revenue has no dimension “metric_time__second”.
            chart: bar                 | chart: pie              | dashboards/trading.yaml:16 | “pie” is no chart.
            order_by: -revenue         | order_by: -revenu       | dashboards/trading.yaml:17 | The answer has no column “revenu”. Did you mean revenue?
            limit: 8                   | limit: 0                | dashboards/trading.yaml:18 | “limit” must be a whole number from 1, not “0”.
            country = 'France'         | country = = 'France'    | dashboards/trading.yaml:19 | The filter cannot be read
            country = 'France'         | county = 'France'       | dashboards/trading.yaml:19 | revenue has no dimension “order__county”. Did you mean order__country
            """)
    void saysWhereAFaultIsAndWhatToWrite(String good, String bad, String place, String sentence) {
        List<Fault> faults = broken(TRADING.replace(good, bad)).faults();

        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().pointer()).isEqualTo(place);
        assertThat(faults.getFirst().detail()).startsWith(sentence);
    }

    @Test
    void saysAllFaultsAtOnce() {
        ProblemException problem = broken("owner: growth\ntiles:\n  - metric: sales\n");

        assertThat(problem.problem()).isEqualTo(DashboardProblem.BROKEN_DASHBOARDS);
        assertThat(problem.faults())
                .extracting(Fault::detail)
                .containsExactlyInAnyOrder(
                        "“title” is missing. Add “title: …”.", "There is no metric “sales”. There are: revenue.");
    }

    @Test
    void aDashboardWithoutTilesIsAFault() {
        assertThat(broken("title: Empty\nowner: growth\n").faults().getFirst().detail())
                .startsWith("The dashboard shows nothing.");
    }

    @Test
    void leadsToTheDashboardThatIsMeant() {
        ProblemException unknown =
                catchThrowableOfType(ProblemException.class, () -> read(TRADING).dashboard("tradign"));

        assertThat(unknown.problem()).isEqualTo(DashboardProblem.UNKNOWN_DASHBOARD);
        assertThat(unknown.remedy()).isEqualTo("Did you mean trading?");
    }

    @ParameterizedTest
    @CsvSource({"storefront, trading", "storefront, money"})
    void readsThoseOfTheDemoCompany(String workspace, String name) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = Path.of("src/main/resources/workspaces", workspace);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        Map<String, String> metrics = new TreeMap<>(files);
        metrics.keySet().removeIf(path -> !path.startsWith("metrics/"));

        Dashboards demo = Dashboards.of(
                MetricCatalog.of(workspace, "c0ffee", metrics), files, List.of("growth", "retail", "finance"));

        assertThat(demo.dashboard(name).tiles()).hasSizeGreaterThan(3);
    }

    private Dashboards read(String trading) {
        return Dashboards.of(
                catalog, Map.of("dashboards/trading.yaml", trading, "metrics/orders.yaml", METRICS), List.of("growth"));
    }

    private ProblemException broken(String trading) {
        return catchThrowableOfType(ProblemException.class, () -> read(trading));
    }
}
