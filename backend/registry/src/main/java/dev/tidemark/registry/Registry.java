package dev.tidemark.registry;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.internal.Governance;
import dev.tidemark.registry.internal.Lookup;
import dev.tidemark.registry.internal.Registration;
import dev.tidemark.registry.internal.Removal;
import dev.tidemark.registry.internal.SchemaStore;
import dev.tidemark.registry.internal.SettingsStore;
import dev.tidemark.registry.internal.SubjectCheck;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Subjects, their versions and their schemas. A schema keeps its id for ever, and a version never changes.
 *
 * <p>Any number of processes may write at once: writing is serialised in the database, so ids and versions have no gaps and two senders
 * of the same schema get the same answer.
 */
public final class Registry {

    /** Holds for every subject without a level of its own, until it is changed. */
    public static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD;

    private final SchemaStore store;
    private final Governance governance;
    private final Registration registration;
    private final Lookup lookup;
    private final SubjectCheck check;
    private final Removal removal;
    private final TransactionTemplate transaction;

    public Registry(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.store = new SchemaStore(jdbc);
        this.governance = new Governance(new SettingsStore(jdbc));
        this.transaction = new TransactionTemplate(transactions);
        this.registration = new Registration(store, governance, transaction);
        this.lookup = new Lookup(store, governance);
        this.check = new SubjectCheck(store, governance);
        this.removal = new Removal(store, governance);
    }

    /**
     * Makes the Avro schema the subject's next version, or finds the version that it already is; so it may be repeated freely.
     *
     * @throws ProblemException INVALID_SCHEMA, or INCOMPATIBLE_SCHEMA with every conflict
     */
    public SchemaVersion register(Subject subject, String schema) {
        keepMeaning(subject);
        return register(subject, RegistrationRequest.of(SchemaContent.avro(schema)));
    }

    private void keepMeaning(Subject subject) {
        if (!governance.keepsMeaning(subject)) {
            transaction.executeWithoutResult(status -> {
                store.lock();
                governance.keepMeaning(subject);
            });
        }
    }

    /**
     * @throws ProblemException INVALID_SUBJECT, INVALID_SCHEMA, SCHEMA_TOO_LARGE, OPERATION_NOT_PERMITTED by the mode, or
     *     INCOMPATIBLE_SCHEMA with every conflict
     */
    public SchemaVersion register(Subject subject, RegistrationRequest request) {
        return registration.register(subject, request);
    }

    /** The subjects that have a version, by their names. */
    public List<Subject> subjects() {
        return subjects(Listing.LIVE);
    }

    public List<Subject> subjects(Listing listing) {
        return store.subjects().stream()
                .filter(known -> listing.shows(known.deleted()))
                .map(SchemaStore.KnownSubject::subject)
                .toList();
    }

    /** Every version of every subject, by subject and number. */
    public List<SchemaVersion> all(Listing listing) {
        return store.all().stream()
                .filter(version -> listing.shows(version.deleted()))
                .toList();
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT
     */
    public List<Integer> versions(Subject subject) {
        return history(subject).stream().map(SchemaVersion::version).toList();
    }

    /**
     * Every version that is not deleted, the first first.
     *
     * @throws ProblemException UNKNOWN_SUBJECT
     */
    public List<SchemaVersion> history(Subject subject) {
        return history(subject, Listing.LIVE);
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT when it has no version that could be listed
     */
    public List<SchemaVersion> history(Subject subject, Listing listing) {
        List<SchemaVersion> history = store.history(subject);
        boolean exists =
                listing == Listing.LIVE ? history.stream().anyMatch(version -> !version.deleted()) : !history.isEmpty();
        if (!exists) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject);
        }
        return history.stream()
                .filter(version -> listing.shows(version.deleted()))
                .toList();
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
        return version(subject, version, false);
    }

    /**
     * A name without a context is sought in the default context first, then in all others.
     *
     * @param version -1 for the latest, which is never a deleted one
     * @throws ProblemException UNKNOWN_SUBJECT or UNKNOWN_SCHEMA_VERSION
     */
    public SchemaVersion version(Subject subject, int version, boolean withDeleted) {
        return everywhere(subject)
                .flatMap(place -> find(place, version, withDeleted).stream())
                .findFirst()
                .orElseThrow(() -> {
                    history(subject, withDeleted ? Listing.WITH_DELETED : Listing.LIVE);
                    return new ProblemException(RegistryProblem.UNKNOWN_SCHEMA_VERSION, subject, version);
                });
    }

    /** The version if it exists in the very context of the subject and is not deleted. */
    public Optional<SchemaVersion> find(Subject subject, int version) {
        return find(subject, version, false);
    }

    private Optional<SchemaVersion> find(Subject subject, int version, boolean withDeleted) {
        return version == -1
                ? store.history(subject).reversed().stream()
                        .filter(candidate -> !candidate.deleted())
                        .findFirst()
                : store.find(subject, version).filter(candidate -> withDeleted || !candidate.deleted());
    }

    private Stream<Subject> everywhere(Subject subject) {
        return subject.qualified()
                ? Stream.of(subject)
                : Stream.concat(
                        Stream.of(subject),
                        store.contexts().stream()
                                .filter(context -> !context.equals(Subject.DEFAULT_CONTEXT))
                                .map(subject::in));
    }

    /**
     * The text of a schema of the default context.
     *
     * @throws ProblemException UNKNOWN_SCHEMA
     */
    public String byId(int id) {
        return schema(id, Subject.EVERYBODY).content().text();
    }

