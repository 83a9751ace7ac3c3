package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.rules.EvolutionCheck;
import dev.tidemark.registry.internal.rules.SourceRules;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a subject asks of a schema that is to follow its versions: its level, the rules of its source, the names it reserves. */
public final class SubjectCheck {

    private final Governance governance;
    private final SubjectParser parser;

    public SubjectCheck(SchemaStore store, Governance governance) {
        this.governance = governance;
        this.parser = new SubjectParser(store, governance);
    }

    /**
     * Whether the schema could follow these versions.
     *
     * @param with the first first
     * @throws ProblemException INVALID_SCHEMA
     */
    public Compatibility check(Subject subject, SchemaContent content, boolean normalize, List<SchemaVersion> with) {
        Settings settings = governance.inScope(subject);
        Reading reading = settings.validatesNew() ? Reading.AS_NEW : Reading.AS_KEPT;
        boolean normalizes = parser.normalizes(subject, normalize, settings);
        return check(parser.parse(subject, content, normalizes, reading), settings, with);
    }

    Compatibility check(ParsedSchema schema, Settings settings, List<SchemaVersion> with) {
        List<CompatibilityCheck.Earlier> earlier = with.stream()
                .filter(version -> sameGroup(settings, schema.content(), version.content()))
                .map(version -> new CompatibilityCheck.Earlier(version.version(), parser.kept(version)))
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
}
