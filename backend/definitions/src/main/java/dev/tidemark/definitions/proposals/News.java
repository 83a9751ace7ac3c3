package dev.tidemark.definitions.proposals;

import dev.tidemark.definitions.proposals.internal.ProposalRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to proposals and has not been told yet, in PostgreSQL; every step becomes news by itself. Steps of a proposal are told one
 * after the other, those of different proposals do not wait for each other. Portals share it. Thread-safe.
 */
public final class News {

    private static final int LONGEST_ERROR = 1_000;

    private final JdbcClient database;

    public News(JdbcClient database) {
        this.database = database;
    }

    /**
     * A step that this process may tell now.
     *
     * @param attempts with the one that begins
     */
    public record Claimed(Step step, int attempts) {}

    /**
     * A step that could not be told so far.
     *
     * @param attempts that failed, or one more while one is being made
     * @param givenUp whether it is not tried any more
     */
    public record Untold(Step step, int attempts, String lastError, boolean givenUp) {}

    /** Takes the oldest step that is due; nobody else gets it before {@code lost}. The attempt is counted now, before it is made. */
    public Optional<Claimed> claim(Instant now, Instant lost) {
        return database.sql("""
                        WITH claimed AS (
                            UPDATE definitions.proposal_news SET attempts = attempts + 1, next_attempt_at = :lost
                            WHERE step = (
                                SELECT n.step
                                FROM definitions.proposal_news n JOIN definitions.proposal_step s ON s.id = n.step
                                WHERE n.given_up_at IS NULL AND n.next_attempt_at <= :now
                                  AND NOT EXISTS (
                                    SELECT FROM definitions.proposal_news earlier
                                    JOIN definitions.proposal_step e ON e.id = earlier.step
                                    WHERE e.proposal = s.proposal AND e.id < s.id AND earlier.given_up_at IS NULL)
                                ORDER BY n.step LIMIT 1 FOR UPDATE OF n SKIP LOCKED)
                            RETURNING step, attempts)
                        SELECT s.*, claimed.attempts FROM definitions.proposal_step s JOIN claimed ON claimed.step = s.id
                        """)
                .param("now", time(now))
                .param("lost", time(lost))
                .query((row, number) -> new Claimed(ProposalRecords.step(row), row.getInt("attempts")))
                .optional();
    }

    /**
     * Takes a step out, as it is told; in the caller's transaction, so only if that commits.
     *
     * @return whether it was still there: an attempt that took too long may find that another portal has told it
     */
    public boolean told(Step step) {
        return database.sql("DELETE FROM definitions.proposal_news WHERE step = ?")
                        .param(step.id())
                        .update()
                == 1;
    }

    /** Leaves a step for another attempt. */
    public void failed(Step step, String why, Instant next) {
        database.sql(
                        "UPDATE definitions.proposal_news SET last_error = :why, next_attempt_at = :next WHERE step = :step")
                .param("why", storable(why))
                .param("next", time(next))
                .param("step", step.id())
                .update();
    }

    /** Leaves a step untold; those that follow it are told now. */
    public void givenUp(Step step, String why, Instant now) {
        database.sql("UPDATE definitions.proposal_news SET last_error = :why, given_up_at = :now WHERE step = :step")
                .param("why", storable(why))
                .param("now", time(now))
                .param("step", step.id())
                .update();
    }

    /** The oldest first. */
    public List<Untold> untold(int most) {
        return database.sql("""
                        SELECT s.*, n.attempts, n.last_error, n.given_up_at
                        FROM definitions.proposal_news n JOIN definitions.proposal_step s ON s.id = n.step
                        WHERE n.last_error <> '' ORDER BY s.id LIMIT :most
                        """)
                .param("most", most)
                .query((row, number) -> untold(row))
                .list();
    }

    public void forgetGivenUpBefore(Instant time) {
        database.sql("DELETE FROM definitions.proposal_news WHERE given_up_at < ?")
                .param(time(time))
                .update();
    }

    private static Untold untold(ResultSet row) throws SQLException {
        return new Untold(
                ProposalRecords.step(row),
                row.getInt("attempts"),
                row.getString("last_error"),
                row.getObject("given_up_at", OffsetDateTime.class) != null);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** PostgreSQL's text has no NUL. */
    private static String storable(String why) {
        return (why.length() <= LONGEST_ERROR ? why : why.substring(0, LONGEST_ERROR)).replace('\0', '\uFFFD');
    }
}
