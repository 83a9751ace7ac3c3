package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A question. Names are MetricFlow's: {@code order__country}, {@code metric_time__day}.
 *
 * @param workspace {@code storefront} when absent
 * @param where conditions that all hold, in template or plain form
 * @param timeRange everything when absent
 * @param timeZone whose days and hours; the metrics' own zone, else UTC, when absent
 * @param weekStart the day on which weeks begin; the metrics' own, else Monday, when absent
 * @param compare {@code previous_period}, {@code same_period_last_year} or a length of time such as {@code 7 days}: for each metric
 *     also its value that much earlier ({@code revenue__before}), the difference ({@code revenue__change}) and the difference as
 *     a share of the earlier value ({@code revenue__change_ratio})
 * @param orderBy names of columns, descending with a leading {@code -}; the group-by columns in their order when empty
 * @param limit the most rows; no limit when null
 * @param values of a question without metrics: what it wants to know of the dimensions
 * @param savedQuery the name of one whose metrics, groups and conditions are asked for beside those that are named; its order and limit hold unless the question
 *     has its own
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MetricQuery(
        String workspace,
        List<MetricName> metrics,
        List<String> groupBy,
        List<String> where,
        TimeSpan timeRange,
        @Nullable String timeZone,
        @Nullable DayOfWeek weekStart,
        @Nullable String compare,
        List<String> orderBy,
        @Nullable Integer limit,
        Demands demands,
        Route route,
        Purpose purpose,
        Values values,
        @Nullable String savedQuery) {

    public static final String DEFAULT_WORKSPACE = "storefront";

    /** What a question without metrics wants to know. */
    public enum Values {
        /** Each combination of values once. */
        @JsonProperty("distinct")
        DISTINCT,
        /** Each combination as often as there are rows with it. */
        @JsonProperty("every")
        EVERY,
        /** The least and the greatest value of each dimension, in one row: {@code order__country__min}, {@code order__country__max}. */
        @JsonProperty("min_max")
        MIN_MAX
    }

    @SuppressWarnings("ConstantValue") // JSON leaves members out
    public MetricQuery {
        workspace = workspace == null ? DEFAULT_WORKSPACE : workspace;
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
        groupBy = groupBy == null ? List.of() : List.copyOf(groupBy);
        where = where == null ? List.of() : List.copyOf(where);
        timeRange = timeRange == null ? TimeSpan.ALL : timeRange;
        orderBy = orderBy == null ? List.of() : List.copyOf(orderBy);
        demands = demands == null ? Demands.NONE : demands;
        route = route == null ? Route.AUTO : route;
        purpose = purpose == null ? Purpose.NONE : purpose;
        values = values == null ? Values.DISTINCT : values;
    }

    /** A question with nothing but metrics; refine it with the {@code with…} methods. */
    public static MetricQuery of(String workspace, String... metrics) {
        return new MetricQuery(
                workspace,
                List.of(metrics).stream().map(MetricName::new).toList(),
                List.of(),
                List.of(),
                TimeSpan.ALL,
                null,
                null,
                null,
                List.of(),
                null,
                Demands.NONE,
                Route.AUTO,
                Purpose.NONE,
                Values.DISTINCT,
                null);
    }

    public MetricQuery withGroupBy(String... names) {
        return new MetricQuery(
                workspace,
                metrics,
                List.of(names),
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withWhere(String... filters) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                List.of(filters),
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withTimeRange(@Nullable Instant start, @Nullable Instant end) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                new TimeSpan(start, end),
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withTimeZone(String zone) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                zone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withWeekStart(DayOfWeek day) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                day,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withCompare(String comparison) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                comparison,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withOrderBy(String... names) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                List.of(names),
                limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withLimit(int rows) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                rows,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withDemands(Demands newDemands) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                newDemands,
                route,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withRoute(Route newRoute) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                newRoute,
                purpose,
                values,
                savedQuery);
    }

    public MetricQuery withPurpose(Purpose newPurpose) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                newPurpose,
                values,
                savedQuery);
    }

    public MetricQuery withValues(Values newValues) {
        return new MetricQuery(
                workspace,
                metrics,
                groupBy,
                where,
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy,
                limit,
                demands,
                route,
                purpose,
                newValues,
                savedQuery);
    }

    public MetricQuery withSavedQuery(String name) {
        return new MetricQuery(
                workspace, metrics, groupBy, where, timeRange, timeZone, weekStart, compare, orderBy, limit, demands,
                route, purpose, values, name);
    }

    /** The same, with what its saved query asks for. */
    MetricQuery with(SavedQuery saved) {
        return new MetricQuery(
                workspace,
                together(saved.metrics().stream().map(MetricName::new).toList(), metrics),
                together(saved.groupBy(), groupBy),
                together(saved.where(), where),
                timeRange,
                timeZone,
                weekStart,
                compare,
                orderBy.isEmpty() ? saved.orderBy() : orderBy,
                limit == null ? saved.limit().orElse(null) : limit,
                demands,
                route,
                purpose,
                values,
                savedQuery);
    }

    private static <T> List<T> together(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
