package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.RegisteredSchema;
import dev.tidemark.registry.RegistrationRequest;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.rules.EvolutionCheck;
import dev.tidemark.registry.internal.rules.SourceRules;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        return known(subject, request)
                .orElseGet(() -> Objects.requireNonNull(transaction.execute(status -> registerNew(subject, request))));
    }

    /** Repeating a registration needs no lock and no mode. Who means the latest version is not answered with an earlier one. */
    private Optional<SchemaVersion> known(Subject subject, RegistrationRequest request) {
        Settings settings = governance.inScope(subject);
        if (!request.anyVersion()
                || request.content().text().isBlank()
                || Inheritance.governedBy(settings.document())) {
            return Optional.empty();
        }
        ParsedSchema schema =
                parse(subject, request.content(), normalizes(subject, request.normalize(), settings), Reading.AS_KEPT);
        List<SchemaVersion> live = live(store.history(subject));
        List<SchemaVersion> candidates =
                request.versionNamed() ? live.subList(Math.max(0, live.size() - 1), live.size()) : live;
        return find(subject, schema, candidates, false).filter(found -> request.accepts(found.id()));
    }

    private SchemaVersion registerNew(Subject subject, RegistrationRequest request) {
        store.lock();
        Mode mode = governance.mode(subject);
        mustAccept(subject, request, mode);
        Settings settings = governance.inScope(subject);
        List<SchemaVersion> history = store.history(subject);
        List<SchemaVersion> live = live(history);
        int next = history.isEmpty() ? 1 : history.getLast().version() + 1;
        ParsedSchema schema = parse(
                subject,
                mode.importing() ? request.content() : complete(request, live, settings, next),
                normalizes(subject, request.normalize(), settings),
                !mode.importing() && settings.validatesNew() ? Reading.AS_NEW : Reading.AS_KEPT);
        if (!request.versionNamed()) {
            Optional<SchemaVersion> known =
                    find(subject, schema, live, false).filter(found -> request.accepts(found.id()));
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
        boolean normalizes = normalizes(subject, normalize, settings);
        ParsedSchema schema = parse(subject, content, normalizes, Reading.AS_KEPT);
        List<SchemaVersion> history = store.history(subject);
        Optional<SchemaVersion> found = find(subject, schema, history, withDeleted);
        if (found.isPresent()) {
            return found;
        }
        SchemaContent inherited = inherit(content, latest(subject), settings);
        return inherited.equals(content)
                ? Optional.empty()
                : find(subject, parse(subject, inherited, normalizes, Reading.AS_KEPT), history, withDeleted);
    }

    private Optional<SchemaVersion> find(
            Subject subject, ParsedSchema schema, List<SchemaVersion> history, boolean withDeleted) {
        List<SchemaVersion> candidates = history.reversed().stream()
                .filter(version -> withDeleted || !version.deleted())
                .toList();
        return candidates.stream()
                .filter(version -> schema.content().equals(version.content()))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(version -> same(subject, schema, version))
                        .findFirst());
    }

    /** References to the latest are the same as to its number, and a schema with everything in it as one that refers to it. */
    private boolean same(Subject subject, ParsedSchema schema, SchemaVersion version) {
        SchemaContent sought = schema.content();
        SchemaContent kept = version.content();
        if (sought.type() != kept.type()
                || !VersionMark.matches(sought.metadata(), kept.metadata(), version.version())
                || !sameRules(sought.ruleSet(), kept.ruleSet())) {
            return false;
        }
        if (sought.references().isEmpty() && !kept.references().isEmpty()) {
            return schema.resolved()
                    .equals(parse(subject, kept, false, Reading.AS_KEPT).resolved());
        }
        return sameText(subject, sought, kept)
                && references
                        .targets(subject, sought.references())
                        .equals(references.targets(subject, kept.references()));
    }

    private static boolean sameRules(@Nullable String sought, @Nullable String kept) {
        return Objects.equals(sought, kept)
                || (sought != null && kept != null && Json.kept(sought).equals(Json.kept(kept)));
    }

    /** Protobuf was kept in another layout once. */
    private boolean sameText(Subject subject, SchemaContent sought, SchemaContent kept) {
        return sought.text().equals(kept.text())
                || (kept.type() == SchemaType.PROTOBUF
                        && sought.text()
                                .equals(parse(subject, kept, false, Reading.AS_KEPT)
                                        .content()
                                        .text()));
    }

    /** Whether the schema could follow these versions; the first first. */
    public Compatibility compatibility(
            Subject subject, SchemaContent content, boolean normalize, List<SchemaVersion> with) {
        Settings settings = governance.inScope(subject);
        Reading reading = settings.validatesNew() ? Reading.AS_NEW : Reading.AS_KEPT;
        return compatibility(
                parse(subject, content, normalizes(subject, normalize, settings), reading), settings, with);
    }

    private Compatibility compatibility(ParsedSchema schema, Settings settings, List<SchemaVersion> with) {
        List<CompatibilityCheck.Earlier> earlier = with.stream()
                .filter(version -> sameGroup(settings, schema.content(), version.content()))
                .map(version -> new CompatibilityCheck.Earlier(
                        version.version(), parse(version.subject(), version.content(), false, Reading.AS_KEPT)))
                .toList();
        Compatibility readable = CompatibilityCheck.check(schema, settings.level(), settings.policy(), earlier);
        List<String> broken = new ArrayList<>(brokenRules(schema, settings, earlier));
        if (settings.validatesFields()) {
            broken.addAll(ReservedFields.conflicts(
                    schema,
                    with.isEmpty()
                            ? Optional.empty()
                            : Optional.of(with.getLast().content())));
        }
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

    public ParsedSchema parse(Subject subject, SchemaContent content, boolean normalize, Reading reading) {
        if (content.text().isBlank()) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "Empty schema");
        }
        ParsedSchema schema =
                SchemaParser.parse(content, references.texts(subject, content.references(), reading), reading);
        if (!normalize) {
            return schema;
        }
        SchemaContent normal = schema.normalized();
        return SchemaParser.parse(normal, references.texts(subject, normal.references(), reading), reading);
    }

    /** What is imported stays as it comes. */
    private boolean normalizes(Subject subject, boolean asked, Settings settings) {
        return (asked || settings.normalizes()) && !governance.mode(subject).importing();
    }

    /** With what it takes over from the version before, and marked with its number when one was asked for or it was marked before. */
    private static SchemaContent complete(
            RegistrationRequest request, List<SchemaVersion> live, Settings settings, int next) {
        SchemaContent whole =
                inherit(request.content(), live.isEmpty() ? Optional.empty() : Optional.of(live.getLast()), settings);
        return request.versionNamed() || VersionMark.in(whole.metadata())
                ? whole.with(VersionMark.set(whole.metadata(), next), whole.ruleSet())
                : whole;
    }

    private static List<SchemaVersion> live(List<SchemaVersion> history) {
        return history.stream().filter(version -> !version.deleted()).toList();
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
