package dev.tidemark.quarantine.internal;

import dev.tidemark.quarantine.Repair;
import dev.tidemark.quarantine.RepairDocument;
import dev.tidemark.quarantine.Replay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Replays in PostgreSQL. Calls join the caller's transaction. */
public final class ReplayBook {

    private static final String COLUMNS =
            "id, cause, steps, by_hand, asked_by, reason, state, total, released, refused,"
                    + " trouble, started_at, ended_at";

    private final JdbcClient database;

    public ReplayBook(JdbcClient database) {
        this.database = database;
    }

    /** Opens a replay that has no events yet. */
    public long open(String cause, Repair repair, @Nullable String byHand, String askedBy, String reason, Instant now) {
        return database.sql("INSERT INTO quarantine.replay (cause, steps, by_hand, asked_by, reason, state, total,"
                        + " started_at) VALUES (:cause, :steps, :hand, :by, :reason, 'running', 0, :now) RETURNING id")
                .param("cause", cause)
                .param("steps", RepairDocument.write(repair))
                .param("hand", byHand)
                .param("by", askedBy)
                .param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    public void total(long id, int events) {
        database.sql("UPDATE quarantine.replay SET total = :events WHERE id = :id")
                .param("events", events)
                .param("id", id)
                .update();
    }

    public Optional<Replay> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.replay WHERE id = :id")
                .param("id", id)
                .query((row, number) -> replay(row))
                .optional();
    }

    /**
     * The newest first.
     *
     * @param cause empty for all
     */
    public List<Replay> list(Optional<String> cause, int most) {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.replay"
                        + " WHERE (:cause::text IS NULL OR cause = :cause) ORDER BY id DESC LIMIT :most")
                .param("cause", cause.orElse(null))
                .param("most", most)
                .query((row, number) -> replay(row))
                .list();
    }

    /** The oldest replay that runs and that no other portal is at; no other portal gets it before this transaction ends. */
    public Optional<Replay> take() {
        return database.sql("SELECT " + COLUMNS + " FROM quarantine.replay WHERE state = 'running' ORDER BY id LIMIT 1"
                        + " FOR UPDATE SKIP LOCKED")
                .query((row, number) -> replay(row))
                .optional();
    }

    public void progress(long id, int released, int refused) {
        database.sql("UPDATE quarantine.replay SET released = released + :released, refused = refused + :refused,"
                        + " trouble = '' WHERE id = :id")
                .param("released", released)
                .param("refused", refused)
                .param("id", id)
                .update();
    }

    public void trouble(long id, String why) {
        database.sql("UPDATE quarantine.replay SET trouble = :why WHERE id = :id")
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** Whether it was running. */
    public boolean end(long id, Replay.State state, Instant now) {
        return database.sql("UPDATE quarantine.replay SET state = :state, ended_at = :now, trouble = ''"
                                + " WHERE id = :id AND state = 'running'")
                        .param("state", state.word())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getLong("id"),
                row.getString("cause"),
                RepairDocument.read(row.getString("steps")),
                Optional.ofNullable(row.getString("by_hand")),
                row.getString("asked_by"),
                row.getString("reason"),
                Replay.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("total"),
                row.getLong("released"),
                row.getLong("refused"),
                row.getString("trouble"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
