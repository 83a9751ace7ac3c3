package dev.tidemark.pipelines.flink.internal;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was submitted last under each name, in PostgreSQL: without it nobody could tell which checkpoints are a job's own. */
public final class SubmittedJobs {

    private final JdbcClient database;

    public SubmittedJobs(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param restored what the submission was restored from
     * @param savepoint what the job was stopped with since; newer than any checkpoint of it
     */
    public record Submission(
            String name, String fingerprint, String jobId, Optional<Path> restored, Optional<Path> savepoint) {}

    public Optional<Submission> last(String name) {
        return database.sql("select * from pipelines.flink_job where name = ?")
                .param(name)
                .query(SubmittedJobs::submission)
                .optional();
    }

    /** Written before the job is submitted, so that a job is never on the cluster without being known here. */
    public void submitting(String name, String fingerprint, String jobId, Optional<Path> restored) {
        database.sql("""
                insert into pipelines.flink_job (name, fingerprint, job_id, restored_from, savepoint, problem, submitted_at)
                values (?, ?, ?, ?, null, null, now())
                on conflict (name) do update set fingerprint = excluded.fingerprint, job_id = excluded.job_id,
                  restored_from = excluded.restored_from, savepoint = null, problem = null, submitted_at = now()
                """)
                .param(name)
                .param(fingerprint)
                .param(jobId)
                .param(text(restored))
                .update();
    }

    public void stopped(String name, Path savepoint) {
        database.sql("update pipelines.flink_job set savepoint = ? where name = ?")
                .params(savepoint.toString(), name)
                .update();
    }

    public void problem(String name, String problem) {
        database.sql("update pipelines.flink_job set problem = ? where name = ?")
                .params(problem, name)
                .update();
    }

    public Optional<String> problem(String name) {
        return database.sql("select problem from pipelines.flink_job where name = ? and problem is not null")
                .param(name)
                .query(String.class)
                .optional();
    }

    private static @Nullable String text(Optional<Path> path) {
        return path.map(Path::toString).orElse(null);
    }

    private static Submission submission(ResultSet row, int number) throws SQLException {
        return new Submission(
                row.getString("name"),
                row.getString("fingerprint"),
                row.getString("job_id"),
                Optional.ofNullable(row.getString("restored_from")).map(Path::of),
                Optional.ofNullable(row.getString("savepoint")).map(Path::of));
    }
}
