package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question whose answer keeps itself up to date on a dashboard.
 *
 * @param groupBy dimensions without the metrics' own time
 * @param grain of the metrics' own time; empty for the whole range in one
 * @param timeRange instead of the dashboard's
 * @param filters beside the dashboard's
 * @param compare {@code previous_period}, {@code same_period_last_year} or a length of time such as {@code 7 days}
 * @param orderBy a column of the answer, descending with a leading {@code -}
 * @param limit the most rows
 */
public record DashboardTile(
        String title,
        List<MetricName> metrics,
        List<String> groupBy,
        Optional<Grain> grain,
        ChartKind chart,
        Size size,
        Optional<TimeRange> timeRange,
        List<Filter> filters,
        Optional<String> compare,
        Optional<String> orderBy,
        Optional<Integer> limit,
        Place place) {

    /** How much of the page's width a tile takes: a quarter, a half, all of it. */
    public enum Size {
        SMALL,
        MEDIUM,
        LARGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DashboardTile {
        metrics = List.copyOf(metrics);
        groupBy = List.copyOf(groupBy);
        filters = List.copyOf(filters);
    }
}
