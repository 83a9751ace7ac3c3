package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule set with rules of another in it, and without some. */
public final class RuleSetChange {

    private RuleSetChange() {}

    /**
     * @param removed a list of names of rules; taken away last
     */
    public static ObjectNode apply(@Nullable String before, @Nullable String merged, JsonNode removed) {
        ObjectNode result = Layers.over(parsed(before), parsed(merged));
        Set<String> names = new HashSet<>();
        removed.forEach(name -> names.add(name.asText()));
        result.forEach(rules -> {
            if (rules instanceof ArrayNode list) {
                list.removeIf(rule -> names.contains(rule.path("name").asText()));
            }
        });
        return result;
    }

    private static JsonNode parsed(@Nullable String ruleSet) {
        return ruleSet == null ? MissingNode.getInstance() : Json.kept(ruleSet);
    }
}
