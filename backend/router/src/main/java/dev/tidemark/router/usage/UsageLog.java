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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was asked, in PostgreSQL. Thread-safe. */
public final class UsageLog {

    /** One in so many questions clears out the old ones. */
    private static final int SWEEP = 500;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Clock clock;
    private final Function<List<SpanUse>, String> json;

    /**
     * @param json writes spans as a JSON array
     */
    public UsageLog(JdbcClient jdbc, Duration kept, Clock clock, Function<List<SpanUse>, String> json) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.clock = clock;
        this.json = json;
    }

    public void keep(Usage usage) {
        Usage.Asked asked = usage.asked();
        jdbc.sql("""
                        INSERT INTO router.usage (id, asked_at, workspace, asker, team, metrics, dimensions, dashboard, reason,
                          stores, spans, rows_returned, rows_read, bytes, millis, estimated, actual, currency, cache_hit, raw, refusal)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(usage.id())
                .param(usage.at().atOffset(ZoneOffset.UTC))
                .param(asked.workspace())
                .param(asked.user())
                .param(asked.team())
                .param(asked.metrics().toArray(String[]::new))
                .param(asked.dimensions().toArray(String[]::new))
                .param(asked.dashboard())
                .param(asked.reason())
                .param(usage.spans().stream().map(SpanUse::store).distinct().toArray(String[]::new))
                .param(json.apply(usage.spans()))
                .param(usage.rowsReturned())
                .param(usage.rowsRead())
                .param(usage.bytes())
                .param(usage.millis())
                .param(usage.cost().map(Spent::estimated).orElse(BigDecimal.ZERO))
                .param(usage.cost().map(Spent::actual).orElse(BigDecimal.ZERO))
                .param(usage.cost().map(Spent::currency).orElse(null))
                .param(usage.cacheHit())
                .param(usage.raw())
                .param(usage.refusal().orElse(null))
                .update();
        if (ThreadLocalRandom.current().nextInt(SWEEP) == 0) {
            jdbc.sql("DELETE FROM router.usage WHERE asked_at < ?")
                    .param(clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
