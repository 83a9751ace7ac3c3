package dev.tidemark.definitions.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Finds the decimals of a schema that are wider than a table's. Avro itself allows a billion digits. */
final class WideDecimals {

    /** Of a decimal in Iceberg, DuckDB and Trino. */
    static final int MOST_DIGITS = 38;

    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> found = new ArrayList<>();

    private WideDecimals() {}

    /** @return the name of each field that holds one, of inner records by a path with points */
    static List<String> in(Schema record) {
        WideDecimals decimals = new WideDecimals();
        decimals.look(record, "");
        return decimals.found;
    }

    private void look(Schema schema, String path) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && decimal.getPrecision() > MOST_DIGITS) {
            found.add(path);
        }
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema)) {
                    schema.getFields()
                            .forEach(field ->
                                    look(field.schema(), path.isEmpty() ? field.name() : path + "." + field.name()));
                }
            }
            case ARRAY -> look(schema.getElementType(), path);
            case MAP -> look(schema.getValueType(), path);
            case UNION -> schema.getTypes().forEach(branch -> look(branch, path));
            default -> {}
        }
    }
}
