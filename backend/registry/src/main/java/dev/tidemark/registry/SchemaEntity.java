package dev.tidemark.registry;

/**
 * A part of a schema that can carry tags.
 *
 * @param path in Avro the full name of the record, and the name of the field behind it; in Protobuf the names of the messages without their
 *     package, and the name of the field; in JSON Schema {@code object}, {@code array}, {@code anyof.0} and names of properties in turn. A
 *     dot in front says nothing
 */
public record SchemaEntity(String path, Kind kind) {

    /** What a tag says something about. */
    public enum Kind {
        RECORD,
        FIELD
    }

    public SchemaEntity {
        path = path.startsWith(".") ? path.substring(1) : path;
    }

    public static SchemaEntity record(String path) {
        return new SchemaEntity(path, Kind.RECORD);
    }

    public static SchemaEntity field(String path) {
        return new SchemaEntity(path, Kind.FIELD);
    }
}
