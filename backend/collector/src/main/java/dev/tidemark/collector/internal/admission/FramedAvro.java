package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.AvroBinary;
import dev.tidemark.events.WireFormat;
import dev.tidemark.problems.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Properties as Avro binary behind the name of the schema that wrote them, as Confluent's serializers write it: a zero byte and the id, or a byte of one and
 * the GUID.
 */
record FramedAvro(byte[] value) {

    /** In quarantine, the member that has the bytes when they cannot be shown as properties. */
    static final String UNREADABLE = "properties_base64";

    private static final String POINTER = "/properties";
    private static final byte GUID = 1;
    private static final int GUID_PREFIX = 17;

    /**
     * What stands in front of the Avro.
     *
     * @param name of the schema, as it was sent
     * @param from where the Avro begins
     */
    record Writer(String name, int from) {

        boolean is(EventRoute.Checker checker) {
            return from == GUID_PREFIX
                    ? name.equals(checker.guid())
                    : name.equals(Integer.toString(checker.schemaId()));
        }
    }

    private Optional<Writer> writer() {
        if (value.length >= WireFormat.PREFIX && value[0] == 0) {
            return Optional.of(new Writer(Integer.toString(WireFormat.schemaId(value)), WireFormat.PREFIX));
        }
        if (value.length >= GUID_PREFIX && value[0] == GUID) {
            ByteBuffer guid = ByteBuffer.wrap(value, 1, 16);
            return Optional.of(new Writer(new UUID(guid.getLong(), guid.getLong()).toString(), GUID_PREFIX));
        }
        return Optional.empty();
    }

    /**
     * The version of the type that it was written with.
     *
     * @throws ProblemException MALFORMED_AVRO, FOREIGN_SCHEMA
     */
    EventRoute.Checker checker(EventRoute route, Directory directory) {
        Writer writer = writer().orElseThrow(this::unframed);
        return route.writtenWith(writer)
                .orElseThrow(() -> new ProblemException(
                        CollectorProblem.FOREIGN_SCHEMA,
                        writer.name(),
                        route.type(),
                        others(writer, directory),
                        route.family().name() + '.' + route.type()));
    }

    private ProblemException unframed() {
        return new ProblemException(
                CollectorProblem.MALFORMED_AVRO,
                "The data does not begin with the name of a schema",
                0,
                "there are " + value.length + " bytes");
    }

    private static String others(Writer writer, Directory directory) {
        String types = String.join(", ", directory.writtenWith(writer).keySet());
        return types.isEmpty() ? "." : "; it is one of " + types + '.';
    }

    /**
     * @param checker as {@link #checker} says
     * @throws ProblemException MALFORMED_AVRO with the place
     */
    ObjectNode json(EventRoute.Checker checker) {
        return switch (read(checker)) {
            case AvroBinary.Reading.Whole whole -> whole.json();
            case AvroBinary.Reading.Broken broken ->
                throw new ProblemException(
                                CollectorProblem.MALFORMED_AVRO,
                                "The data stops being Avro of schema " + checker.schemaId(),
                                broken.at(),
                                broken.fault().detail())
                        .withFault(broken.fault().pointer(), broken.fault().detail());
        };
    }

    private AvroBinary.Reading read(EventRoute.Checker checker) {
        int from = value[0] == GUID ? GUID_PREFIX : WireFormat.PREFIX;
        return AvroBinary.read(value, from, value.length, checker.schema(), POINTER);
    }

    /** The same Avro behind the id of the schema, as records have it. */
    byte[] withId(EventRoute.Checker checker) {
        return value[0] == GUID
                ? WireFormat.frame(checker.schemaId(), Arrays.copyOfRange(value, GUID_PREFIX, value.length))
                : value;
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
        return writer().flatMap(writer ->
                        directory.writtenWith(writer).values().stream().findFirst())
                .map(this::read)
                .flatMap(reading -> reading instanceof AvroBinary.Reading.Whole whole
                        ? Optional.of(whole.json())
                        : Optional.empty());
    }
}
