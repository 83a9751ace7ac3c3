package dev.tidemark.registry.internal;

import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The property {@code confluent:reserved} of a schema's metadata: names, parted by commas, that no field of the schema may have. */
final class ReservedFields {

    private ReservedFields() {}

    /** What stands against the schema, in sentences; a name once reserved stays so. */
    static List<String> conflicts(ParsedSchema schema, Optional<SchemaContent> previous) {
        Set<String> reserved = of(schema.content());
        List<String> conflicts = new ArrayList<>();
        previous.map(ReservedFields::of).orElse(Set.of()).stream()
                .filter(name -> !reserved.contains(name))
                .forEach(name -> conflicts.add("The new schema does not reserve the name " + name
                        + ", which the version before reserves. To be compatible: keep it in confluent:reserved."));
        schema.fields().stream()
                .map(SchemaField::path)
                .filter(reserved::contains)
                .forEach(name -> conflicts.add("The field " + name + " has a name that confluent:reserved keeps free."
                        + " To be compatible: call it otherwise."));
        return conflicts;
    }

    private static Set<String> of(SchemaContent content) {
        String metadata = content.metadata();
        String names = metadata == null
                ? ""
                : Json.kept(metadata)
                        .path("properties")
                        .path("confluent:reserved")
                        .asText("");
        Set<String> result = new TreeSet<>(List.of(names.strip().split("\\s*,\\s*")));
        result.remove("");
        return result;
    }
}