    /**
     * @param near a context says which ids are meant; a subject's id is the one that it uses, in whatever context when it names none
     * @throws ProblemException UNKNOWN_SCHEMA
     */
    public RegisteredSchema schema(int id, Subject near) {
        Optional<RegisteredSchema> used = near.isContext() ? Optional.empty() : used(id, near);
        boolean anybodys = near.isContext() || !near.qualified();
        return used.or(() -> anybodys ? store.schema(near.context(), id) : Optional.empty())
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA, id));
    }

    private Optional<RegisteredSchema> used(int id, Subject near) {
        return everywhere(near)
                .filter(place -> store.uses(place.context(), id).stream()
                        .anyMatch(use -> use.subject().equals(place)))
                .findFirst()
                .flatMap(place -> store.schema(place.context(), id));
    }

    /** Where this content is kept, in every context; empty when nowhere. */
    public List<RegisteredSchema> schemas(UUID guid) {
        return store.schemas(guid);
    }

    /** The highest id that the context ever gave out; 0 before the first. */
    public int highestId(String context) {
        return store.highestId(context);
    }

    /**
     * Where a schema of the default context is in use.
     *
     * @throws ProblemException UNKNOWN_SCHEMA
     */
    public List<SchemaVersion> usesOf(int id) {
        return usesOf(schema(id, Subject.EVERYBODY), Listing.LIVE);
    }

    public List<SchemaVersion> usesOf(RegisteredSchema schema, Listing listing) {
        return store.uses(schema.context(), schema.id()).stream()
                .filter(use -> listing.shows(use.deleted()))
                .toList();
    }

    /** The versions that refer to this one. */
    public List<SchemaVersion> referrers(SchemaVersion version, boolean withDeleted) {
        return store.referrers(version.subject(), version.version(), withDeleted);
    }

    /**
     * The version of the subject that is this Avro schema.
     *
     * @throws ProblemException UNKNOWN_SUBJECT, UNREGISTERED_SCHEMA or INVALID_SCHEMA
     */
    public SchemaVersion lookup(Subject subject, String schema) {
        return lookup(subject, SchemaContent.avro(schema), false, false);
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT, UNREGISTERED_SCHEMA or INVALID_SCHEMA
     */
    public SchemaVersion lookup(Subject subject, SchemaContent content, boolean normalize, boolean withDeleted) {
        return everywhere(subject)
                .flatMap(place -> lookupIn(place, subject, content, normalize, withDeleted).stream())
                .findFirst()
                .orElseThrow(() -> {
                    history(subject, withDeleted ? Listing.WITH_DELETED : Listing.LIVE);
                    return new ProblemException(RegistryProblem.UNREGISTERED_SCHEMA, subject);
                });
    }

    /** Elsewhere than meant, a schema that makes no sense there is merely not found. */
    private Optional<SchemaVersion> lookupIn(
            Subject place, Subject meant, SchemaContent content, boolean normalize, boolean withDeleted) {
        try {
            return lookup.lookup(place, content, normalize, withDeleted);
        } catch (ProblemException e) {
            if (place.equals(meant) || e.problem() != RegistryProblem.INVALID_SCHEMA) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Whether the Avro schema could follow all versions of the subject at its level; a subject without versions takes anything.
     *
     * @throws ProblemException INVALID_SCHEMA
     */
    public Compatibility compatibility(Subject subject, String schema) {
        return compatibility(subject, SchemaContent.avro(schema), false, live(subject));
    }

    /**
     * Whether the schema gets along with these versions at the subject's level.
     *
     * @param with the first first
     * @throws ProblemException INVALID_SCHEMA
     */
    public Compatibility compatibility(
            Subject subject, SchemaContent content, boolean normalize, List<SchemaVersion> with) {
        return check.check(subject, content, normalize, with);
    }

    /** The versions that a new schema is compared with; none when the subject is unknown. */
    public List<SchemaVersion> live(Subject subject) {
        return store.history(subject).stream()
                .filter(version -> !version.deleted())
                .toList();
    }

    /**
     * @throws ProblemException UNKNOWN_SUBJECT, SUBJECT_SOFT_DELETED, SUBJECT_NOT_SOFT_DELETED, REFERENCE_EXISTS or
     *     OPERATION_NOT_PERMITTED
     */
    public List<Integer> delete(Subject subject, boolean permanent) {
        return inTransaction(() -> removal.subject(subject, permanent));
    }

    /**
     * @param version -1 for the latest
     * @throws ProblemException UNKNOWN_SUBJECT, UNKNOWN_SCHEMA_VERSION, VERSION_SOFT_DELETED, VERSION_NOT_SOFT_DELETED,
     *     REFERENCE_EXISTS or OPERATION_NOT_PERMITTED
     */
    public int delete(Subject subject, int version, boolean permanent) {
        return inTransaction(() -> removal.version(subject, version, permanent));
    }

    /** The contexts that were ever used; the default one, which always is, comes first. */
    public List<String> contexts() {
        return Stream.concat(Stream.of(Subject.DEFAULT_CONTEXT), store.contexts().stream())
                .distinct()
                .toList();
    }

    /**
     * @throws ProblemException CONTEXT_NOT_EMPTY
     */
    public void deleteContext(String context) {
        transaction.executeWithoutResult(status -> removal.context(context));
    }

    /** The level that holds for the subject: its own, else its context's, else the global one. */
    public CompatibilityLevel level(Subject subject) {
        return governance.inScope(subject).level();
    }

    /** The subject that a name means: another one when it is set to stand for that. */
    public Subject meant(String name) {
        Subject subject = new Subject(name);
        return governance
                .own(subject)
                .flatMap(Settings::alias)
                .map(subject::sibling)
                .orElse(subject);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
