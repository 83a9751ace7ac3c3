package dev.tidemark.registry.internal;

import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The registry's tables. */
public final class SchemaStore {

    /** The subject under which the global level is kept. */
    public static final String EVERYBODY = "";

    private static final String VERSIONS = """
            SELECT v.subject, v.version, v.schema_id, s.text
              FROM registry.subject_version v JOIN registry.schema s ON s.id = v.schema_id
            """;

    private final JdbcClient jdbc;

    public SchemaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One registration at a time, until the transaction ends. */
    public void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('registry.schema'))::text")
                .query(String.class)
                .optional();
    }

    public List<Subject> subjects() {
        return jdbc.sql("SELECT DISTINCT subject FROM registry.subject_version ORDER BY subject")
                .query((row, number) -> new Subject(row.getString(1)))
                .list();
    }

    public List<SchemaVersion> history(Subject subject) {
        return jdbc.sql(VERSIONS + "WHERE v.subject = ? ORDER BY v.version")
                .param(subject.name())
                .query(SchemaStore::version)
                .list();
    }

    public Optional<SchemaVersion> find(Subject subject, String fingerprint) {
        return jdbc.sql(VERSIONS + "WHERE v.subject = ? AND s.type = 'AVRO' AND s.fingerprint = ?")
                .param(subject.name())
                .param(fingerprint)
                .query(SchemaStore::version)
                .optional();
    }

    public List<SchemaVersion> uses(int id) {
        return jdbc.sql(VERSIONS + "WHERE v.schema_id = ? ORDER BY v.subject, v.version")
                .param(id)
                .query(SchemaStore::version)
                .list();
    }

    public Optional<String> schema(int id) {
        return jdbc.sql("SELECT text FROM registry.schema WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** The schema's id; the next free one when it is new. Only under the lock. */
    public int idOf(AvroText schema) {
        return jdbc.sql("SELECT id FROM registry.schema WHERE type = 'AVRO' AND fingerprint = ?")
                .param(schema.fingerprint())
                .query(Integer.class)
                .optional()
                .orElseGet(() -> jdbc.sql("""
                                INSERT INTO registry.schema (id, fingerprint, text)
                                SELECT coalesce(max(id), 0) + 1, ?, ? FROM registry.schema RETURNING id
                                """)
                        .param(schema.fingerprint())
                        .param(schema.text())
                        .query(Integer.class)
                        .single());
    }

    public void insert(Subject subject, int version, int id) {
        jdbc.sql("INSERT INTO registry.subject_version (subject, version, schema_id) VALUES (?, ?, ?)")
                .param(subject.name())
                .param(version)
                .param(id)
                .update();
    }

    public Optional<CompatibilityLevel> level(String subject) {
        return jdbc.sql("SELECT level FROM registry.subject_level WHERE subject = ?")
                .param(subject)
                .query((row, number) -> CompatibilityLevel.valueOf(row.getString(1)))
                .optional();
    }

    public void setLevel(String subject, CompatibilityLevel level) {
        jdbc.sql("""
                        INSERT INTO registry.subject_level (subject, level) VALUES (?, ?)
                        ON CONFLICT (subject) DO UPDATE SET level = excluded.level, changed_at = now()
                        """).param(subject).param(level.name()).update();
    }

    private static SchemaVersion version(ResultSet row, int number) throws SQLException {
        return new SchemaVersion(new Subject(row.getString(1)), row.getInt(2), row.getInt(3), row.getString(4));
    }
}
