package dev.tidemark.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.internal.NameText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A question. Names are MetricFlow's: {@code order__country}, {@code metric_time__day}; JSON may also write them as {@code Dimension('order__country')} or
 * as an object with {@code name}, {@code grain}, {@code date_part}, {@code entity_path}, {@code descending}, {@code alias}.
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
 * @param savedQuery the name of one whose metrics, groups and conditions are asked for beside those that are named; its order, limit, time range and
 *     comparison hold unless the question has its own
 * @param aliases what columns are called; the order may name columns by them, conditions may not
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MetricQuery(
        String workspace,

        @JsonDeserialize(contentUsing = NameText.OfMetric.class)
        List<MetricName> metrics,

        @JsonDeserialize(contentUsing = NameText.class) List<String> groupBy,
        List<String> where,
        TimeSpan timeRange,
        @Nullable String timeZone,
        @Nullable DayOfWeek weekStart,
        @Nullable String compare,
        @JsonDeserialize(contentUsing = NameText.class) List<String> orderBy,
        @Nullable Integer limit,
        Demands demands,
        Route route,
        Purpose purpose,
        Values values,
        @Nullable String savedQuery,
        Aliases aliases) {

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
        aliases = aliases == null ? Aliases.NONE : aliases;
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
                null,
                Aliases.NONE);
    }

    public MetricQuery withGroupBy(String... names) {
        Copy copy = new Copy(this);
        copy.groupBy = List.of(names);
        return copy.made();
    }

    public MetricQuery withWhere(String... filters) {
        Copy copy = new Copy(this);
        copy.where = List.of(filters);
        return copy.made();
    }

    public MetricQuery withTimeRange(@Nullable Instant start, @Nullable Instant end) {
        Copy copy = new Copy(this);
        copy.timeRange = new TimeSpan(start, end);
        return copy.made();
    }

    public MetricQuery withTimeZone(String zone) {
        Copy copy = new Copy(this);
        copy.timeZone = zone;
        return copy.made();
    }

    public MetricQuery withWeekStart(DayOfWeek day) {
        Copy copy = new Copy(this);
        copy.weekStart = day;
        return copy.made();
    }

    public MetricQuery withCompare(String comparison) {
        Copy copy = new Copy(this);
        copy.compare = comparison;
        return copy.made();
    }

    public MetricQuery withOrderBy(String... names) {
        Copy copy = new Copy(this);
        copy.orderBy = List.of(names);
        return copy.made();
    }

    public MetricQuery withLimit(int rows) {
        Copy copy = new Copy(this);
        copy.limit = rows;
        return copy.made();
    }

    public MetricQuery withDemands(Demands newDemands) {
        Copy copy = new Copy(this);
        copy.demands = newDemands;
        return copy.made();
    }

    public MetricQuery withRoute(Route newRoute) {
        Copy copy = new Copy(this);
        copy.route = newRoute;
        return copy.made();
    }

    public MetricQuery withPurpose(Purpose newPurpose) {
        Copy copy = new Copy(this);
        copy.purpose = newPurpose;
        return copy.made();
    }

    public MetricQuery withValues(Values newValues) {
        Copy copy = new Copy(this);
        copy.values = newValues;
        return copy.made();
    }

    public MetricQuery withSavedQuery(String name) {
        Copy copy = new Copy(this);
        copy.savedQuery = name;
        return copy.made();
    }

    public MetricQuery withAliases(Map<String, String> byName) {
        Copy copy = new Copy(this);
        copy.aliases = new Aliases(byName);
        return copy.made();
    }

    /**
     * The same, ordered by what was asked for, whatever it is called.
     *
     * @throws ProblemException {@link RoutingProblem#BAD_ALIAS}
     */
    MetricQuery withAliasesResolved() {
        return aliases.byName().isEmpty()
                ? this
                : withOrderBy(aliases.ordered(this).toArray(String[]::new));
    }

    /**
     * The same, with what its saved query asks for.
     *
     * @param zone by whose days the saved time range is meant
     */
    MetricQuery with(SavedQuery saved, Instant now, ZoneId zone) {
        Copy copy = new Copy(this);
        copy.metrics = together(saved.metrics().stream().map(MetricName::new).toList(), metrics);
        copy.groupBy = groupBy.containsAll(saved.groupBy()) ? groupBy : together(saved.groupBy(), groupBy);
        copy.where = together(saved.where(), where);
        copy.orderBy = orderBy.isEmpty() ? saved.orderBy() : orderBy;
        copy.limit = limit == null ? saved.limit().orElse(null) : limit;
        copy.compare = compare == null ? saved.compare().orElse(null) : compare;
        copy.timeRange = timeRange.equals(TimeSpan.ALL)
                ? saved.timeRange()
                        .map(range -> new TimeSpan(range.start(now, zone), range.end(now, zone)))
                        .orElse(TimeSpan.ALL)
                : timeRange;
        return copy.made();
    }

    private static <T> List<T> together(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** The same question, of which something is about to be changed. */
    private static final class Copy {

        private final String workspace;
        private List<MetricName> metrics;
        private List<String> groupBy;
        private List<String> where;
        private TimeSpan timeRange;
        private @Nullable String timeZone;
        private @Nullable DayOfWeek weekStart;
        private @Nullable String compare;
        private List<String> orderBy;
        private @Nullable Integer limit;
        private Demands demands;
        private Route route;
        private Purpose purpose;
        private Values values;
        private @Nullable String savedQuery;
        private Aliases aliases;

        Copy(MetricQuery query) {
            workspace = query.workspace;
            metrics = query.metrics;
            groupBy = query.groupBy;
            where = query.where;
            timeRange = query.timeRange;
            timeZone = query.timeZone;
            weekStart = query.weekStart;
            compare = query.compare;
            orderBy = query.orderBy;
            limit = query.limit;
            demands = query.demands;
            route = query.route;
            purpose = query.purpose;
            values = query.values;
            savedQuery = query.savedQuery;
            aliases = query.aliases;
        }

        MetricQuery made() {
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
                    values,
                    savedQuery,
                    aliases);
        }
    }
}
