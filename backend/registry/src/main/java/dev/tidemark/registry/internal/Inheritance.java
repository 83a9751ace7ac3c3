package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Settings;
import java.util.List;
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
        return Json.text(Layers.over(below, own == null ? MissingNode.getInstance() : Json.kept(own), above));
    }
}
