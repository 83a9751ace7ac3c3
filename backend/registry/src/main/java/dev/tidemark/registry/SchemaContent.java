package dev.tidemark.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes a schema the schema it is: two equal contents share one id.
 *
 * @param text the schema itself; blank in a request that takes over the text of the version before
 * @param metadata a JSON object as text; kept and returned, never interpreted but for a compatibility group
 * @param ruleSet likewise
 */
public record SchemaContent(
        SchemaType type,
        String text,
        List<SchemaReference> references,
        @Nullable String metadata,
        @Nullable String ruleSet) {

    public SchemaContent {
        references = List.copyOf(references);
    }

    public static SchemaContent avro(String text) {
        return new SchemaContent(SchemaType.AVRO, text, List.of(), null, null);
    }

    public SchemaContent withText(String newText, List<SchemaReference> newReferences) {
        return new SchemaContent(type, newText, newReferences, metadata, ruleSet);
    }

    public SchemaContent with(@Nullable String newMetadata, @Nullable String newRuleSet) {
        return new SchemaContent(type, text, references, newMetadata, newRuleSet);
    }
}
