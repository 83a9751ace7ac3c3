package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.events.Similarity;
import dev.tidemark.problems.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the members of an event beside its properties, and collects what is wrong with them. */
final class Fields {

    static final int LONGEST_ID = 200;

    /** More unknown members than this are not listed: the answer would be many times as long as the event. */
    private static final int MOST_UNKNOWN = 50;

    private static final List<String> MEMBERS = List.of(
            "event_id", "type", "schema_version", "event_time", "sent_at", "user_id", "session_id", "properties");

    private final JsonNode event;
    private final List<Fault> faults = new ArrayList<>();

    Fields(JsonNode event) {
        this.event = event;
        if (!event.isObject()) {
            faults.add(new Fault("", "expected an object, the event"));
            return;
        }
        for (Iterator<String> names = event.fieldNames(); names.hasNext() && faults.size() < MOST_UNKNOWN; ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                List<String> similar = Similarity.nearest(name, MEMBERS);
                faults.add(new Fault(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown member; "
                                + (similar.isEmpty()
                                        ? "what belongs to the type goes into properties"
                                        : "did you mean " + String.join(" or ", similar) + "?")));
            }
        }
    }

    List<Fault> faults() {
        return faults;
    }

    boolean absent(String name) {
        JsonNode value = event.get(name);
        return value == null || value.isNull();
    }

    /** The text, or null when it is absent or wrong; wrong adds a fault. */
    @Nullable String optionalText(String name) {
        JsonNode value = event.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isTextual() && isName(value.textValue())) {
            return value.textValue();
        }
        faults.add(new Fault(
                "/" + name, "expected text of 1 to " + LONGEST_ID + " characters, none of them a control character"));
        return null;
    }

    @Nullable String requiredText(String name) {
        if (absent(name)) {
            faults.add(new Fault("/" + name, "missing, expected text"));
            return null;
        }
        return optionalText(name);
    }

    /** 0 when absent; null when it is no version. */
    @Nullable Integer version() {
        JsonNode value = event.get("schema_version");
        if (value == null || value.isNull()) {
            return 0;
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0) {
            return value.intValue();
        }
        faults.add(new Fault("/schema_version", "expected a whole number from 1, or nothing for the latest"));
        return null;
    }

    @Nullable Instant time() {
        JsonNode value = event.get("event_time");
        if (value == null || value.isNull()) {
            faults.add(
                    new Fault("/event_time", "missing, expected when it happened, such as 2026-11-23T20:31:05.123Z"));
            return null;
        }
        try {
            if (value.isTextual()) {
                return Rfc3339.parse(value.textValue());
            }
        } catch (DateTimeException e) {
            faults.add(
                    new Fault("/event_time", "found text \"" + value.textValue() + "\", expected " + e.getMessage()));
            return null;
        }
        faults.add(new Fault("/event_time", "expected text with a date and time such as 2026-11-23T20:31:05.123Z"));
        return null;
    }

    /** When it was sent, by the sender's clock; null when that is absent, or wrong with a fault. */
    @Nullable Instant sentAt() {
        JsonNode value = event.get("sent_at");
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return Rfc3339.parse(value.textValue());
            }
        } catch (DateTimeException e) {
            // told like what is no text
        }
        faults.add(new Fault("/sent_at", "expected when it was sent, such as 2026-11-23T20:31:05.123Z, or nothing"));
        return null;
    }

    @Nullable JsonNode properties() {
        JsonNode value = event.get("properties");
        if (value == null) {
            faults.add(new Fault("/properties", "missing, expected an object"));
        }
        return value;
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || Character.isSurrogate(c) && !isPair(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
