package dev.tidemark.sql.internal;

import dev.tidemark.sql.SqlFlavor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Times as people write them in conditions. */
final class Times {

    private Times() {}

    /** A time as an instant: in databases of others it may be without a zone, and is then one of the session, which is UTC. */
    static void instant(SqlWriter writer, SqlNode time, SqlFlavor flavor) {
        boolean mayLackZone = flavor == SqlFlavor.POSTGRESQL || flavor == SqlFlavor.DUCKDB_DATABASE;
        writer.print(mayLackZone ? "CAST(" : "");
        time.unparse(writer, mayLackZone ? 0 : 100, mayLackZone ? 0 : 100);
        writer.print(mayLackZone ? " AS TIMESTAMPTZ)" : "");
    }

    /**
     * A date is its first instant; a time without a zone is meant in {@code zone}.
     *
     * @throws java.time.format.DateTimeParseException when it is neither
     */
    static Instant instant(String text, ZoneId zone) {
        String iso = text.strip().replace(' ', 'T');
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        return iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
