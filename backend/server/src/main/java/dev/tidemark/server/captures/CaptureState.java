package dev.tidemark.server.captures;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the capture process says of itself. Its document has more; these are the parts that the portal reads.
 */
record CaptureState(List<Capture> captures) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param state in lower case */
    record Capture(
            String workspace,
            String source,
            String state,
            @Nullable String detail,
            String since,
            List<Table> tables,
            long events,
            long quarantined,
            @Nullable Long retainedBytes,
            @Nullable Double behindSeconds) {}

    /** @param missingFields as an Avro schema has them */
    record Table(
            String table,
            String event,
            long rows,
            List<String> unknownColumns,
            List<ObjectNode> missingFields,
            List<String> unfilledFields) {}

    static CaptureState parse(String document) {
        try {
            return JSON.readValue(document, CaptureState.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The capture process said something else than how it stands", e);
        }
    }
}
