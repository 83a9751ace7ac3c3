package dev.tidemark.registry;

/**
 * What has versions: one type of event. The name is {@code <family>.<type>}, the full name of the Avro record whose namespace is the
 * family (Confluent's RecordNameStrategy).
 */
public record Subject(String name) {

    public static Subject of(String family, String type) {
        return new Subject(family + "." + type);
    }

    @Override
    public String toString() {
        return name;
    }
}
