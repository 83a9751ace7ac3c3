package dev.tidemark.cdc.internal.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.cdc.internal.postgres.SourceColumn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field of an event's schema that takes the values of a column: optional, because a deleted row has only its key. */
public final class FieldOfColumn {

    private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
    private static final int WIDEST = 38;
    private static final int COMMON_SCALE = 9;

    private FieldOfColumn() {}

    /**
     * @param table for people
     * @return as JSON; empty where no field can have such a name or such values
     */
    public static Optional<ObjectNode> of(String table, SourceColumn column) {
        if (!AVRO_NAME.matcher(column.name()).matches()) {
            return Optional.empty();
        }
        return type(column).map(type -> {
            ObjectNode field = JsonNodeFactory.instance.objectNode();
            field.put("name", column.name());
            field.putArray("type").add("null").add(type.size() == 1 ? type.get("type") : type);
            field.putNull("default");
            field.put("doc", "The column of " + table + ", " + column.typeName() + ".");
            return field;
        });
    }

    private static Optional<ObjectNode> type(SourceColumn column) {
        return switch (column.kind()) {
            case TEXT -> Optional.of(text(column.typeName()));
            case BOOLEAN -> Optional.of(plain("boolean"));
            case WHOLE -> Optional.of(plain(column.typeName().equals("bigint") ? "long" : "int"));
            case FLOATING -> Optional.of(plain("double"));
            case DECIMAL -> Optional.of(decimal(column.typeName()));
            case TIMESTAMP -> Optional.of(logical("long", "timestamp-micros"));
            case LOCAL_TIMESTAMP -> Optional.of(logical("long", "local-timestamp-micros"));
            case BYTES -> Optional.of(plain("bytes"));
            case UNSUPPORTED -> Optional.empty();
        };
    }

    /** Days and times of day are written as text too; the schema keeps them as what they are. */
    private static ObjectNode text(String typeName) {
        if (typeName.equals("date")) {
            return logical("int", "date");
        }
        return typeName.startsWith("time") ? logical("long", "time-micros") : plain("string");
    }

    private static ObjectNode decimal(String typeName) {
        Matcher numeric = NUMERIC.matcher(typeName);
        boolean said = numeric.matches();
        return logical("bytes", "decimal")
                .put("precision", said ? Integer.parseInt(numeric.group(1)) : WIDEST)
                .put("scale", said ? Integer.parseInt(numeric.group(2)) : COMMON_SCALE);
    }

    private static ObjectNode plain(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode logical(String type, String logicalType) {
        return plain(type).put("logicalType", logicalType);
    }
}
