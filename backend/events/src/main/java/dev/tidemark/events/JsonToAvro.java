package dev.tidemark.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.internal.Attempt;
import dev.tidemark.events.internal.AvroBuffer;
import dev.tidemark.events.internal.Shape;
import dev.tidemark.events.internal.Shapes;
import dev.tidemark.problems.Fault;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Writes JSON as Avro binary of one schema, and says exactly where it does not fit. Nothing is guessed or rounded: an unknown field, a
 * missing field without a default, or a value of another type is a fault.
 *
 * <p>Decimals are text that fits precision and scale ({@code "12.50"}), timestamps RFC 3339 text, dates and times ISO 8601 text,
 * bytes Base64 text. In a union of several types the first that fits wins.
 *
 * <p>Made once per schema, used by any number of threads.
 */
public final class JsonToAvro {

    private final Shape shape;

    private JsonToAvro(Shape shape) {
        this.shape = shape;
    }

    /**
     * @throws IllegalArgumentException when the schema cannot be an event's: its root is no record
     */
    public static JsonToAvro of(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException("An event's schema is a record, not " + schema.getType());
        }
        return new JsonToAvro(Shapes.of(schema));
    }

    /** As {@link #convert(JsonNode, String)} for properties of an event that stands alone. */
    public Conversion convert(JsonNode properties) {
        return convert(properties, "/properties");
    }

    /**
     * @param pointer where the value stands in its document; the start of every fault's pointer
     */
    public Conversion convert(JsonNode value, String pointer) {
        Attempt attempt = new Attempt(pointer, new AvroBuffer());
        shape.write(value, attempt);
        List<Fault> faults = attempt.faults();
        return faults.isEmpty() ? new Conversion.Fits(attempt.out().toByteArray()) : new Conversion.Misfits(faults);
    }

    /** What became of a value. */
    public sealed interface Conversion {

        /**
         * @param avro Avro binary, without any frame
         */
        record Fits(byte[] avro) implements Conversion {}

        /**
         * @param faults at least one, at most {@value Attempt#MOST_FAULTS}
         */
        record Misfits(List<Fault> faults) implements Conversion {
            public Misfits {
                faults = List.copyOf(faults);
            }
        }
    }
}
