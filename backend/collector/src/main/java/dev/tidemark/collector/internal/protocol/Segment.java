package dev.tidemark.collector.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.problems.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Segment's HTTP tracking API. {@code track} is an event of the type that its name is in snake case ({@code Order Placed} is {@code order_placed});
 * the other calls are events of one type each. {@code messageId} is the event's id, {@code userId}, else {@code anonymousId}, its user, {@code
 * properties} or {@code traits} its properties, {@code sentAt} when it was sent.
 *
 * @see <a href="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/">Segment's HTTP API</a>
 */
public final class Segment {

    /** What a call is, by the last part of its path; libraries for browsers use one letter. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("track", "track"),
            Map.entry("t", "track"),
            Map.entry("identify", "identify"),
            Map.entry("i", "identify"),
            Map.entry("page", "page"),
            Map.entry("p", "page"),
            Map.entry("screen", "screen"),
            Map.entry("s", "screen"),
            Map.entry("group", "group"),
            Map.entry("g", "group"),
            Map.entry("alias", "alias"),
            Map.entry("a", "alias"),
            Map.entry("import", "batch"),
            Map.entry("b", "batch"));

    private static final Map<String, String> TYPES = Map.of(
            "identify", "user_identified",
            "page", "page_viewed",
            "screen", "screen_viewed",
            "group", "group_identified",
            "alias", "user_aliased");

    private static final String ROOT = "/v1/";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("([a-z0-9])([A-Z])");

    private final Instant receivedAt;

    /**
     * @param receivedAt our clock
     */
    public Segment(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    /** The call that a path such as {@code /v1/track} stands for; libraries differ in whether they end it with a slash. */
    public static Optional<String> call(String path) {
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return Optional.ofNullable(CALLS.get(path.substring(Math.min(ROOT.length(), end), end)));
    }

    /** Whether a body is a batch of such calls and not of ours. */
    public static boolean isBatch(JsonNode body) {
        return body.path("batch").isArray();
    }

    /** How many events {@link #events} makes of a body. */
    public static int messages(String call, JsonNode body) {
        return call.equals("batch") ? body.path("batch").size() : 1;
    }

    /** Libraries for browsers send the key in the body. */
    public static Optional<String> writeKey(JsonNode body) {
        return Optional.ofNullable(body.path("writeKey").textValue());
    }

    /**
     * @param call as {@link #call(String)} says
     * @return events of ours, one for each message
     * @throws ProblemException INVALID_BATCH, INVALID_EVENT
     */
    public List<JsonNode> events(String call, JsonNode body) {
        if (!call.equals("batch")) {
            return List.of(event(call, body, sentAt(body)));
        }
        if (!isBatch(body)) {
            throw new ProblemException(CollectorProblem.INVALID_BATCH)
                    .withFault("/batch", "missing, expected an array of messages");
        }
        Optional<Instant> sentAt = sentAt(body);
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode message : body.get("batch")) {
            String type = message.path("type").asText("");
            events.add(event(type, message, sentAt(message).or(() -> sentAt)));
        }
        return events;
    }

    /** What is no message of a known kind stays what it is: admission tells what is wrong with it. */
    private JsonNode event(String call, JsonNode message, Optional<Instant> sentAt) {
        if (!message.isObject()) {
            return message;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        copy(message, "messageId", event, "event_id");
        type(call, message).ifPresent(type -> event.put("type", type));
        time(message, sentAt, event);
        copy(message, isTold(message.path("userId")) ? "userId" : "anonymousId", event, "user_id");
        JsonNode context = message.path("context");
        copy(context, "sessionId", event, "session_id");
        if (context.path("schemaVersion").isIntegralNumber()) {
            event.set("schema_version", context.get("schemaVersion"));
        }
        event.set("properties", properties(call, message));
        return event;
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String ours) {
        JsonNode value = from.path(name);
        if (isTold(value)) {
            to.put(ours, value.asText());
        }
    }

    private static boolean isTold(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() || value.isNumber();
    }

    private static Optional<String> type(String call, JsonNode message) {
        if (!call.equals("track")) {
            return Optional.ofNullable(TYPES.get(call));
        }
        return Optional.ofNullable(message.path("event").textValue()).map(Segment::snakeCase);
    }

    private static String snakeCase(String name) {
        return BETWEEN_WORDS
                .matcher(name.strip())
                .replaceAll("$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static JsonNode properties(String call, JsonNode message) {
        JsonNode given = given(call, message);
        if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
            return given;
        }
        ObjectNode properties = given.isObject() ? given.deepCopy() : JsonNodeFactory.instance.objectNode();
        switch (call) {
            case "page", "screen" -> {
                beside(message, "name", properties, "name");
                beside(message, "category", properties, "category");
            }
            case "group" -> beside(message, "groupId", properties, "group_id");
            case "alias" -> beside(message, "previousId", properties, "previous_id");
            default -> {}
        }
        return properties;
    }

    /** Some libraries tell who somebody is in the context of the message. */
    private static JsonNode given(String call, JsonNode message) {
        return switch (call) {
            case "identify" ->
                message.hasNonNull("traits")
                        ? message.get("traits")
                        : message.path("context").path("traits");
            case "group" -> message.path("traits");
            default -> message.path("properties");
        };
    }

    private static void beside(JsonNode message, String name, ObjectNode properties, String ours) {
        if (message.hasNonNull(name) && !properties.has(ours)) {
            properties.set(ours, message.get(name));
        }
    }

    /** A message that tells no time happened when it came; then its clock does not matter. */
    private void time(JsonNode message, Optional<Instant> sentAt, ObjectNode event) {
        JsonNode told = message.hasNonNull("timestamp") ? message.get("timestamp") : message.path("originalTimestamp");
        if (told.isMissingNode() || told.isNull()) {
            event.put("event_time", Rfc3339.format(receivedAt));
            return;
        }
        Instant happened = instant(told);
        event.put("event_time", happened == null ? told.asText() : Rfc3339.format(happened));
        sentAt.ifPresent(sent -> event.put("sent_at", Rfc3339.format(sent)));
    }

    private static Optional<Instant> sentAt(JsonNode message) {
        return Optional.ofNullable(instant(message.path("sentAt")));
    }

    private static @Nullable Instant instant(JsonNode value) {
        try {
            return value.isTextual() ? Rfc3339.parse(value.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
