package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.AvroBinary;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Properties as Avro binary behind the id of the schema that wrote them.
 *
 * @param value in the wire format of Confluent's serializers, it is said
 */
record FramedAvro(byte[] value) {

    /** In quarantine, the member that has the bytes when they cannot be shown as properties. */
    static final String UNREADABLE = "properties_base64";

    private static final String POINTER = "/properties";

    /**
     * The version of the type that it was written with.
     *
     * @throws ProblemException MALFORMED_AVRO, FOREIGN_SCHEMA
     */
    EventRoute.Checker writer(EventRoute route, Directory directory) {
        int id = schemaId();
        return route.writtenWith(id)
                .orElseThrow(() -> new ProblemException(
                        CollectorProblem.FOREIGN_SCHEMA,
                        id,
                        route.type(),
                        others(id, directory),
                        route.family().name() + '.' + route.type()));
    }

    private static String others(int id, Directory directory) {
        String types = String.join(", ", directory.writtenWith(id).keySet());
        return types.isEmpty() ? "." : "; it is one of " + types + '.';
    }

    /**
     * @throws ProblemException MALFORMED_AVRO with the place
     */
    ObjectNode json(EventRoute.Checker writer) {
        return switch (read(writer)) {
            case AvroBinary.Reading.Whole whole -> whole.json();
            case AvroBinary.Reading.Broken broken ->
                throw new ProblemException(
                                CollectorProblem.MALFORMED_AVRO,
                                "The data stops being Avro of schema " + writer.schemaId(),
                                broken.at(),
                                broken.fault().detail())
                        .withFault(broken.fault().pointer(), broken.fault().detail());
        };
    }

    private AvroBinary.Reading read(EventRoute.Checker writer) {
        return AvroBinary.read(value, WireFormat.PREFIX, value.length, writer.schema(), POINTER);
    }

    private int schemaId() {
        try {
            return WireFormat.schemaId(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                            CollectorProblem.MALFORMED_AVRO,
                            "The data does not begin with a zero byte and a schema id",
                            0,
                            "there are " + value.length + " bytes")
                    .because(e);
        }
    }

    /**
     * The event with its properties as whoever repairs it can read them; with the bytes in Base64 when no known schema fits them, or when they would be
     * longer than an event may be.
     */
    String readable(ObjectNode event, Directory directory, int mostBytes) {
        ObjectNode shown = event.deepCopy();
        Optional<ObjectNode> properties = known(directory);
        if (properties.isPresent()) {
            shown.set("properties", properties.get());
            String text = shown.toString();
            if (text.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
                return text;
            }
            shown.remove("properties");
        }
        return shown.put(UNREADABLE, Base64.getEncoder().encodeToString(value)).toString();
    }

    private Optional<ObjectNode> known(Directory directory) {
        if (value.length < WireFormat.PREFIX || value[0] != 0) {
            return Optional.empty();
        }
        return directory.writtenWith(WireFormat.schemaId(value)).values().stream()
                .findFirst()
                .map(this::read)
                .flatMap(reading -> reading instanceof AvroBinary.Reading.Whole whole
                        ? Optional.of(whole.json())
                        : Optional.empty());
    }
}
