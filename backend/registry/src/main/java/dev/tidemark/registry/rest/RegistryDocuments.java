package dev.tidemark.registry.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.registry.SchemaVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON documents of Confluent's protocol. */
final class RegistryDocuments {

    private RegistryDocuments() {}

    /**
     * @param schemaType absent means AVRO, the only type so far
     * @param references schemas that this one builds on; none are supported so far
     */
    record SchemaRequest(
            @Nullable String schema,
            @JsonProperty("schemaType") @Nullable String schemaType,
            @Nullable List<Object> references) {}

    record LevelRequest(@Nullable String compatibility) {}

    record Id(int id) {}

    record SchemaText(String schema) {}

    record Version(String subject, int version, int id, String schema) {
        static Version of(SchemaVersion version) {
            return new Version(version.subject().name(), version.version(), version.id(), version.schema());
        }
    }

    record Use(String subject, int version) {}

    record Level(@JsonProperty("compatibilityLevel") String compatibilityLevel) {}

    record ChangedLevel(String compatibility) {}

    record Verdict(@JsonProperty("is_compatible") boolean isCompatible, List<String> messages) {}

    record RegistryError(@JsonProperty("error_code") int errorCode, String message) {}
}
