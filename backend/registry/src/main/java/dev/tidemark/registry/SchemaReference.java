package dev.tidemark.registry;

/**
 * Another schema that one builds on.
 *
 * @param name what the schema calls it: a full name in Avro, an import in Protobuf, a {@code $ref} in JSON Schema
 * @param version -1 stands for the latest
 */
public record SchemaReference(String name, String subject, int version) implements Comparable<SchemaReference> {

    @Override
    public int compareTo(SchemaReference other) {
        int byName = name.compareTo(other.name);
        int bySubject = byName != 0 ? byName : subject.compareTo(other.subject);
        return bySubject != 0 ? bySubject : Integer.compare(version, other.version);
    }
}
