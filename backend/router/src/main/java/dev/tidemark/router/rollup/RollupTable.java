package dev.tidemark.router.rollup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Standings and incidents in PostgreSQL. */
public final class RollupTable implements RollupBook.Memory {

    private final JdbcClient jdbc;

    public RollupTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<RollupName, RollupStanding> load() {
        Map<RollupName, RollupStanding> standings = new HashMap<>();
        jdbc.sql("""
                        SELECT workspace, binding, compared, agreed, last_compared_at, quarantined_at, incident
                        FROM router.rollup
                        """)
                .query((row, number) -> standings.put(
                        new RollupName(row.getString(1), row.getString(2)),
                        new RollupStanding(
                                row.getLong(3),
                                row.getLong(4),
                                instant(row, 5),
                                instant(row, 6),
                                Optional.ofNullable(row.getString(7)))))
                .list();
        return standings;
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public void keep(RollupName rollup, RollupStanding standing) {
        jdbc.sql("""
                        INSERT INTO router.rollup (workspace, binding, compared, agreed, last_compared_at, quarantined_at, incident)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace, binding) DO UPDATE SET compared = excluded.compared, agreed = excluded.agreed,
                          last_compared_at = excluded.last_compared_at, quarantined_at = excluded.quarantined_at,
                          incident = excluded.incident
                        """)
                .param(rollup.workspace())
                .param(rollup.binding())
                .param(standing.compared())
                .param(standing.agreed())
                .param(time(standing.lastCompared()))
                .param(time(standing.quarantinedAt()))
                .param(standing.incident().orElse(null))
                .update();
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(found -> found.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    @Override
    public void incident(RollupName rollup, Instant at, String detail) {
        jdbc.sql("INSERT INTO router.incident (opened_at, kind, workspace, subject, detail) VALUES (?, ?, ?, ?, ?)")
                .params(at.atOffset(ZoneOffset.UTC), "rollup-disagrees", rollup.workspace(), rollup.binding(), detail)
                .update();
    }
}
