package dev.tidemark.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Everything the collector needs to know, as the portal hands it out: who may send what, where it goes and how it is checked.
 * As JSON its members are snake_case and its durations ISO 8601; unknown members are ignored, so that a newer portal can serve an
 * older collector.
 *
 * @param version changes whenever anything below changes; also the ETag
 */
public record CollectionConfig(String version, List<Source> sources, List<Family> families, List<Type> types) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addDeserializer(Duration.class, new DurationReader()))
            .build();

    public CollectionConfig {
        sources = List.copyOf(sources);
        families = List.copyOf(families);
        types = List.copyOf(types);
    }

    /** What happens to an event that does not fit its schema. */
    public enum Mode {
        /** It is refused; the sender learns exactly where it is wrong. */
        @JsonProperty("strict")
        STRICT,
        /** It is accepted into the family's quarantine, to be repaired and replayed. */
        @JsonProperty("permissive")
        PERMISSIVE
    }

    /**
     * @param families names of the families this source may send to
     * @param maxAge how far before its arrival an event may have happened
     * @param maxAhead how far the source's clock may be ahead of ours
     * @param keySha256 lower-case hex of the SHA-256 of each valid write key
     */
    public record Source(
            String name,
            String workspace,
            String team,
            Mode mode,
            List<String> families,
            int eventsPerSecond,
            Duration maxAge,
            Duration maxAhead,
            List<String> keySha256) {
        public Source {
            families = List.copyOf(families);
            keySha256 = List.copyOf(keySha256);
        }

        /** The same source when what does not fit is refused. */
        public Source strict() {
            return new Source(
                    name, workspace, team, Mode.STRICT, families, eventsPerSecond, maxAge, maxAhead, keySha256);
        }
    }

    public record Family(String name, String topic, String quarantineTopic, int partitions) {}

    /**
     * @param latest the version that events without {@code schema_version} are checked against
     */
    public record Type(String name, String family, int latest, List<Version> versions) {
        public Type {
            versions = List.copyOf(versions);
        }
    }

    /**
     * @param schema the Avro schema of the properties, as JSON text
     * @param guid names the schema in every registry; empty from a portal that does not tell it
     */
    public record Version(
            int version,
            int schemaId,
            String schema,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String guid) {

        public Version(int version, int schemaId, String schema) {
            this(version, schemaId, schema, "");
        }
    }

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws UncheckedIOException when the text is not such a document
     */
    public static CollectionConfig parse(byte[] json) {
        try {
            JsonNode document = JSON.readTree(json);
            for (JsonNode type : document.path("types")) {
                for (JsonNode version : type.path("versions")) {
                    if (version instanceof ObjectNode object && !object.has("guid")) {
                        object.put("guid", "");
                    }
                }
            }
            return JSON.treeToValue(document, CollectionConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class DurationReader extends FromStringDeserializer<Duration> {

        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        protected Duration _deserialize(String value, DeserializationContext context) throws IOException {
            try {
                return Duration.parse(value);
            } catch (DateTimeParseException e) {
                throw context.weirdStringException(value, Duration.class, "no ISO 8601 duration");
            }
        }
    }
}
