package dev.tidemark.registry.internal;

import dev.tidemark.registry.RegisteredSchema;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of schemas and versions. */
public final class SchemaStore {

    private static final String SCHEMA = """
            SELECT s.context, s.id, s.guid, s.type, s.text, s."references", s.metadata, s.rule_set FROM registry.schema s
            """;

    private static final String VERSIONS = """
            SELECT s.context, s.id, s.guid, s.type, s.text, s."references", s.metadata, s.rule_set,
                   v.subject, v.version, v.deleted, v.created_at
              FROM registry.subject_version v JOIN registry.schema s ON s.context = v.context AND s.id = v.schema_id
            """;

    private final JdbcClient jdbc;

    public SchemaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One writer at a time, until the transaction ends. */
    public void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('registry.schema'))::text")
                .query(String.class)
                .optional();
    }

    /** Every version of every subject, in order; the text of the schemas included. */
    public List<SchemaVersion> all() {
        return jdbc.sql(VERSIONS + "ORDER BY v.subject COLLATE \"C\", v.version")
                .query(SchemaStore::version)
                .list();
    }

    /** Every subject with whether all its versions are deleted. */
    public List<KnownSubject> subjects() {
        return jdbc.sql("""
                        SELECT subject, bool_and(deleted) FROM registry.subject_version
                        GROUP BY subject ORDER BY subject COLLATE "C"
                        """)
                .query((row, number) -> new KnownSubject(new Subject(row.getString(1)), row.getBoolean(2)))
                .list();
    }

    /**
     * @param deleted no version is left that is not softly deleted
     */
    public record KnownSubject(Subject subject, boolean deleted) {}

    /** Every version, softly deleted ones included, the first first. */
    public List<SchemaVersion> history(Subject subject) {
        return jdbc.sql(VERSIONS + "WHERE v.subject = ? ORDER BY v.version")
                .param(subject.name())
                .query(SchemaStore::version)
                .list();
    }

    public Optional<SchemaVersion> find(Subject subject, int version) {
        return jdbc.sql(VERSIONS + "WHERE v.subject = ? AND v.version = ?")
                .param(subject.name())
                .param(version)
                .query(SchemaStore::version)
                .optional();
    }

    /** The versions of the subject with exactly this content, the latest first. */
    public List<SchemaVersion> find(Subject subject, SchemaContent content) {
        return jdbc.sql(VERSIONS + "WHERE v.subject = ? AND s.fingerprint = ? ORDER BY v.version DESC")
                .param(subject.name())
                .param(Fingerprint.of(content).hex())
                .query(SchemaStore::version)
                .list();
    }

    public List<SchemaVersion> uses(String context, int id) {
        return jdbc.sql(VERSIONS
                        + "WHERE v.context = ? AND v.schema_id = ? ORDER BY v.subject COLLATE \"C\", v.version")
                .param(context)
                .param(id)
                .query(SchemaStore::version)
                .list();
    }

    public Optional<RegisteredSchema> schema(String context, int id) {
        return jdbc.sql(SCHEMA + "WHERE s.context = ? AND s.id = ?")
                .param(context)
                .param(id)
                .query(SchemaStore::registered)
                .optional();
    }

    public List<RegisteredSchema> schemas(UUID guid) {
        return jdbc.sql(SCHEMA + "WHERE s.guid = ? ORDER BY s.context, s.id")
                .param(guid)
                .query(SchemaStore::registered)
                .list();
    }

    /** The contexts that have ids, the default one first. */
    public List<String> contexts() {
        return jdbc.sql("SELECT name FROM registry.context ORDER BY name COLLATE \"C\"")
                .query((row, number) -> row.getString(1))
                .list();
    }

    public int highestId(String context) {
        return jdbc.sql("SELECT last_id FROM registry.context WHERE name = ?")
                .param(context)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    public void deleteContext(String context) {
        jdbc.sql("DELETE FROM registry.context WHERE name = ?").param(context).update();
    }

    /** The live or all versions that refer to this one. */
    public List<SchemaVersion> referrers(Subject subject, int version, boolean withDeleted) {
        return jdbc.sql(VERSIONS + """
                        JOIN registry.schema_reference r ON r.context = s.context AND r.schema_id = s.id
                        WHERE r.subject = ? AND r.version = ? AND (? OR NOT v.deleted)
                        ORDER BY s.id, v.subject, v.version
                        """)
                .param(subject.name())
                .param(version)
                .param(withDeleted)
                .query(SchemaStore::version)
                .list();
    }

    /** The id of this content; the next free one when it is new. Only under the lock. */
    public RegisteredSchema idOf(Subject subject, SchemaContent content, List<SchemaReference> targets) {
        Fingerprint fingerprint = Fingerprint.of(content);
        Optional<RegisteredSchema> known = jdbc.sql(
                        SCHEMA + "WHERE s.context = ? AND s.fingerprint = ? ORDER BY s.id LIMIT 1")
                .param(subject.context())
                .param(fingerprint.hex())
                .query(SchemaStore::registered)
                .optional();
        return known.orElseGet(() -> {
            int id = jdbc.sql("""
                            INSERT INTO registry.context (name, last_id) VALUES (?, 1)
                            ON CONFLICT (name) DO UPDATE SET last_id = context.last_id + 1 RETURNING last_id
                            """).param(subject.context()).query(Integer.class).single();
            return insert(subject.context(), id, content, fingerprint, false, targets);
        });
    }

    /** Keeps this content under an id from outside that is free. Only under the lock. */
    public RegisteredSchema importAs(Subject subject, int id, SchemaContent content, List<SchemaReference> targets) {
        jdbc.sql("""
                        INSERT INTO registry.context (name, last_id) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET last_id = greatest(context.last_id, excluded.last_id)
                        """).param(subject.context()).param(id).update();
        return insert(subject.context(), id, content, Fingerprint.of(content), true, targets);
    }

    private RegisteredSchema insert(
            String context,
            int id,
            SchemaContent content,
            Fingerprint fingerprint,
            boolean imported,
            List<SchemaReference> targets) {
        UUID guid = SchemaGuid.of(content);
        jdbc.sql("""
                        INSERT INTO registry.schema
                               (context, id, type, fingerprint, guid, text, "references", metadata, rule_set, imported)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(context)
                .param(id)
                .param(content.type().name())
                .param(fingerprint.hex())
                .param(guid)
                .param(content.text())
                .param(Json.text(content.references()))
                .param(content.metadata())
                .param(content.ruleSet())
                .param(imported)
                .update();
        targets.forEach(target -> jdbc.sql("""
                                INSERT INTO registry.schema_reference (context, schema_id, subject, version)
                                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                .param(context)
                .param(id)
                .param(target.subject())
                .param(target.version())
                .update());
        return new RegisteredSchema(context, id, guid, content);
    }

    /** Makes the schema this version of the subject, in the place of one that has the number. */
    public SchemaVersion insert(Subject subject, int version, RegisteredSchema schema) {
        Instant createdAt = jdbc.sql("""
                        INSERT INTO registry.subject_version (subject, version, context, schema_id) VALUES (?, ?, ?, ?)
                        ON CONFLICT (subject, version)
                        DO UPDATE SET schema_id = excluded.schema_id, context = excluded.context, deleted = false
                        RETURNING created_at
                        """)
                .param(subject.name())
                .param(version)
                .param(subject.context())
                .param(schema.id())
                .query((row, number) -> instant(row))
                .single();
        return new SchemaVersion(subject, version, schema.id(), schema.guid(), schema.content(), false, createdAt);
    }

    public void hide(Subject subject, int version) {
        jdbc.sql("UPDATE registry.subject_version SET deleted = true WHERE subject = ? AND version = ?")
                .param(subject.name())
                .param(version)
                .update();
    }

    /** Removes the version, and its schema when no other version has it. The id stays used. */
    public void remove(SchemaVersion version) {
        jdbc.sql("DELETE FROM registry.subject_version WHERE subject = ? AND version = ?")
                .param(version.subject().name())
                .param(version.version())
                .update();
        jdbc.sql("""
                        DELETE FROM registry.schema s
                        WHERE s.context = ? AND s.id = ? AND NOT EXISTS (
                            SELECT FROM registry.subject_version v WHERE v.context = s.context AND v.schema_id = s.id)
                        """).param(version.subject().context()).param(version.id()).update();
    }

    private static SchemaVersion version(ResultSet row, int number) throws SQLException {
        RegisteredSchema schema = registered(row, number);
        return new SchemaVersion(
                new Subject(row.getString("subject")),
                row.getInt("version"),
                schema.id(),
                schema.guid(),
                schema.content(),
                row.getBoolean("deleted"),
                instant(row));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    private static RegisteredSchema registered(ResultSet row, int number) throws SQLException {
        return new RegisteredSchema(
                row.getString("context"),
                row.getInt("id"),
                row.getObject("guid", UUID.class),
                new SchemaContent(
                        SchemaType.valueOf(row.getString("type")),
                        row.getString("text"),
                        Json.references(row.getString("references")),
                        row.getString("metadata"),
                        row.getString("rule_set")));
    }
}
