package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a schema takes over: metadata and rules that it does not bring come from the version before; the settings' defaults lie below
 * them and the settings' overrides above.
 */
final class Inheritance {

    private static final List<String> MEMBERS =
            List.of("defaultMetadata", "overrideMetadata", "defaultRuleSet", "overrideRuleSet");

    private Inheritance() {}

    /** A text that is blank is taken over too. */
    static SchemaContent of(SchemaContent content, Optional<SchemaVersion> latest, Settings settings) {
        SchemaContent whole = content.text().isBlank() && latest.isPresent()
                ? latest.get().content().with(content.metadata(), content.ruleSet())
                : content;
        return apply(whole, latest.map(SchemaVersion::content), settings.document());
    }

    private static SchemaContent apply(SchemaContent content, Optional<SchemaContent> previous, ObjectNode settings) {
        String metadata = content.metadata() != null
                ? content.metadata()
                : previous.map(SchemaContent::metadata).orElse(null);
        String ruleSet = content.ruleSet() != null
                ? content.ruleSet()
                : previous.map(SchemaContent::ruleSet).orElse(null);
        return content.with(
                merged(settings.path("defaultMetadata"), metadata, settings.path("overrideMetadata")),
                merged(settings.path("defaultRuleSet"), ruleSet, settings.path("overrideRuleSet")));
    }

    /** Whether settings have a say in what a schema takes over. */
    static boolean governedBy(ObjectNode settings) {
        return MEMBERS.stream().anyMatch(settings::has);
    }

    private static @Nullable String merged(JsonNode below, @Nullable String own, JsonNode above) {
        if (!below.isObject() && !above.isObject()) {
            return own;
        }
        ObjectNode result = Json.MAPPER.createObjectNode();
        lay(result, below);
        if (own != null) {
            lay(result, Json.kept(own));
        }
        lay(result, above);
        return Json.text(result);
    }

    /** Objects are merged member by member, rules by their names; anything else is replaced. */
    private static void lay(ObjectNode result, JsonNode layer) {
        layer.properties().forEach(member -> {
            JsonNode below = result.path(member.getKey());
            if (below.isObject() && member.getValue().isObject()) {
                lay((ObjectNode) below, member.getValue());
            } else if (below.isArray() && member.getValue().isArray()) {
                result.set(member.getKey(), byName((ArrayNode) below, (ArrayNode) member.getValue()));
            } else {
                result.set(member.getKey(), member.getValue().deepCopy());
            }
        });
    }

    private static ArrayNode byName(ArrayNode below, ArrayNode above) {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        below.forEach(rule -> rules.put(rule.path("name").asText(rule.toString()), rule));
        above.forEach(rule -> rules.put(rule.path("name").asText(rule.toString()), rule));
        ArrayNode result = Json.MAPPER.createArrayNode();
        rules.values().forEach(result::add);
        return result;
    }
}
