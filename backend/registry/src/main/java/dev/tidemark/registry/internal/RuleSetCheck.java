package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What must be right about a rule set before it is kept; its rules are run by clients. */
public final class RuleSetCheck {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_-]{0,255}");
    private static final Set<String> MIGRATING = Set.of("UPGRADE", "DOWNGRADE", "UPDOWN");
    private static final Set<String> TRANSFORMING = Set.of("WRITE", "READ", "WRITEREAD");
    private static final Set<String> KINDS = Set.of("CONDITION", "TRANSFORM");
    private static final Set<String> BOTH_WAYS = Set.of("WRITEREAD", "UPDOWN");

    private RuleSetCheck() {}

    /**
     * @throws ProblemException INVALID_RULE_SET, or MALFORMED_REGISTRY_REQUEST for a kind of rule that is not known
     */
    public static void check(JsonNode ruleSet) {
        Set<String> names = new HashSet<>();
        rules(ruleSet.path("migrationRules"), MIGRATING, names);
        rules(ruleSet.path("domainRules"), TRANSFORMING, names);
        rules(ruleSet.path("encodingRules"), TRANSFORMING, names);
    }

    private static void rules(JsonNode rules, Set<String> modes, Set<String> names) {
        if (!rules.isMissingNode() && !rules.isNull() && !rules.isArray()) {
            throw invalid("rules are not a list");
        }
        for (JsonNode rule : rules) {
            String name = rule.path("name").asText();
            if (!NAME.matcher(name).matches()) {
                throw invalid("'" + name + "' is not a name of a rule, which is letters, digits, _ and -");
            }
            if (!names.add(name)) {
                throw invalid("two rules are called '" + name + "'");
            }
            if (!rule.path("type").isTextual()) {
                throw invalid("the rule '" + name + "' has no type");
            }
            kind(rule, name);
            mode(rule, name, modes);
        }
    }

    private static void kind(JsonNode rule, String name) {
        if (rule.hasNonNull("kind") && !KINDS.contains(rule.path("kind").asText())) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST,
                    "the rule '" + name + "' has the kind " + rule.path("kind").asText()
                            + ", where CONDITION and TRANSFORM are possible");
        }
    }

    private static void mode(JsonNode rule, String name, Set<String> modes) {
        String mode = rule.path("mode").asText("");
        if (rule.hasNonNull("mode") && !modes.contains(mode)) {
            throw invalid("the rule '" + name + "' has the mode " + mode + ", where "
                    + String.join(", ", modes.stream().sorted().toList()) + " are possible");
        }
        boolean several = rule.path("onSuccess").asText("").contains(",")
                || rule.path("onFailure").asText("").contains(",");
        if (several && rule.hasNonNull("mode") && !BOTH_WAYS.contains(mode)) {
            throw invalid("the rule '" + name + "' has two actions, which only WRITEREAD and UPDOWN can have");
        }
    }

    private static ProblemException invalid(String reason) {
        return new ProblemException(RegistryProblem.INVALID_RULE_SET, reason);
    }
}
