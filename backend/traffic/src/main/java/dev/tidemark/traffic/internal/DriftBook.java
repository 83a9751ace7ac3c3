package dev.tidemark.traffic.internal;

import dev.tidemark.traffic.Drift;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What drifts, and what has drifted, in PostgreSQL. */
public final class DriftBook {

    private static final String COLUMNS =
            "id, event_type, field, kind, subject, detail, sources, first_at, last_at, closed_at";
    private static final int LONGEST = 200;

    private final JdbcClient database;

    public DriftBook(JdbcClient database) {
        this.database = database;
    }

    /** Writes a sighting down: as the same drift when it is open, as a new one otherwise. */
    public void see(Drift.Sighting sighting, Instant now) {
        database.sql("""
                        INSERT INTO traffic.drift
                            (event_type, field, kind, subject, detail, sources, first_at, last_at)
                        VALUES (:type, :field, :kind, :subject, :detail, :sources, :now, :now)
                        ON CONFLICT (event_type, field, kind, subject) WHERE closed_at IS NULL
                        DO UPDATE SET detail = excluded.detail, sources = excluded.sources, last_at = excluded.last_at,
                            clear_since = NULL
                        """)
                .param("type", storable(sighting.eventType()))
                .param("field", storable(sighting.field()))
                .param("kind", sighting.kind().name())
                .param("subject", storable(sighting.subject()))
                .param("detail", sighting.detail().replace('\0', '\uFFFD'))
                .param("sources", String.join("\n", sighting.sources()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What senders call their fields may be anything. */
    private static String storable(String text) {
        String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return shortened.replace('\0', '\uFFFD');
    }

    /** Closes what has not been seen since; returns how many. */
    public int closeUnseenSince(Instant last, Instant now) {
        return database.sql("UPDATE traffic.drift SET closed_at = :now WHERE closed_at IS NULL AND last_at < :last")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("last", last.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes that the traffic, as of now, shows an open drift to be gone. */
    public void clear(Drift drift, Instant now) {
        database.sql("UPDATE traffic.drift SET clear_since = :now"
                        + " WHERE id = :id AND closed_at IS NULL AND clear_since IS NULL AND last_at < :now")
                .param("id", drift.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Closes an open drift that has been gone for long enough, unless it is one that came back.
     *
     * @param clearSince it must have been gone then
     * @param calmSince the same drift must not have ended after that
     * @return how many, 0 or 1
     */
    public int closeClear(Drift drift, Instant clearSince, Instant calmSince, Instant now) {
        return database.sql("""
                        UPDATE traffic.drift d SET closed_at = :now
                        WHERE id = :id AND closed_at IS NULL AND clear_since <= :clear AND NOT EXISTS (
                          SELECT 1 FROM traffic.drift b
                          WHERE b.event_type = d.event_type AND b.field = d.field AND b.kind = d.kind AND b.subject = d.subject
                            AND b.closed_at > :calm)
                        """)
                .param("id", drift.id())
                .param("clear", clearSince.atOffset(ZoneOffset.UTC))
                .param("calm", calmSince.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Open ones first, each the newest first. */
    public List<Drift> of(Optional<String> eventType, int most) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM traffic.drift WHERE (:type::text IS NULL OR event_type = :type)"
                                + " ORDER BY closed_at IS NOT NULL, last_at DESC, id DESC LIMIT :most")
                .param("type", eventType.orElse(null))
                .param("most", most)
                .query((row, number) -> drift(row))
                .list();
    }

    public List<Drift> open() {
        return database.sql("SELECT " + COLUMNS
                        + " FROM traffic.drift WHERE closed_at IS NULL ORDER BY last_at DESC, id DESC")
                .query((row, number) -> drift(row))
                .list();
    }

    private static Drift drift(ResultSet row) throws SQLException {
        String sources = row.getString("sources");
        return new Drift(
                row.getLong("id"),
                row.getString("event_type"),
                row.getString("field"),
                Drift.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("detail"),
                sources.isEmpty() ? List.of() : Arrays.asList(sources.split("\n")),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
