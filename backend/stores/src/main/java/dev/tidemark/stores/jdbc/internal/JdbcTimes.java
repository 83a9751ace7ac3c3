package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Instants into a statement and out of a result, in the Java types a driver takes. A time without a zone is one of UTC. */
final class JdbcTimes {

    private static final DateTimeFormatter TRINO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'").withZone(ZoneOffset.UTC);

    private final JdbcProduct product;

    JdbcTimes(JdbcProduct product) {
        this.product = product;
    }

    void bind(PreparedStatement statement, int place, Instant instant) throws SQLException {
        switch (product) {
            case POSTGRESQL, DUCKDB, REDSHIFT, CLICKHOUSE ->
                statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
            case TRINO -> statement.setObject(place, TRINO.format(instant), Types.TIMESTAMP_WITH_TIMEZONE);
            case SNOWFLAKE, BIGQUERY -> statement.setTimestamp(place, Timestamp.from(instant), utc());
        }
    }

    @Nullable Instant read(ResultSet result, int place) throws SQLException {
        return switch (product) {
            case POSTGRESQL, DUCKDB, REDSHIFT ->
                zoned(result, place)
                        ? instant(result.getObject(place, OffsetDateTime.class))
                        : ofUtc(result.getObject(place, LocalDateTime.class));
            case TRINO ->
                zoned(result, place)
                        ? instant(result.getObject(place, ZonedDateTime.class))
                        : ofUtc(result.getObject(place, LocalDateTime.class));
            case SNOWFLAKE, BIGQUERY, CLICKHOUSE -> {
                Timestamp time = result.getTimestamp(place, utc());
                yield time == null ? null : time.toInstant();
            }
        };
    }

    private static boolean zoned(ResultSet result, int place) throws SQLException {
        String type = result.getMetaData().getColumnTypeName(place).toLowerCase(Locale.ROOT);
        return type.equals("timestamptz") || type.contains("with time zone");
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant ofUtc(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** A calendar is no value; each call has its own. */
    private static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    }
}
