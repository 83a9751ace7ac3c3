package dev.tidemark.router.rollup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Standings and incidents in PostgreSQL, which all portals on it share. */
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
    public void agreed(RollupName rollup, Instant at) {
        count(rollup, at, 1);
    }

    /** Of all who find out at once one changes the row, and only that one notes the incident, in the same statement. */
    @Override
    public boolean disagreed(RollupName rollup, Instant at, String detail) {
        boolean news = jdbc.sql("""
                        WITH quarantined AS (
                            INSERT INTO router.rollup AS r (workspace, binding, compared, agreed, last_compared_at, quarantined_at, incident)
                            VALUES (:workspace, :binding, 1, 0, :at, :at, :detail)
                            ON CONFLICT (workspace, binding) DO UPDATE SET compared = r.compared + 1,
                              last_compared_at = greatest(r.last_compared_at, excluded.last_compared_at),
                              quarantined_at = excluded.quarantined_at, incident = excluded.incident
                            WHERE r.quarantined_at IS NULL
                            RETURNING workspace, binding, quarantined_at, incident)
                        INSERT INTO router.incident (opened_at, kind, workspace, subject, detail)
                        SELECT quarantined_at, 'rollup-disagrees', workspace, binding, incident FROM quarantined
                        """)
                        .param("workspace", rollup.workspace())
                        .param("binding", rollup.binding())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("detail", detail)
                        .update()
                == 1;
        if (!news) {
            count(rollup, at, 0);
        }
        return news;
    }

    @Override
    public boolean release(RollupName rollup) {
        return jdbc.sql("""
                        UPDATE router.rollup SET quarantined_at = NULL, incident = NULL
                        WHERE workspace = :workspace AND binding = :binding AND quarantined_at IS NOT NULL
                        """)
                        .param("workspace", rollup.workspace())
                        .param("binding", rollup.binding())
                        .update()
                == 1;
    }

    private void count(RollupName rollup, Instant at, int agreed) {
        jdbc.sql("""
                        INSERT INTO router.rollup AS r (workspace, binding, compared, agreed, last_compared_at)
                        VALUES (:workspace, :binding, 1, :agreed, :at)
                        ON CONFLICT (workspace, binding) DO UPDATE SET compared = r.compared + 1,
                          agreed = r.agreed + excluded.agreed,
                          last_compared_at = greatest(r.last_compared_at, excluded.last_compared_at)
                        """)
                .param("workspace", rollup.workspace())
                .param("binding", rollup.binding())
                .param("agreed", agreed)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
