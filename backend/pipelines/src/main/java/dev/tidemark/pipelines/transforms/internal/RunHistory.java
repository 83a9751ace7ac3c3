package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.lake.Tide;
import dev.tidemark.pipelines.transforms.Cause;
import dev.tidemark.pipelines.transforms.Outcome;
import dev.tidemark.pipelines.transforms.TransformResult;
import dev.tidemark.pipelines.transforms.TransformRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What every run did, in PostgreSQL. */
public final class RunHistory {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = "id, transform, cause, started_at, ended_at, outcome, snapshot,"
            + " complete_through, rows_total, parts_written, inputs, column_origins, problem, detail";

    private final JdbcClient database;

    public RunHistory(JdbcClient database) {
        this.database = database;
    }

    public TransformRun add(String transform, Cause cause, Instant startedAt, Instant endedAt, TransformResult result) {
        return database.sql("""
                        INSERT INTO pipelines.transform_run (transform, cause, started_at, ended_at, outcome, definition,
                            snapshot, complete_through, rows_total, parts_written, inputs, column_origins, problem, detail)
                        VALUES (:transform, :cause, :started, :ended, :outcome, :definition, :snapshot, :tide, :rows,
                            :parts, CAST(:inputs AS jsonb), CAST(:origins AS jsonb), :problem, :detail)
                        RETURNING\s""" + COLUMNS)
                .param("transform", transform)
                .param("cause", cause.word())
                .param("started", startedAt.atOffset(ZoneOffset.UTC))
                .param("ended", endedAt.atOffset(ZoneOffset.UTC))
                .param("outcome", result.outcome().word())
                .param("definition", result.definition())
                .param(
                        "snapshot",
                        result.snapshot().isPresent() ? result.snapshot().getAsLong() : null)
                .param(
                        "tide",
                        result.tide()
                                .map(Tide::completeThrough)
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("rows", result.rows())
                .param("parts", result.parts())
                .param("inputs", RunNotes.snapshots(result.inputs()))
                .param("origins", JSON.writeValueAsString(result.origins()))
                .param("problem", result.problem().orElse(null))
                .param("detail", result.detail())
                .query((row, number) -> run(row))
                .single();
    }

    /** The newest first. */
    public List<TransformRun> of(String transform, int most) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM pipelines.transform_run WHERE transform = :transform ORDER BY id DESC LIMIT :most")
                .param("transform", transform)
                .param("most", most)
                .query((row, number) -> run(row))
                .list();
    }

    public void forgetBefore(Instant time) {
        database.sql("DELETE FROM pipelines.transform_run WHERE ended_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static TransformRun run(ResultSet row) throws SQLException {
        long snapshot = row.getLong("snapshot");
        OptionalLong published = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(snapshot);
        return new TransformRun(
                row.getLong("id"),
                row.getString("transform"),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                instant(row, "started_at").orElseThrow(),
                instant(row, "ended_at").orElseThrow(),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                published,
                instant(row, "complete_through"),
                row.getLong("rows_total"),
                row.getInt("parts_written"),
                row.getString("inputs"),
                row.getString("column_origins"),
                Optional.ofNullable(row.getString("problem")),
                row.getString("detail"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
