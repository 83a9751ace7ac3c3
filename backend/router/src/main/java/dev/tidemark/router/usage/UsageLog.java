package dev.tidemark.router.usage;

import dev.tidemark.router.usage.Usage.SpanUse;
import dev.tidemark.router.usage.Usage.Spent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was asked, in PostgreSQL. Thread-safe. */
public final class UsageLog {

    /** One in so many questions clears out the old ones. */
    private static final int SWEEP = 500;

    private static final String INSERT = """
            INSERT INTO router.usage (id, asked_at, workspace, asker, team, metrics, dimensions, dashboard, reason,
              stores, spans, rows_returned, rows_read, bytes, millis, estimated, actual, currency, cache_hit, raw, refusal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Clock clock;
    private final Function<List<SpanUse>, String> json;
    private final SharedCommit<Object[]> commit;

    /**
     * @param json writes spans as a JSON array
     */
    public UsageLog(JdbcOperations database, Duration kept, Clock clock, Function<List<SpanUse>, String> json) {
        this.jdbc = JdbcClient.create(database);
        this.kept = kept;
        this.clock = clock;
        this.json = json;
        this.commit = new SharedCommit<>(rows -> database.batchUpdate(INSERT, rows));
    }

    /** Kept when this returns. */
    @SuppressWarnings("NullAway") // columns hold absent values
    public void keep(Usage usage) {
        Usage.Asked asked = usage.asked();
        commit.write(new Object[] {
            usage.id(),
            usage.at().atOffset(ZoneOffset.UTC),
            asked.workspace(),
            asked.user(),
            asked.team(),
            asked.metrics().toArray(String[]::new),
            asked.dimensions().toArray(String[]::new),
            asked.dashboard(),
            asked.reason(),
            usage.spans().stream().map(SpanUse::store).distinct().toArray(String[]::new),
            json.apply(usage.spans()),
            usage.rowsReturned(),
            usage.rowsRead(),
            usage.bytes(),
            usage.millis(),
            usage.cost().map(Spent::estimated).orElse(BigDecimal.ZERO),
            usage.cost().map(Spent::actual).orElse(BigDecimal.ZERO),
            usage.cost().map(Spent::currency).orElse(null),
            usage.cacheHit(),
            usage.raw(),
            usage.refusal().orElse(null)
        });
        if (ThreadLocalRandom.current().nextInt(SWEEP) == 0) {
            jdbc.sql("DELETE FROM router.usage WHERE asked_at < ?")
                    .param(clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
