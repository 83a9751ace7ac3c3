package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Similarity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** A record: every field known, every field there unless it has a default. */
final class RecordShape implements Shape {

    private final String name;
    private List<Field> fields = List.of();

    RecordShape(String name) {
        this.name = name;
    }

    /** Gives the fields their shapes; apart from construction because a record may contain itself. */
    void complete(List<Field> all) {
        fields = List.copyOf(all);
    }

    /**
     * @param fallback the default's Avro binary; null when the field must be there
     */
    record Field(String name, Shape shape, byte @Nullable [] fallback) {}

    @Override
    public void write(JsonNode json, Attempt attempt) {
        if (!json.isObject()) {
            attempt.mismatch(json, expected());
            return;
        }
        int known = 0;
        for (Field field : fields) {
            JsonNode value = json.get(field.name);
            if (value != null) {
                known++;
                attempt.enter(field.name);
                field.shape.write(value, attempt);
                attempt.leave();
            } else if (field.fallback != null) {
                attempt.out().writeFixed(field.fallback);
            } else {
                attempt.enter(field.name);
                attempt.fault("missing, expected " + field.shape.expected());
                attempt.leave();
            }
        }
        if (known < json.size()) {
            refuseUnknown(json, attempt);
        }
    }

    private void refuseUnknown(JsonNode json, Attempt attempt) {
        List<String> names = fields.stream().map(Field::name).toList();
        for (Iterator<String> found = json.fieldNames(); found.hasNext(); ) {
            String field = found.next();
            if (!names.contains(field)) {
                List<String> similar = Similarity.nearest(field, names);
                attempt.enter(field);
                attempt.fault("unknown field; "
                        + (similar.isEmpty()
                                ? name + " has " + String.join(", ", names)
                                : "did you mean " + String.join(" or ", similar) + "?"));
                attempt.leave();
            }
        }
    }

    @Override
    public String expected() {
        return "an object (" + name + ")";
    }

    static byte @Nullable [] defaultOf(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            Object value = GenericData.get().getDefaultValue(field);
            new GenericDatumWriter<@Nullable Object>(field.schema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
