package dev.tidemark.client.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.client.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as the JSON that the collector takes. */
public final class EventText {

    private static final JsonFactory JSON = new JsonFactory();

    private EventText() {}

    /**
     * @param now for an event that does not say when it happened
     * @throws IllegalArgumentException when a property has a value that JSON cannot say
     */
    public static byte[] of(Event event, String id, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("event_id", id);
            out.writeStringField("type", event.type());
            if (event.schemaVersion().isPresent()) {
                out.writeNumberField("schema_version", event.schemaVersion().get());
            }
            out.writeStringField("event_time", event.time().orElse(now).toString());
            if (event.user().isPresent()) {
                out.writeStringField("user_id", event.user().get());
            }
            if (event.session().isPresent()) {
                out.writeStringField("session_id", event.session().get());
            }
            out.writeFieldName("properties");
            write(event.properties(), out);
            out.writeEndObject();
        } catch (IOException e) {
            // Nothing but the event can be at fault, such as a map that contains itself.
            throw new IllegalArgumentException("Event " + id + " has no JSON form: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof BigDecimal) {
            // A JSON number may become a binary fraction on its way; a decimal is text.
            out.writeString(((BigDecimal) value).toPlainString());
        } else if (value instanceof Boolean) {
            out.writeBoolean((Boolean) value);
        } else if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw new IllegalArgumentException(number + " is no number that an event can carry");
            }
            out.writeNumber(number);
        } else if (value instanceof Number) {
            out.writeNumber(value.toString());
        } else if (value instanceof Map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof Iterable) {
            out.writeStartArray();
            for (Object item : (Iterable<?>) value) {
                write(item, out);
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }
}
