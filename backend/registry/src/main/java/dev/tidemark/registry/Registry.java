package dev.tidemark.registry;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.internal.AvroCompatibility;
import dev.tidemark.registry.internal.AvroText;
import dev.tidemark.registry.internal.SchemaStore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Subjects, their versions and their schemas. A schema keeps its id for ever, and a version never changes.
 *
 * <p>Any number of processes may register at once: registering is serialised in the database, so ids and versions have no gaps and
 * two senders of the same schema get the same answer.
 */
public final class Registry {

    /** Holds for every subject without a level of its own, until it is changed. */
    public static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD;

    private final SchemaStore store;
    private final TransactionTemplate transaction;

    public Registry(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.store = new SchemaStore(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Makes the schema the subject's next version, or finds the version that it already is; so it may be repeated freely.
     *
     * @throws ProblemException INVALID_SCHEMA, or INCOMPATIBLE_SCHEMA with every conflict
     */
    public SchemaVersion register(Subject subject, String schema) {
        AvroText text = AvroText.parse(schema);
        Optional<SchemaVersion> known = store.find(subject, text.fingerprint());
        return known.orElseGet(() -> inTransaction(() -> registerNew(subject, text)));
    }

    private SchemaVersion registerNew(Subject subject, AvroText text) {
        store.lock();
        Optional<SchemaVersion> known = store.find(subject, text.fingerprint());
        if (known.isPresent()) {
            return known.get();
        }
        List<SchemaVersion> history = store.history(subject);
        CompatibilityLevel level = level(subject);
        Compatibility compatibility = AvroCompatibility.check(text, level, history);
        if (!compatibility.holds()) {
            throw new ProblemException(
                    RegistryProblem.INCOMPATIBLE_SCHEMA, subject, level, String.join("; ", compatibility.conflicts()));
        }
        int id = store.idOf(text);
        int version = history.isEmpty() ? 1 : history.getLast().version() + 1;
        store.insert(subject, version, id);
        return new SchemaVersion(subject, version, id, text.text());
    }

    public List<Subject> subjects() {
        return store.subjects();
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT
     */
    public List<Integer> versions(Subject subject) {
        return history(subject).stream().map(SchemaVersion::version).toList();
    }

    /**
     * Every version, the first first.
     *
     * @throws ProblemException UNKNOWN_SUBJECT
     */
    public List<SchemaVersion> history(Subject subject) {
        List<SchemaVersion> history = store.history(subject);
        if (history.isEmpty()) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject);
        }
        return history;
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT
     */
    public SchemaVersion latest(Subject subject) {
        return history(subject).getLast();
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT or UNKNOWN_SCHEMA_VERSION
     */
    public SchemaVersion version(Subject subject, int version) {
        return history(subject).stream()
                .filter(candidate -> candidate.version() == version)
                .findFirst()
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA_VERSION, subject, version));
    }

    /**
     * The schema as JSON.
     *
     * @throws ProblemException UNKNOWN_SCHEMA
     */
    public String byId(int id) {
        return store.schema(id).orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA, id));
    }

    /**
     * Where the schema is in use.
     *
     * @throws ProblemException UNKNOWN_SCHEMA
     */
    public List<SchemaVersion> usesOf(int id) {
        byId(id);
        return store.uses(id);
    }

    /**
     * The version of the subject that is this schema.
     *
     * @throws ProblemException UNKNOWN_SUBJECT, UNKNOWN_SCHEMA or INVALID_SCHEMA
     */
    public SchemaVersion lookup(Subject subject, String schema) {
        AvroText text = AvroText.parse(schema);
        history(subject);
        return store.find(subject, text.fingerprint())
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA, "like this under " + subject));
    }

    /**
     * Whether the schema could follow all versions of the subject at its level; a subject without versions takes anything.
     *
     * @throws ProblemException INVALID_SCHEMA
     */
    public Compatibility compatibility(Subject subject, String schema) {
        return AvroCompatibility.check(AvroText.parse(schema), level(subject), store.history(subject));
    }

    /**
     * Whether the schema gets along with this one version at the subject's level.
     *
     * @throws ProblemException INVALID_SCHEMA
     */
    public Compatibility compatibility(SchemaVersion with, String schema) {
        return AvroCompatibility.check(AvroText.parse(schema), level(with.subject()), List.of(with));
    }

    /** The level that holds for the subject: its own, else the global one. */
    public CompatibilityLevel level(Subject subject) {
        return ownLevel(subject).orElseGet(this::globalLevel);
    }

    public Optional<CompatibilityLevel> ownLevel(Subject subject) {
        return store.level(subject.name());
    }

    public CompatibilityLevel globalLevel() {
        return store.level(SchemaStore.EVERYBODY).orElse(DEFAULT_LEVEL);
    }

    public void setLevel(Subject subject, CompatibilityLevel level) {
        store.setLevel(subject.name(), level);
    }

    public void setGlobalLevel(CompatibilityLevel level) {
        store.setLevel(SchemaStore.EVERYBODY, level);
    }

    /**
     * @throws ProblemException INVALID_COMPATIBILITY_LEVEL
     */
    public static CompatibilityLevel levelNamed(String name) {
        return Stream.of(CompatibilityLevel.values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(RegistryProblem.INVALID_COMPATIBILITY_LEVEL, name));
    }

    private SchemaVersion inTransaction(Supplier<SchemaVersion> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
