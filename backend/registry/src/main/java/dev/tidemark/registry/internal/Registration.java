package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.RegisteredSchema;
import dev.tidemark.registry.RegistrationRequest;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.TagChange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** How a schema becomes a version. */
public final class Registration {

    private final SchemaStore store;
    private final Governance governance;
    private final References references;
    private final SubjectParser parser;
    private final Lookup lookup;
    private final SubjectCheck check;
    private final Tagging tagging;
    private final TransactionTemplate transaction;

    public Registration(SchemaStore store, Governance governance, TransactionTemplate transaction) {
        this.store = store;
        this.governance = governance;
        this.references = new References(store);
        this.parser = new SubjectParser(store, governance);
        this.lookup = new Lookup(store, governance);
        this.check = new SubjectCheck(store, governance);
        this.tagging = new Tagging(parser);
        this.transaction = transaction;
    }

    /** The version that the schema is or becomes. */
    public SchemaVersion register(Subject subject, RegistrationRequest request) {
        if (!subject.takesSchemas()) {
            throw new ProblemException(RegistryProblem.INVALID_SUBJECT, subject);
        }
        return known(subject, request)
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(status -> registerNew(subject, request))));
    }

    /** Repeating a registration needs no lock and no mode. Who means the latest version is not answered with an earlier one. */
    private Optional<SchemaVersion> known(Subject subject, RegistrationRequest request) {
        Settings settings = governance.inScope(subject);
        if (!request.anyVersion()
                || !request.tags().equals(TagChange.NONE)
                || request.content().text().isBlank()
                || Inheritance.governedBy(settings.document())) {
            return Optional.empty();
        }
        ParsedSchema schema = parser.parse(
                subject, request.content(), parser.normalizes(subject, request.normalize(), settings), Reading.AS_KEPT);
        List<SchemaVersion> live = live(store.history(subject));
        List<SchemaVersion> candidates =
                request.versionNamed() ? live.subList(Math.max(0, live.size() - 1), live.size()) : live;
        return lookup.find(subject, schema, candidates, false).filter(found -> request.accepts(found.id()));
    }

    private SchemaVersion registerNew(Subject subject, RegistrationRequest untagged) {
        store.lock();
        Mode mode = governance.mode(subject);
        mustAccept(subject, untagged, mode);
        Settings settings = governance.inScope(subject);
        List<SchemaVersion> history = store.history(subject);
        List<SchemaVersion> live = live(history);
        RegistrationRequest request = tagging.apply(subject, untagged, mode.importing() ? List.of() : live);
        int next = history.isEmpty() ? 1 : history.getLast().version() + 1;
        ParsedSchema schema = parser.parse(
                subject,
                mode.importing() ? request.content() : complete(request, live, settings, next),
                parser.normalizes(subject, request.normalize(), settings),
                !mode.importing() && settings.validatesNew() ? Reading.AS_NEW : Reading.AS_KEPT);
        if (!request.versionNamed()) {
            Optional<SchemaVersion> known =
                    lookup.find(subject, schema, live, false).filter(found -> request.accepts(found.id()));
            if (known.isPresent()) {
                return known.get();
            }
        }
        if (!mode.importing() && !request.force()) {
            mustFit(subject, schema, settings, live);
        }
        int version = request.anyVersion() ? next : Objects.requireNonNull(request.version());
        if (version != next && !mode.importing()) {
            throw new ProblemException(
                    RegistryProblem.INVALID_SCHEMA,
                    "Version is not one more than previous version: it is " + version + ", the next one is " + next
                            + ".");
        }
        RegisteredSchema registered = identify(subject, request, schema.content());
        SchemaVersion result = store.insert(subject, version, registered);
        history.stream()
                .filter(old -> old.deleted() && old.id() == result.id() && old.version() < version)
                .filter(old -> store.referrers(subject, old.version(), true).isEmpty())
                .forEach(store::remove);
        return result;
    }

    private static void mustAccept(Subject subject, RegistrationRequest request, Mode mode) {
        boolean brought = request.id() != null && request.id() >= 0;
        if (mode.readOnly()) {
            throw Governance.forbidden(subject, "in read-only mode");
        }
        if (brought && !mode.importing()) {
            throw Governance.forbidden(subject, "not in import mode");
        }
        if (!brought && mode != Mode.READWRITE) {
            throw Governance.forbidden(subject, "not in read-write mode");
        }
    }

    private void mustFit(Subject subject, ParsedSchema schema, Settings settings, List<SchemaVersion> live) {
        Compatibility compatibility = check.check(schema, settings, live);
        if (!compatibility.holds()) {
            throw new ProblemException(
                    RegistryProblem.INCOMPATIBLE_SCHEMA,
                    subject,
                    settings.level(),
                    String.join(" ", compatibility.messages()));
        }
    }

    private RegisteredSchema identify(Subject subject, RegistrationRequest request, SchemaContent content) {
        Integer id = request.id();
        if (id == null || id < 0) {
            return store.idOf(subject, content, references.targets(subject, content.references()));
        }
        Optional<RegisteredSchema> taken = store.schema(subject.context(), id);
        if (taken.isPresent() && !taken.get().content().equals(content)) {
            throw new ProblemException(
                    RegistryProblem.OPERATION_NOT_PERMITTED,
                    "Overwrite new schema with id " + id + " in context " + subject.ofContext() + " is not permitted.");
        }
        return taken.orElseGet(
                () -> store.importAs(subject, id, content, references.targets(subject, content.references())));
    }

    /** With what it takes over from the version before, and marked with its number when one was asked for or it was marked before. */
    private static SchemaContent complete(
            RegistrationRequest request, List<SchemaVersion> live, Settings settings, int next) {
        SchemaContent whole = Inheritance.of(
                request.content(), live.isEmpty() ? Optional.empty() : Optional.of(live.getLast()), settings);
        return request.versionNamed() || VersionMark.in(whole.metadata())
                ? whole.with(VersionMark.set(whole.metadata(), next), whole.ruleSet())
                : whole;
    }

    private static List<SchemaVersion> live(List<SchemaVersion> history) {
        return history.stream().filter(version -> !version.deleted()).toList();
    }
}
