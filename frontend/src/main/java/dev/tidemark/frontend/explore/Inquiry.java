package dev.tidemark.frontend.explore;

import com.vaadin.flow.router.QueryParameters;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.catalog.Place;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.TimeRange;
import dev.tidemark.frontend.charts.Buckets;
import dev.tidemark.router.Aliases;
import dev.tidemark.router.Demands;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Purpose;
import dev.tidemark.router.Route;
import dev.tidemark.router.TimeSpan;
import dev.tidemark.sql.Grain;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as it is picked. All of it fits into an address, so it can be shared.
 *
 * @param groupBy dimensions without the metrics' own time
 * @param grain of the metrics' own time; empty for the whole range in one
 * @param zone an IANA name; empty for the metrics' own
 * @param compare as {@link MetricQuery#compare()} has it; empty for none
 * @param order a column, descending with a leading {@code -}; empty for the natural order
 * @param limit the most rows; 0 for no limit
 * @param saved the name of the saved query that it was opened as; empty for none
 */
public record Inquiry(
        String workspace,
        List<String> metrics,
        List<String> groupBy,
        String grain,
        TimeRange range,
        String zone,
        List<Condition> conditions,
        String compare,
        String order,
        int limit,
        String saved) {

    static final TimeRange USUAL_RANGE = TimeRange.Preset.LAST_7_DAYS;
    private static final String TIME = MetricCatalog.METRIC_TIME + "__";
    private static final Pattern COMMA = Pattern.compile(",");

    public Inquiry {
        metrics = List.copyOf(metrics);
        groupBy = List.copyOf(groupBy);
        conditions = List.copyOf(conditions);
    }

    /** The metrics over the last seven days, each as one number. */
    public static Inquiry about(String workspace, String... metrics) {
        return new Inquiry(workspace, List.of(metrics), List.of(), "", USUAL_RANGE, "", List.of(), "", "", 0, "");
    }

    public Inquiry by(String newGrain, String... dimensions) {
        return new Inquiry(
                workspace,
                metrics,
                List.of(dimensions),
                newGrain,
                range,
                zone,
                conditions,
                compare,
                order,
                limit,
                saved);
    }

    public Inquiry over(TimeRange newRange) {
        return new Inquiry(
                workspace, metrics, groupBy, grain, newRange, zone, conditions, compare, order, limit, saved);
    }

    public Inquiry comparedWith(String newCompare) {
        return new Inquiry(
                workspace, metrics, groupBy, grain, range, zone, conditions, newCompare, order, limit, saved);
    }

    public Inquiry where(List<String> texts) {
        List<Condition> all = texts.stream().map(Condition::parse).toList();
        return new Inquiry(workspace, metrics, groupBy, grain, range, zone, all, compare, order, limit, saved);
    }

    public Inquiry inZone(String newZone) {
        return new Inquiry(
                workspace, metrics, groupBy, grain, range, newZone, conditions, compare, order, limit, saved);
    }

    public Inquiry ordered(String newOrder, int newLimit) {
        return new Inquiry(
                workspace, metrics, groupBy, grain, range, zone, conditions, compare, newOrder, newLimit, saved);
    }

    /** Reads an address; what is missing or cannot be read there is as in a new question. */
    static Inquiry of(QueryParameters parameters) {
        Map<String, List<String>> all = parameters.getParameters();
        return new Inquiry(
                one(all, "workspace", MetricQuery.DEFAULT_WORKSPACE),
                list(all, "metrics"),
                list(all, "by"),
                one(all, "grain", ""),
                TimeRange.parse(one(all, "range", "")).orElse(USUAL_RANGE),
                one(all, "zone", ""),
                all.getOrDefault("where", List.of()).stream()
                        .filter(text -> !text.isBlank())
                        .map(Condition::parse)
                        .toList(),
                one(all, "compare", ""),
                one(all, "order", ""),
                number(one(all, "limit", "")),
                one(all, "saved", ""));
    }

    /** A saved query as it is picked: of several columns that it is sorted by only the first can be. */
    public static Inquiry of(MetricCatalog catalog, SavedQuery query) {
        List<String> groups = query.groupBy();
        Optional<String> time = groups.stream().filter(Inquiry::isTime).findFirst();
        return new Inquiry(
                catalog.workspace(),
                query.metrics(),
                groups.stream().filter(name -> !name.equals(time.orElse(""))).toList(),
                time.map(name -> grain(catalog, query, name)).orElse(""),
                query.timeRange().orElse(USUAL_RANGE),
                "",
                query.where().stream()
                        .map(text -> Condition.parse(Filter.parse(text).plain()))
                        .toList(),
                query.compare().orElse(""),
                query.orderBy().stream().findFirst().orElse(""),
                query.limit().orElse(0),
                query.name());
    }

    private static boolean isTime(String name) {
        return name.equals(MetricCatalog.METRIC_TIME)
                || name.startsWith(TIME)
                        && Grain.parse(name.substring(TIME.length())).isPresent();
    }

    private static String grain(MetricCatalog catalog, SavedQuery query, String time) {
        return time.startsWith(TIME)
                ? time.substring(TIME.length())
                : query.metrics().stream()
                        .flatMap(name -> catalog.find(new MetricName(name)).stream())
                        .map(metric -> catalog.defaultGrain(metric).word())
                        .findFirst()
                        .orElse("");
    }

    /** Whether it asks what the other does, be it of another time. */
    boolean asksLike(Inquiry other) {
        return over(other.range).inZone(other.zone).as(other.saved).equals(other);
    }

    Inquiry as(String newSaved) {
        return new Inquiry(
                workspace, metrics, groupBy, grain, range, zone, conditions, compare, order, limit, newSaved);
    }

    /**
     * What it would be as a saved query.
     *
     * @param name lower-case letters, digits and underscores
     */
    SavedQuery savedAs(String name, String label, String description) {
        return new SavedQuery(
                name,
                label.strip(),
                description.strip(),
                metrics,
                grouping(),
                conditions.stream().map(Condition::text).toList(),
                ordering(),
                limit == 0 ? Optional.empty() : Optional.of(limit),
                Optional.of(range),
                Optional.of(compare).filter(said -> !said.isEmpty()),
                new Place("", 0));
    }

    private static String one(Map<String, List<String>> all, String key, String otherwise) {
        return all.getOrDefault(key, List.of()).stream()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> list(Map<String, List<String>> all, String key) {
        return all.getOrDefault(key, List.of()).stream()
                .flatMap(COMMA::splitAsStream)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** The question as an address carries it. */
    public QueryParameters parameters() {
        return new QueryParameters(said());
    }

    /** What is not as in a new question, in the order in which it is picked. */
    private Map<String, List<String>> said() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        put(all, "saved", saved);
        put(all, "workspace", workspace.equals(MetricQuery.DEFAULT_WORKSPACE) ? "" : workspace);
        put(all, "metrics", String.join(",", metrics));
        put(all, "by", String.join(",", groupBy));
        put(all, "grain", grain);
        put(all, "range", range.word());
        put(all, "zone", zone);
        if (!conditions.isEmpty()) {
            all.put("where", conditions.stream().map(Condition::text).toList());
        }
        put(all, "compare", compare);
        put(all, "order", order);
        put(all, "limit", limit == 0 ? "" : String.valueOf(limit));
        return all;
    }

    private static void put(Map<String, List<String>> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, List.of(value));
        }
    }

    /** Where the question can be seen and changed. */
    public String address() {
        return said().entrySet().stream()
                .flatMap(said -> said.getValue().stream().map(value -> said.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&", "explore?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }

    /**
     * The zone whose days count.
     *
     * @param own that of the metrics
     */
    public ZoneId zoneOr(Optional<ZoneId> own) {
        try {
            return zone.isEmpty() ? own.orElse(ZoneOffset.UTC) : ZoneId.of(zone);
        } catch (DateTimeException e) {
            // The router says what is wrong with it, and what to write instead.
            return ZoneOffset.UTC;
        }
    }

    /** The first instant asked for: the start of a whole bucket, so that no bar is cut. */
    public Instant start(Instant now, ZoneId days) {
        Instant start = range.start(now, days);
        return grain.isEmpty() ? start : Buckets.floor(start, grain, days);
    }

    /**
     * The question as the router takes it.
     *
     * @param own the zone of the metrics
     */
    public MetricQuery query(Instant now, Optional<ZoneId> own, Purpose purpose) {
        ZoneId days = zoneOr(own);
        return new MetricQuery(
                workspace,
                metrics.stream().map(MetricName::new).toList(),
                grouping(),
                conditions.stream().map(Condition::text).toList(),
                new TimeSpan(start(now, days), range.end(now, days)),
                zone.isEmpty() ? days.getId() : zone,
                null,
                compare.isEmpty() ? null : compare,
                ordering(),
                limit == 0 ? null : Integer.valueOf(limit),
                Demands.NONE,
                Route.AUTO,
                purpose,
                MetricQuery.Values.DISTINCT,
                null,
                Aliases.NONE);
    }

    /** What the answer's first columns are: the time, then the dimensions. */
    public List<String> grouping() {
        return Stream.concat(grain.isEmpty() ? Stream.of() : Stream.of("metric_time__" + grain), groupBy.stream())
                .toList();
    }

    /** Groups without time are read from the largest down. */
    private List<String> ordering() {
        List<String> by = new ArrayList<>();
        if (!order.isEmpty()) {
            by.add(order);
        } else if (grain.isEmpty() && !groupBy.isEmpty() && !metrics.isEmpty()) {
            by.add("-" + metrics.getFirst());
        }
        return by;
    }

    /** What is compared with, in words; null when nothing is. */
    public @Nullable String earlier() {
        return compare.isEmpty() ? null : Comparisons.words(compare);
    }
}
