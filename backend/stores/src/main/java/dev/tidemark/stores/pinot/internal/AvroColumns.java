package dev.tidemark.stores.pinot.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.pinot.RealtimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that an event type's Avro record makes in a clean row. Records and arrays inside make none. */
public final class AvroColumns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AvroColumns() {}

    public static List<RealtimeColumn> of(String avroSchema) {
        List<RealtimeColumn> columns = new ArrayList<>();
        for (JsonNode field : read(avroSchema).path("fields")) {
            String name = field.path("name").asText();
            type(field.path("type")).ifPresent(type -> columns.add(new RealtimeColumn(name, type)));
        }
        return columns;
    }

    private static JsonNode read(String avroSchema) {
        try {
            return JSON.readTree(avroSchema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + avroSchema, e);
        }
    }

    private static Optional<ColumnType> type(JsonNode type) {
        if (type.isArray()) {
            for (JsonNode branch : type) {
                if (!branch.asText().equals("null")) {
                    return type(branch);
                }
            }
            return Optional.empty();
        }
        if (type.isObject()) {
            return logical(type);
        }
        return primitive(type.asText());
    }

    private static Optional<ColumnType> logical(JsonNode type) {
        return switch (type.path("logicalType").asText()) {
            case "decimal" -> Optional.of(ColumnType.DECIMAL);
            // Clean rows have them as RFC 3339 text, which Pinot's own type does not read.
            case "timestamp-millis", "timestamp-micros", "timestamp-nanos", "date", "uuid" ->
                Optional.of(ColumnType.STRING);
            default ->
                type.path("type").isTextual() ? primitive(type.path("type").asText()) : type(type.path("type"));
        };
    }

    private static Optional<ColumnType> primitive(String type) {
        return switch (type) {
            case "int", "long" -> Optional.of(ColumnType.LONG);
            case "float", "double" -> Optional.of(ColumnType.DOUBLE);
            case "boolean" -> Optional.of(ColumnType.BOOLEAN);
            case "string", "bytes", "enum", "fixed" -> Optional.of(ColumnType.STRING);
            default -> Optional.empty();
        };
    }
}
