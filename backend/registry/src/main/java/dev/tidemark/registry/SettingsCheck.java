package dev.tidemark.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.internal.NormalMetadata;
import dev.tidemark.registry.internal.RuleSetCheck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What must be right about settings before they are kept. */
final class SettingsCheck {

    private SettingsCheck() {}

    static void check(Subject subject, ObjectNode change) {
        if (!subject.takesSettings()) {
            throw new ProblemException(RegistryProblem.INVALID_SUBJECT, subject);
        }
        JsonNode level = change.path(Settings.LEVEL);
        if (!level.isMissingNode() && !level.isNull()) {
            change.put(Settings.LEVEL, CompatibilityLevel.named(level.asText()).name());
        }
        JsonNode policy = change.path("compatibilityPolicy");
        if (!policy.isMissingNode()
                && !policy.isNull()
                && Stream.of(ContentPolicy.values())
                        .noneMatch(known -> known.name().equals(policy.asText().toUpperCase(Locale.ROOT)))) {
            throw new ProblemException(RegistryProblem.INVALID_COMPATIBILITY_LEVEL, policy.asText());
        }
        for (String member : List.of("defaultRuleSet", "overrideRuleSet")) {
            RuleSetCheck.check(change.path(member));
        }
        for (String member : List.of("defaultMetadata", "overrideMetadata", "defaultRuleSet", "overrideRuleSet")) {
            if (change.hasNonNull(member) && !change.path(member).isObject()) {
                throw new ProblemException(
                        RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member " + member + " is no object");
            }
        }
        for (String member : List.of("defaultMetadata", "overrideMetadata")) {
            if (change.hasNonNull(member)) {
                change.set(member, NormalMetadata.of(change.path(member)));
            }
        }
    }
}
