package dev.tidemark.collector.internal.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event as it was sent.
 *
 * @param body the whole request's; shared
 * @param from where the event starts in it
 * @param to behind its last byte
 * @param avro its properties, when they are not in the JSON
 */
public record Submission(
        JsonNode json,
        byte[] body,
        int from,
        int to,
        @Nullable FramedAvro avro) {

    public Submission(JsonNode json, byte[] body, int from, int to) {
        this(json, body, from, to, null);
    }

    /** An event that was written in another shape; from here on the letter is ours. */
    public static Submission translated(JsonNode event, byte @Nullable [] avro) {
        byte[] text = event.toString().getBytes(StandardCharsets.UTF_8);
        return new Submission(event, text, 0, text.length, avro == null ? null : new FramedAvro(avro));
    }

    int bytes() {
        return to - from + (avro == null ? 0 : avro.value().length);
    }

    /**
     * The event to the letter. What only its batch says is put in front, so that it can be sent back by itself.
     *
     * @param sentAtOfAll when the batch was sent, null when it does not say
     */
    String original(@Nullable Instant sentAtOfAll) {
        String letter = new String(Arrays.copyOfRange(body, from, to), StandardCharsets.UTF_8);
        if (sentAtOfAll == null || !json.isObject() || json.has("sent_at")) {
            return letter;
        }
        return "{\"sent_at\":\"" + Rfc3339.format(sentAtOfAll) + '"' + (json.isEmpty() ? "" : ",")
                + letter.substring(1);
    }
}
