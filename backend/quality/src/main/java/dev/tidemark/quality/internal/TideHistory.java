package dev.tidemark.quality.internal;

import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Freshness;
import dev.tidemark.quality.FreshnessState;
import dev.tidemark.quality.TideSample;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Samples of tides, in PostgreSQL. */
public final class TideHistory {

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient database;

    public TideHistory(JdbcClient database) {
        this.database = database;
    }

    void sample(List<Freshness> tides, Instant now) {
        for (Freshness tide : tides) {
            DatasetName name = tide.dataset().name();
            database.sql("""
                            INSERT INTO quality.tide (store, table_name, sampled_at, complete_through, state, row_count)
                            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                            """)
                    .param(name.store())
                    .param(name.table())
                    .param(Timestamp.from(now))
                    .param(tide.completeThrough().map(Timestamp::from).orElse(null))
                    .param(tide.state(now).word())
                    .param(tide.rows())
                    .update();
        }
        database.sql("DELETE FROM quality.tide WHERE sampled_at < ?")
                .param(Timestamp.from(now.minus(KEPT)))
                .update();
    }

    List<TideSample> since(Instant start) {
        return database.sql("""
                        SELECT store, table_name, sampled_at, complete_through, state, row_count FROM quality.tide
                        WHERE sampled_at >= ? ORDER BY store, table_name, sampled_at
                        """)
                .param(Timestamp.from(start))
                .query((row, number) -> new TideSample(
                        new DatasetName(row.getString(1), row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant),
                        FreshnessState.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        row.getLong(6)))
                .list();
    }
}
