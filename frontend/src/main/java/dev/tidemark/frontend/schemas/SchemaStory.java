package dev.tidemark.frontend.schemas;

import java.util.List;

/**
 * Everything about one type of event.
 *
 * @param subject its name in the registry
 * @param path its file in the definitions repository
 * @param versions the newest first
 */
public record SchemaStory(
        SchemaSummary summary, String subject, String path, List<Field> fields, List<Version> versions) {

    public SchemaStory {
        fields = List.copyOf(fields);
        versions = List.copyOf(versions);
    }

    /**
     * @param type in words, for example {@code text} or {@code decimal(12, 2)}
     * @param required whether an event has to have it
     * @param personal whether it identifies a person
     * @param since the first version that has it
     */
    public record Field(String name, String type, boolean required, boolean personal, String doc, int since) {}

    /**
     * @param change what it added to and took from the version before, in words
     */
    public record Version(int number, int id, String text, String change) {}
}
