package dev.tidemark.pipelines.maintenance.internal;

import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.maintenance.Chore;
import dev.tidemark.lake.maintenance.MaintenanceReport;
import dev.tidemark.pipelines.maintenance.MaintenanceCause;
import dev.tidemark.pipelines.maintenance.MaintenanceRun;
import dev.tidemark.problems.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every run did, in PostgreSQL. */
public final class MaintenanceHistory {

    private static final String COLUMNS =
            "id, namespace, table_name, cause, chores, started_at, ended_at, files_packed,"
                    + " files_written, bytes_packed, manifests_rewritten, snapshots_expired, files_deleted, orphans_deleted,"
                    + " conflicts, problem, detail";

    private final JdbcClient database;

    public MaintenanceHistory(JdbcClient database) {
        this.database = database;
    }

    public MaintenanceRun add(
            TableRef table,
            MaintenanceCause cause,
            Set<Chore> chores,
            Instant start,
            Instant end,
            MaintenanceReport report,
            Optional<ProblemException> problem) {
        return database.sql("""
                        INSERT INTO pipelines.maintenance_run (namespace, table_name, cause, chores, started_at, ended_at,
                            files_packed, files_written, bytes_packed, manifests_rewritten, snapshots_expired,
                            files_deleted, orphans_deleted, conflicts, problem, detail)
                        VALUES (:namespace, :table, :cause, :chores, :started, :ended, :packed, :written, :bytes,
                            :manifests, :snapshots, :deleted, :orphans, :conflicts, :problem, :detail)
                        RETURNING\s""" + COLUMNS)
                .param("namespace", table.namespace())
                .param("table", table.name())
                .param("cause", cause.word())
                .param("chores", chores.stream().sorted().map(Chore::word).collect(Collectors.joining(" ")))
                .param("started", start.atOffset(ZoneOffset.UTC))
                .param("ended", end.atOffset(ZoneOffset.UTC))
                .param("packed", report.filesPacked())
                .param("written", report.filesWritten())
                .param("bytes", report.bytesPacked())
                .param("manifests", report.manifestsRewritten())
                .param("snapshots", report.snapshotsExpired())
                .param("deleted", report.filesDeleted())
                .param("orphans", report.orphansDeleted())
                .param("conflicts", report.conflicts())
                .param("problem", problem.map(e -> e.problem().code()).orElse(null))
                .param("detail", problem.map(ProblemException::detail).orElse(""))
                .query((row, number) -> run(row))
                .single();
    }

    public List<MaintenanceRun> newest(int most) {
        return database.sql("SELECT " + COLUMNS + " FROM pipelines.maintenance_run ORDER BY id DESC LIMIT :most")
                .param("most", most)
                .query((row, number) -> run(row))
                .list();
    }

    public List<MaintenanceRun> of(TableRef table, int most) {
        return database.sql("SELECT " + COLUMNS + " FROM pipelines.maintenance_run"
                        + " WHERE namespace = :namespace AND table_name = :table ORDER BY id DESC LIMIT :most")
                .param("namespace", table.namespace())
                .param("table", table.name())
                .param("most", most)
                .query((row, number) -> run(row))
                .list();
    }

    /** When the last run of a table ended, failed ones included. */
    public Optional<Instant> last(TableRef table) {
        return of(table, 1).stream().findFirst().map(MaintenanceRun::endedAt);
    }

    /** When a chore was last done for a table without a problem. */
    public Optional<Instant> lastWith(TableRef table, Chore chore) {
        return database.sql("SELECT " + COLUMNS + " FROM pipelines.maintenance_run WHERE namespace = :namespace"
                        + " AND table_name = :table AND problem IS NULL"
                        + " AND :chore = ANY (string_to_array(chores, ' ')) ORDER BY id DESC LIMIT 1")
                .param("namespace", table.namespace())
                .param("table", table.name())
                .param("chore", chore.word())
                .query((row, number) -> run(row))
                .optional()
                .map(MaintenanceRun::endedAt);
    }

    public void forgetBefore(Instant time) {
        database.sql("DELETE FROM pipelines.maintenance_run WHERE ended_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static MaintenanceRun run(ResultSet row) throws SQLException {
        return new MaintenanceRun(
                row.getLong("id"),
                new TableRef(row.getString("namespace"), row.getString("table_name")),
                MaintenanceCause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                Arrays.stream(row.getString("chores").split(" "))
                        .map(word -> Chore.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                new MaintenanceReport(
                        row.getInt("files_packed"),
                        row.getInt("files_written"),
                        row.getLong("bytes_packed"),
                        row.getInt("manifests_rewritten"),
                        row.getInt("snapshots_expired"),
                        row.getInt("files_deleted"),
                        row.getInt("orphans_deleted"),
                        row.getInt("conflicts")),
                Optional.ofNullable(row.getString("problem")),
                row.getString("detail"));
    }
}
