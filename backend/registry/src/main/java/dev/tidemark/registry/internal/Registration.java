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
import dev.tidemark.registry.internal.rules.EvolutionCheck;
import dev.tidemark.registry.internal.rules.SourceRules;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** How a schema becomes a version, and how the version of a schema is found. */
public final class Registration {

    private final SchemaStore store;
    private final Governance governance;
    private final References references;
    private final TransactionTemplate transaction;

    public Registration(SchemaStore store, Governance governance, TransactionTemplate transaction) {
        this.store = store;
        this.governance = governance;
        this.references = new References(store);
        this.transaction = transaction;
    }

    /** The version that the schema is or becomes. */
    public SchemaVersion register(Subject subject, RegistrationRequest request) {
        if (!subject.takesSchemas()) {
            throw new ProblemException(RegistryProblem.INVALID_SUBJECT, subject);
        }
        Settings settings = governance.inScope(subject);
        return known(subject, request, settings)
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(status -> registerNew(subject, request))));
    }

    /** Repeating a registration needs no lock and no mode. */
    private Optional<SchemaVersion> known(Subject subject, RegistrationRequest request, Settings settings) {
        if (!request.anyVersion() || request.content().text().isBlank()) {
            return Optional.empty();
        }
        SchemaContent inherited = inherit(request.content(), latest(subject), settings);
        ParsedSchema schema = parse(subject, inherited, normalizes(request.normalize(), settings));
        return find(subject, schema, store.history(subject), false)
                .filter(found -> request.id() == null || request.id() < 0 || request.id() == found.id());
    }

    private SchemaVersion registerNew(Subject subject, RegistrationRequest request) {
        store.lock();
        Mode mode = governance.mode(subject);
        mustAccept(subject, request, mode);
        Settings settings = governance.inScope(subject);
        List<SchemaVersion> history = store.history(subject);
        List<SchemaVersion> live =
                history.stream().filter(version -> !version.deleted()).toList();
        SchemaContent content = mode.importing()
                ? request.content()
                : inherit(request.content(), live.isEmpty() ? Optional.empty() : Optional.of(live.getLast()), settings);
        ParsedSchema schema = parse(subject, content, normalizes(request.normalize(), settings));
        if (request.anyVersion()) {
            Optional<SchemaVersion> known = find(subject, schema, live, false)
                    .filter(found -> request.id() == null || request.id() == found.id());
            if (known.isPresent()) {
                return known.get();
            }
        }
        if (!mode.importing()) {
            mustFit(subject, schema, settings, live);
        }
        int next = history.isEmpty() ? 1 : history.getLast().version() + 1;
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
        String place = "Subject " + subject + " in context " + subject.context();
        boolean brought = request.id() != null && request.id() >= 0;
        if (mode.readOnly()) {
            throw new ProblemException(RegistryProblem.OPERATION_NOT_PERMITTED, place + " is in read-only mode.");
        }
        if (brought && !mode.importing()) {
            throw new ProblemException(
                    RegistryProblem.OPERATION_NOT_PERMITTED,
                    place + " is not in import mode, so the registry alone gives out ids.");
        }
        if (!brought && mode != Mode.READWRITE) {
            throw new ProblemException(
                    RegistryProblem.OPERATION_NOT_PERMITTED,
                    place + " is not in read-write mode, so a schema must bring its id.");
        }
    }

    private void mustFit(Subject subject, ParsedSchema schema, Settings settings, List<SchemaVersion> live) {
        Compatibility compatibility = compatibility(schema, settings, live);
        if (!compatibility.holds()) {
            throw new ProblemException(
                    RegistryProblem.INCOMPATIBLE_SCHEMA,
                    subject,
                    settings.level(),
                    String.join(" ", compatibility.conflicts()));
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
                    "Overwrite new schema with id " + id + " in context " + subject.context()
                            + " is not permitted: the id belongs to another schema.");
        }
        return taken.orElseGet(
                () -> store.importAs(subject, id, content, references.targets(subject, content.references())));
    }

    /** The version that this schema is. */
    public Optional<SchemaVersion> lookup(
            Subject subject, SchemaContent content, boolean normalize, boolean withDeleted) {
        Settings settings = governance.inScope(subject);
        ParsedSchema schema = parse(subject, content, normalizes(normalize, settings));
        List<SchemaVersion> history = store.history(subject);
        Optional<SchemaVersion> found = find(subject, schema, history, withDeleted);
        if (found.isPresent()) {
            return found;
        }
        SchemaContent inherited = inherit(content, latest(subject), settings);
        return inherited.equals(content)
                ? Optional.empty()
                : find(subject, parse(subject, inherited, normalizes(normalize, settings)), history, withDeleted);
    }

    private Optional<SchemaVersion> find(
            Subject subject, ParsedSchema schema, List<SchemaVersion> history, boolean withDeleted) {
        return history.reversed().stream()
                .filter(version -> withDeleted || !version.deleted())
                .filter(version -> same(subject, schema, version))
                .findFirst();
    }

    /** References to the latest are the same as to its number, and a schema with everything in it as one that refers to it. */
    private boolean same(Subject subject, ParsedSchema schema, SchemaVersion version) {
        SchemaContent sought = schema.content();
        SchemaContent kept = version.content();
        if (sought.equals(kept)) {
            return true;
        }
        if (sought.type() != kept.type()
                || !Objects.equals(sought.metadata(), kept.metadata())
                || !Objects.equals(sought.ruleSet(), kept.ruleSet())) {
            return false;
        }
        if (sought.references().isEmpty() && !kept.references().isEmpty()) {
            return schema.resolved().equals(parse(subject, kept, false).resolved());
        }
        return !sought.references().isEmpty()
                && sought.text().equals(kept.text())
                && references
                        .targets(subject, sought.references())
                        .equals(references.targets(subject, kept.references()));
    }

    /** Whether the schema could follow these versions; the first first. */
    public Compatibility compatibility(
            Subject subject, SchemaContent content, boolean normalize, List<SchemaVersion> with) {
        Settings settings = governance.inScope(subject);
        return compatibility(parse(subject, content, normalizes(normalize, settings)), settings, with);
    }

    private Compatibility compatibility(ParsedSchema schema, Settings settings, List<SchemaVersion> with) {
        List<CompatibilityCheck.Earlier> earlier = with.stream()
                .filter(version -> sameGroup(settings, schema.content(), version.content()))
                .map(version -> new CompatibilityCheck.Earlier(
                        version.version(), parse(version.subject(), version.content(), false)))
                .toList();
        Compatibility readable = CompatibilityCheck.check(schema, settings.level(), settings.policy(), earlier);
        List<String> broken = brokenRules(schema, settings, earlier);
        return broken.isEmpty() ? readable : readable.and(broken);
    }

    private static List<String> brokenRules(
            ParsedSchema schema, Settings settings, List<CompatibilityCheck.Earlier> earlier) {
        SourceRules rules = SourceRules.of(settings.member("tidemark"));
        return rules.meaning()
                ? EvolutionCheck.check(
                        rules,
                        LocalDate.now(ZoneOffset.UTC),
                        earlier.stream().map(each -> each.schema().fields()).toList(),
                        schema.fields())
                : List.of();
    }

    private static boolean sameGroup(Settings settings, SchemaContent one, SchemaContent other) {
        return settings.group()
                .map(group -> property(one, group).equals(property(other, group)))
                .orElse(true);
    }

    private static String property(SchemaContent content, String name) {
        String metadata = content.metadata();
        return metadata == null
                ? ""
                : Json.kept(metadata).path("properties").path(name).asText("");
    }

    public ParsedSchema parse(Subject subject, SchemaContent content, boolean normalize) {
        if (content.text().isBlank()) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "Empty schema");
        }
        ParsedSchema schema = SchemaParser.parse(content, references.texts(subject, content.references()));
        if (!normalize) {
            return schema;
        }
        SchemaContent normal = schema.normalized();
        return SchemaParser.parse(normal, references.texts(subject, normal.references()));
    }

    private static boolean normalizes(boolean asked, Settings settings) {
        return asked || settings.normalizes();
    }

    private static SchemaContent inherit(SchemaContent content, Optional<SchemaVersion> latest, Settings settings) {
        SchemaContent whole = content.text().isBlank() && latest.isPresent()
                ? latest.get().content().with(content.metadata(), content.ruleSet())
                : content;
        return Inheritance.apply(whole, latest.map(SchemaVersion::content), settings.document());
    }

    private Optional<SchemaVersion> latest(Subject subject) {
        return store.history(subject).reversed().stream()
                .filter(version -> !version.deleted())
                .findFirst();
    }
}
