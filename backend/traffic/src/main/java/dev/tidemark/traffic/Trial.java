package dev.tidemark.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.JsonToAvro;
import dev.tidemark.problems.Fault;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * How real events fare under a schema: those of lately as if they came again without naming a version.
 *
 * @param tried how many events
 * @param fit how many of them fit
 * @param obstacle the place that stands against most of the others, with what is wrong there; empty when all fit
 */
public record Trial(int tried, int fit, Optional<Fault> obstacle) {

    /**
     * @param schema Avro, as JSON text
     * @return nothing when the text is no schema of an event
     */
    public static Optional<Trial> of(String schema, Collection<? extends JsonNode> properties) {
        JsonToAvro codec;
        Schema parsed;
        try {
            parsed = new Schema.Parser().parse(schema);
            codec = JsonToAvro.of(parsed);
        } catch (AvroRuntimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
        int fit = 0;
        Map<Fault, Integer> obstacles = new LinkedHashMap<>();
        for (JsonNode each : properties) {
            switch (codec.convert(asSent(each, parsed))) {
                case JsonToAvro.Conversion.Fits fits -> fit++;
                case JsonToAvro.Conversion.Misfits misfits ->
                    obstacles.merge(misfits.faults().getFirst(), 1, Integer::sum);
            }
        }
        return Optional.of(new Trial(
                properties.size(),
                fit,
                obstacles.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)));
    }

    /** Reading has filled in defaults; a null in a field that the schema does not have was never sent. */
    private static JsonNode asSent(JsonNode properties, Schema schema) {
        if (!(properties instanceof ObjectNode object)) {
            return properties;
        }
        ObjectNode sent = object.deepCopy();
        object.properties().forEach(member -> {
            if (member.getValue().isNull() && schema.getField(member.getKey()) == null) {
                sent.remove(member.getKey());
            }
        });
        return sent;
    }
}
