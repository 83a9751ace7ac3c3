package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import java.util.List;

/** Understands schemas as they are meant under a subject: with what they refer to, and in normal form where that is asked for. */
public final class SubjectParser {

    private final Governance governance;
    private final References references;

    public SubjectParser(SchemaStore store, Governance governance) {
        this.governance = governance;
        this.references = new References(store);
    }

    /**
     * References to the latest version become references to its number.
     *
     * @throws ProblemException INVALID_SCHEMA or SCHEMA_TOO_LARGE
     */
    public ParsedSchema parse(Subject subject, SchemaContent content, boolean normalize, Reading reading) {
        if (content.text().isBlank()) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "Empty schema");
        }
        List<SchemaReference> pinned = references.pinned(subject, content.references(), reading);
        ParsedSchema schema = SchemaParser.parse(
                content.withText(content.text(), pinned), references.texts(subject, pinned, reading), reading);
        if (!normalize) {
            return schema;
        }
        SchemaContent normal = schema.normalized();
        return SchemaParser.parse(normal, references.texts(subject, normal.references(), reading), reading);
    }

    ParsedSchema kept(Subject subject, SchemaContent content) {
        return parse(subject, content, false, Reading.AS_KEPT);
    }

    ParsedSchema kept(SchemaVersion version) {
        return kept(version.subject(), version.content());
    }

    /** What is imported stays as it comes. */
    boolean normalizes(Subject subject, boolean asked, Settings settings) {
        return (asked || settings.normalizes()) && !governance.mode(subject).importing();
    }
}
