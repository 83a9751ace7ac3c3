package dev.tidemark.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the capture process needs to know, as the portal hands it out: which tables of which databases become which events. As JSON its
 * members are snake_case; unknown members are ignored, so that a newer portal can serve an older process.
 *
 * @param version changes whenever anything below changes; also the ETag
 */
public record CaptureConfig(String version, List<Database> databases) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public CaptureConfig {
        databases = List.copyOf(databases);
    }

    /**
     * @param name of the source that the definitions call it
     * @param trouble why it cannot be captured although it is defined, for example because nobody has given its credentials; empty when it can
     */
    public record Database(
            String name, String workspace, String team, Connection connection, List<Table> tables, String trouble) {
        public Database {
            tables = List.copyOf(tables);
        }
    }

    /**
     * How a database is reached.
     *
     * @param url JDBC URL
     */
    public record Connection(String url, String user, String password) {

        /** Never the password. */
        @Override
        public String toString() {
            return "Connection[" + url + ", " + user + "]";
        }
    }

    /**
     * One table and the event that each change of it becomes.
     *
     * @param schema of the database, for example {@code public}
     * @param key columns that identify a row
     * @param userColumn the column that names the person the row is about, null when there is none
     * @param leaveOut columns that go nowhere
     * @param schemaVersion the registered version of the event's schema
     * @param avro the schema as JSON text
     */
    public record Table(
            String schema,
            String name,
            String event,
            List<String> key,
            @Nullable String userColumn,
            List<String> leaveOut,
            String topic,
            String quarantineTopic,
            int schemaVersion,
            int schemaId,
            String avro) {
        public Table {
            key = List.copyOf(key);
            leaveOut = List.copyOf(leaveOut);
        }

        /** With its schema: {@code public.customers}. */
        public String qualified() {
            return schema + "." + name;
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
    public static CaptureConfig parse(byte[] json) {
        try {
            return JSON.readValue(json, CaptureConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
