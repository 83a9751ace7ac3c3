package dev.tidemark.router;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.internal.Json;
import dev.tidemark.router.usage.SharedCommit;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The receipts of the last thirty days, in PostgreSQL. */
public final class Receipts {

    /** One in so many new receipts clears out the old ones. */
    private static final int SWEEP = 200;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Clock clock;
    private final SharedCommit<Object[]> commit;

    public Receipts(JdbcOperations database, Duration kept, Clock clock) {
        this.jdbc = JdbcClient.create(database);
        this.kept = kept;
        this.clock = clock;
        this.commit = new SharedCommit<>(rows -> database.batchUpdate(
                "INSERT INTO router.receipt (id, sealed_at, document) VALUES (?, ?, ?::jsonb) ON CONFLICT DO NOTHING",
                rows));
    }

    /** Kept when this returns. */
    public void keep(Receipt receipt) {
        commit.write(new Object[] {receipt.id(), receipt.asOf().atOffset(ZoneOffset.UTC), Json.write(receipt)});
        if (ThreadLocalRandom.current().nextInt(SWEEP) == 0) {
            OffsetDateTime oldest = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
            jdbc.sql("DELETE FROM router.receipt WHERE sealed_at < ?")
                    .param(oldest)
                    .update();
        }
    }

    /**
     * @throws ProblemException {@link RoutingProblem#UNKNOWN_RECEIPT}
     */
    public Receipt find(String id) {
        return jdbc.sql("SELECT document FROM router.receipt WHERE id = ? AND sealed_at >= ?")
                .params(id, clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .map(document -> Json.read(document, Receipt.class))
                .orElseThrow(() -> new ProblemException(RoutingProblem.UNKNOWN_RECEIPT, id, kept.toDays()));
    }
}
