package dev.tidemark.incidents.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the tables have in common. */
final class Row {

    private static final int LONGEST = 4_000;

    private Row() {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Optional<Long> maybeLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime time(Optional<Instant> at) {
        return at.map(Row::time).orElse(null);
    }

    /** PostgreSQL's text has no NUL. What came from a sender, such as the name of a field, may have one. */
    static String storable(String text) {
        String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return shortened.replace('\0', '\uFFFD');
    }
}
