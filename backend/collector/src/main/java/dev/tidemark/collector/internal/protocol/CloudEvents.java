package dev.tidemark.collector.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.Fault;
import dev.tidemark.problems.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0: {@code id}, {@code type}, {@code time} and {@code data} are the event's id, type, time and properties; the extensions
 * {@code schemaversion}, {@code userid} and {@code sessionid} are what their names say, and {@code subject} is the user when {@code userid} is absent. Other
 * attributes say nothing that is kept.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
public final class CloudEvents {

    /** One event, attributes and data in one JSON object. */
    public static final String STRUCTURED = "application/cloudevents+json";

    /** An array of them. */
    public static final String BATCH = "application/cloudevents-batch+json";

    /** Before the name of an attribute in a header. */
    public static final String HEADER = "ce-";

    /** The specification's own, Apache's, Confluent's, and what stood in its first drafts. */
    private static final Set<String> AVRO =
            Set.of("application/avro", "application/vnd.apache.avro", "application/vnd.confluent.avro", "avro/binary");

    private static final String ONLY_VERSION = "1.0";

    private final List<Fault> faults = new ArrayList<>();

    private CloudEvents() {}

    /**
     * @throws ProblemException INVALID_EVENT with a fault for each attribute that is wrong
     */
    public static Message structured(JsonNode event) {
        CloudEvents reading = new CloudEvents();
        if (!event.isObject()) {
            reading.faults.add(new Fault("", "expected an object, the event"));
        }
        ObjectNode ours = reading.attributes(event);
        String dataType = event.path("datacontenttype").asText("");
        if (isAvro(dataType)) {
            byte[] avro = reading.base64(event);
            reading.throwIfAny();
            return new Message(ours, avro);
        }
        if (event.has("data_base64")) {
            reading.faults.add(new Fault("/data_base64", "expected data as JSON"));
        }
        if (event.hasNonNull("datacontenttype") && !isJson(dataType)) {
            reading.faults.add(new Fault("/datacontenttype", "expected application/json, application/avro or nothing"));
        }
        reading.throwIfAny();
        ours.set("properties", event.hasNonNull("data") ? event.get("data") : JsonNodeFactory.instance.objectNode());
        return Message.of(ours);
    }

    private byte[] base64(JsonNode event) {
        try {
            if (!event.has("data") && event.path("data_base64").isTextual()) {
                return Base64.getDecoder().decode(event.get("data_base64").textValue());
            }
        } catch (IllegalArgumentException e) {
            // told like what is missing
        }
        faults.add(new Fault("/data_base64", "expected the Avro binary in Base64, and no data"));
        return new byte[0];
    }

    /**
     * @param headers attributes by name, without the prefix
     * @param contentType of the data; null is taken for JSON
     * @param data null of JSON when there is none
     * @throws ProblemException INVALID_EVENT with a fault for each attribute that is wrong
     */
    public static Message binary(Map<String, String> headers, @Nullable String contentType, JsonNode data) {
        CloudEvents reading = new CloudEvents();
        ObjectNode ours = reading.attributes(headers);
        if (contentType != null && !isJson(contentType)) {
            reading.faults.add(new Fault("/datacontenttype", "expected Content-Type: application/json"));
        }
        reading.throwIfAny();
        ours.set("properties", data.isNull() ? JsonNodeFactory.instance.objectNode() : data);
        return Message.of(ours);
    }

    /**
     * As {@link #binary} with data that {@link #isAvro} is.
     *
     * @throws ProblemException INVALID_EVENT with a fault for each attribute that is wrong
     */
    public static Message binaryAvro(Map<String, String> headers, byte[] data) {
        CloudEvents reading = new CloudEvents();
        ObjectNode ours = reading.attributes(headers);
        reading.throwIfAny();
        return new Message(ours, data);
    }

    private ObjectNode attributes(Map<String, String> headers) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        headers.forEach((name, value) -> attributes.put(name, unescaped(value)));
        return attributes(attributes);
    }

    private ObjectNode attributes(JsonNode event) {
        String version = required(event, "specversion");
        if (version != null && !version.equals(ONLY_VERSION)) {
            faults.add(new Fault("/specversion", "found \"" + version + "\", expected \"" + ONLY_VERSION + "\""));
        }
        required(event, "source");
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        put(ours, "event_id", required(event, "id"));
        put(ours, "type", required(event, "type"));
        put(ours, "event_time", optional(event, "time"));
        String user = optional(event, "userid");
        put(ours, "user_id", user == null ? optional(event, "subject") : user);
        put(ours, "session_id", optional(event, "sessionid"));
        schemaVersion(event, ours);
        return ours;
    }

    private void schemaVersion(JsonNode event, ObjectNode ours) {
        JsonNode version = event.path("schemaversion");
        if (version.isIntegralNumber()) {
            ours.set("schema_version", version);
        } else if (version.isTextual() && version.textValue().matches("[1-9]\\d{0,8}")) {
            ours.put("schema_version", Integer.parseInt(version.textValue()));
        } else if (!version.isMissingNode() && !version.isNull()) {
            faults.add(new Fault("/schemaversion", "expected a whole number from 1"));
        }
    }

    private static void put(ObjectNode ours, String name, @Nullable String value) {
        if (value != null) {
            ours.put(name, value);
        }
    }

    private @Nullable String required(JsonNode event, String name) {
        String value = optional(event, name);
        if (value == null && faults.stream().noneMatch(fault -> fault.pointer().equals("/" + name))) {
            faults.add(new Fault("/" + name, "missing, CloudEvents requires it"));
        }
        return value;
    }

    private @Nullable String optional(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual() && !value.textValue().isEmpty()) {
            return value.textValue();
        }
        faults.add(new Fault("/" + name, "expected text that is not empty"));
        return null;
    }

    private void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                            CollectorProblem.INVALID_EVENT,
                            "The CloudEvent",
                            faults.size() == 1 ? "1 fault" : faults.size() + " faults")
                    .withFaults(faults);
        }
    }

    /** Whether a media type is JSON. */
    public static boolean isJson(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    /** Whether a media type is Avro's binary encoding of one value. */
    public static boolean isAvro(String mediaType) {
        return AVRO.contains(mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /** Headers carry what is beyond ASCII as %XX. */
    private static String unescaped(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
