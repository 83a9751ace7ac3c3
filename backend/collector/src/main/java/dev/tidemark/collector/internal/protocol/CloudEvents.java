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
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final String ONLY_VERSION = "1.0";

    private final List<Fault> faults = new ArrayList<>();

    private CloudEvents() {}

    /**
     * @throws ProblemException INVALID_EVENT with a fault for each attribute that is wrong
     */
    public static JsonNode structured(JsonNode event) {
        CloudEvents reading = new CloudEvents();
        if (!event.isObject()) {
            reading.faults.add(new Fault("", "expected an object, the event"));
        }
        ObjectNode ours = reading.attributes(event);
        if (event.has("data_base64")) {
            reading.faults.add(new Fault("/data_base64", "expected data as JSON"));
        }
        if (event.hasNonNull("datacontenttype")
                && !isJson(event.get("datacontenttype").asText())) {
            reading.faults.add(new Fault("/datacontenttype", "expected application/json or nothing"));
        }
        reading.throwIfAny();
        ours.set("properties", event.hasNonNull("data") ? event.get("data") : JsonNodeFactory.instance.objectNode());
        return ours;
    }

    /**
     * @param headers attributes by name, without the prefix
     * @param contentType of the data; null is taken for JSON
     * @throws ProblemException INVALID_EVENT with a fault for each attribute that is wrong
     */
    public static JsonNode binary(Map<String, String> headers, @Nullable String contentType, JsonNode data) {
        CloudEvents reading = new CloudEvents();
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        headers.forEach((name, value) -> attributes.put(name, unescaped(value)));
        ObjectNode ours = reading.attributes(attributes);
        if (contentType != null && !isJson(contentType)) {
            reading.faults.add(new Fault("/datacontenttype", "expected Content-Type: application/json"));
        }
        reading.throwIfAny();
        ours.set("properties", data);
        return ours;
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

    /** Headers carry what is beyond ASCII as %XX. */
    private static String unescaped(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
