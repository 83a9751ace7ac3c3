package dev.tidemark.router.usage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.router.quota.Quotas;
import dev.tidemark.router.usage.Usage.SpanUse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Sums over the usage log. Thread-safe. */
public final class UsageReport {

    /** What questions are put together by. */
    public enum By {
        @JsonProperty("team")
        TEAM("team"),
        /** A question about two metrics counts in both. */
        @JsonProperty("metric")
        METRIC("unnest(metrics)"),
        @JsonProperty("user")
        USER("asker"),
        /** Days of UTC. */
        @JsonProperty("day")
        DAY("to_char(asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
        @JsonProperty("dashboard")
        DASHBOARD("coalesce(dashboard, '')");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Questions of one team, metric, user … or of all.
     *
     * @param key null for the total
     * @param questions answered and refused
     * @param cost what the answers cost; null when none was priced
     * @param currency of the cost; a key that was priced in two has a line for each
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            @Nullable String key,
            long questions,
            long refused,
            long cacheHits,
            long rawScans,
            long rowsRead,
            long bytes,
            long millis,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal estimated,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal cost,

            @Nullable String currency) {}

    /**
     * How much a metric is used.
     *
     * @param days that were counted
     * @param questions that were answered
     * @param askers how many different people asked
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Popularity(
            String metric,
            int days,
            long questions,
            long askers,
            long teams,
            long dashboards,
            @Nullable Instant lastAsked) {}

    private static final String SUMS = """
            count(*), count(refusal), count(*) FILTER (WHERE cache_hit), count(*) FILTER (WHERE raw),
            sum(rows_read), sum(bytes), sum(millis), sum(estimated), sum(actual)
            """;

    private final JdbcClient jdbc;

    public UsageReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The dearest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param workspace null for all
     */
    public List<Line> lines(By by, Instant from, Instant to, @Nullable String workspace, int most) {
        return jdbc.sql("SELECT " + by.sql + " AS key, currency, " + SUMS + """
                         FROM router.usage
                        WHERE asked_at >= ? AND asked_at < ? AND (?::text IS NULL OR workspace = ?)
                        GROUP BY 1, 2 ORDER BY sum(actual) DESC, count(*) DESC, 1 LIMIT ?
                        """)
                .params(parameters(from, to, workspace, most))
                .query((row, number) -> line(row.getString(1), row))
                .list();
    }

    /** One line for each currency; none when nothing was asked. */
    public List<Line> totals(Instant from, Instant to, @Nullable String workspace) {
        return jdbc.sql("SELECT NULL AS key, currency, " + SUMS + """
                         FROM router.usage
                        WHERE asked_at >= ? AND asked_at < ? AND (?::text IS NULL OR workspace = ?)
                        GROUP BY 2 ORDER BY 2 LIMIT ?
                        """)
                .params(parameters(from, to, workspace, 100))
                .query((row, number) -> line(null, row))
                .list();
    }

    private static List<@Nullable Object> parameters(Instant from, Instant to, @Nullable String workspace, int most) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(from.atOffset(ZoneOffset.UTC));
        parameters.add(to.atOffset(ZoneOffset.UTC));
        parameters.add(workspace);
        parameters.add(workspace);
        parameters.add(most);
        return parameters;
    }

    private static Line line(@Nullable String key, java.sql.ResultSet row) throws java.sql.SQLException {
        String currency = row.getString(2);
        return new Line(
                key,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                currency == null ? null : row.getBigDecimal(10),
                currency == null ? null : row.getBigDecimal(11),
                currency);
    }

    /** What the latest answers took, span by span, the oldest first. */
    public List<SpanUse> latestSpans(int most) {
        return jdbc.sql("""
                        SELECT store, "table", rows, bytes, expected_bytes, millis FROM (
                          SELECT asked_at, span.* FROM router.usage,
                            jsonb_to_recordset(spans) AS span(store text, "table" text, rows bigint, bytes bigint, expected_bytes bigint, millis bigint)
                          ORDER BY asked_at DESC LIMIT ?) latest
                        ORDER BY asked_at
                        """)
                .param(most)
                .query((row, number) -> new SpanUse(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }

    /**
     * What answers read from a table.
     *
     * @param answers that read it; those from the cache did not
     */
    public record TableUse(String store, String table, long answers, long bytes, long millis) {

        public boolean isOf(String otherStore, String otherTable) {
            return store.equals(otherStore) && table.equals(otherTable);
        }
    }

    /** The tables that a workspace's answers read since an instant, the most read first. */
    public List<TableUse> tables(String workspace, Instant from) {
        return jdbc.sql("""
                        SELECT span.store, span."table", count(DISTINCT id), sum(span.bytes), sum(span.millis) FROM router.usage,
                          jsonb_to_recordset(spans) AS span(store text, "table" text, bytes bigint, millis bigint)
                        WHERE workspace = ? AND asked_at >= ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
                        """)
                .params(workspace, from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new TableUse(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list();
    }

    /** What a team has used since an instant. */
    public Quotas.Used used(String team, Instant from) {
        return jdbc.sql("""
                        SELECT coalesce(sum(bytes), 0), coalesce(sum(actual), 0) FROM router.usage
                        WHERE team = ? AND asked_at >= ?
                        """)
                .params(team, from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Quotas.Used(row.getLong(1), row.getBigDecimal(2)))
                .single();
    }

    /** For everybody: it names nobody. */
    public Popularity popularity(String workspace, String metric, int days, Instant now) {
        OffsetDateTime from = now.atOffset(ZoneOffset.UTC).minusDays(days);
        return jdbc.sql("""
                        SELECT count(*), count(DISTINCT asker), count(DISTINCT team), count(DISTINCT dashboard), max(asked_at)
                        FROM router.usage
                        WHERE workspace = ? AND metrics @> ARRAY[?::text] AND asked_at >= ? AND refusal IS NULL
                        """)
                .params(workspace, metric, from)
                .query((row, number) -> {
                    OffsetDateTime last = row.getObject(5, OffsetDateTime.class);
                    return new Popularity(
                            metric,
                            days,
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            last == null ? null : last.toInstant());
                })
                .single();
    }
}
