package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the version of a schema is found. */
public final class Lookup {

    private final SchemaStore store;
    private final Governance governance;
    private final References references;
    private final SubjectParser parser;

    public Lookup(SchemaStore store, Governance governance) {
        this.store = store;
        this.governance = governance;
        this.references = new References(store);
        this.parser = new SubjectParser(store, governance);
    }

    /**
     * The version that this schema is; a blank one is none.
     *
     * @throws ProblemException INVALID_SCHEMA
     */
    public Optional<SchemaVersion> lookup(
            Subject subject, SchemaContent content, boolean normalize, boolean withDeleted) {
        if (content.text().isBlank()) {
            return Optional.empty();
        }
        Settings settings = governance.inScope(subject);
        boolean normalizes = parser.normalizes(subject, normalize, settings);
        ParsedSchema schema = parser.parse(subject, content, normalizes, Reading.AS_KEPT);
        List<SchemaVersion> history = store.history(subject);
        Optional<SchemaVersion> found = find(subject, schema, history, withDeleted);
        if (found.isPresent()) {
            return found;
        }
        SchemaContent inherited = Inheritance.of(content, latest(history), settings);
        return inherited.equals(content)
                ? Optional.empty()
                : find(subject, parser.parse(subject, inherited, normalizes, Reading.AS_KEPT), history, withDeleted);
    }

    private static Optional<SchemaVersion> latest(List<SchemaVersion> history) {
        return history.reversed().stream().filter(version -> !version.deleted()).findFirst();
    }

    /**
     * @param history the first first
     */
    Optional<SchemaVersion> find(
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
            return schema.resolved().equals(parser.kept(subject, kept).resolved());
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
                                .equals(parser.kept(subject, kept).content().text()));
    }
}
