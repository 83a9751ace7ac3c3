package dev.tidemark.registry.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;

/** Visits every part of a schema once, with the way to it such as {@code /lines/sku}. */
final class SchemaWalk {

    private final Set<String> seen = new HashSet<>();
    private final BiConsumer<String, Schema> visitor;

    private SchemaWalk(BiConsumer<String, Schema> visitor) {
        this.visitor = visitor;
    }

    static void visit(Schema schema, BiConsumer<String, Schema> visitor) {
        new SchemaWalk(visitor).walk("", schema);
    }

    private void walk(String path, Schema schema) {
        visitor.accept(path, schema);
        switch (schema.getType()) {
            case ARRAY -> walk(path, schema.getElementType());
            case MAP -> walk(path, schema.getValueType());
            case UNION -> schema.getTypes().forEach(branch -> walk(path, branch));
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> walk(path + "/" + field.name(), field.schema()));
                }
            }
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {}
        }
    }
}
