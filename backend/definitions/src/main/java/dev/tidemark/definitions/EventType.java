package dev.tidemark.definitions;

import java.util.List;

/**
 * One kind of event.
 *
 * @param name for example {@code order_placed}; unique in the repository
 * @param avroSchema the Avro record of its properties, as JSON text
 * @param owner the name of the owning team
 * @param piiFields properties that identify a person
 */
public record EventType(
        String name, String family, String avroSchema, String owner, String description, List<String> piiFields) {

    public EventType {
        piiFields = List.copyOf(piiFields);
    }
}
