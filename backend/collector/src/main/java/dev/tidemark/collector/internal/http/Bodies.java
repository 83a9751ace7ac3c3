package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Admission;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.collector.internal.admission.Verdict;
import dev.tidemark.collector.internal.protocol.CloudEvents;
import dev.tidemark.collector.internal.protocol.Message;
import dev.tidemark.problems.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads bodies in the format that their media type says. */
final class Bodies {

    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");

    private Bodies() {}

    /** Something that may be an event: one that can be decided about, or a line that cannot be read. */
    record Item(@Nullable Submission submission, @Nullable ProblemException broken) {

        static Item of(Submission submission) {
            return new Item(submission, null);
        }

        Verdict decided(Admission admission) {
            return submission == null
                    ? new Verdict.Refuse(
                            null,
                            "unknown",
                            broken == null ? new ProblemException(CollectorProblem.INVALID_BATCH) : broken)
                    : admission.decide(submission);
        }
    }

    /**
     * What a body holds.
     *
     * @param sentAt by the sender's clock, null when the body does not say it for all
     */
    record Items(List<Item> items, @Nullable Instant sentAt) {}

    /** An event that was written in another shape. */
    static Submission translated(Message message) {
        return Submission.translated(message.event(), message.avro());
    }

    static String mediaType(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * One event: ours, or a CloudEvent of either mode.
     *
     * @throws ProblemException MALFORMED_JSON, INVALID_EVENT
     */
    static Submission one(Request request, byte[] body, int length) {
        if (mediaType(request).equals(CloudEvents.STRUCTURED)) {
            return translated(CloudEvents.structured(EventJson.one(body, length).json()));
        }
        Map<String, String> attributes = attributes(request);
        if (CloudEvents.isAvro(mediaType(request))) {
            return translated(CloudEvents.binaryAvro(attributes, Arrays.copyOf(body, length)));
        }
        if (attributes.containsKey("specversion")) {
            String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
            boolean none = length == 0 || type != null && !CloudEvents.isJson(type);
            return translated(CloudEvents.binary(
                    attributes,
                    type,
                    none ? NullNode.getInstance() : EventJson.one(body, length).json()));
        }
        return EventJson.one(body, length);
    }

    private static Map<String, String> attributes(Request request) {
        Map<String, String> attributes = new HashMap<>();
        for (HttpField header : request.getHeaders()) {
            String name = header.getLowerCaseName();
            if (name.startsWith(CloudEvents.HEADER) && header.getValue() != null) {
                attributes.put(name.substring(CloudEvents.HEADER.length()), header.getValue());
            }
        }
        return attributes;
    }

    static boolean isLines(Request request) {
        return LINES.contains(mediaType(request));
    }

    static boolean isCloudEventsBatch(Request request) {
        return mediaType(request).equals(CloudEvents.BATCH);
    }

    /**
     * Many events: a batch of ours, one to a line, or a batch of CloudEvents.
     *
     * @throws ProblemException MALFORMED_JSON, INVALID_BATCH, TOO_MANY_EVENTS
     */
    static Items many(Request request, byte[] body, int length, int most) {
        if (isLines(request)) {
            return new Items(lines(body, length, most), null);
        }
        if (isCloudEventsBatch(request)) {
            return new Items(cloudEvents(EventJson.one(body, length).json(), most), null);
        }
        return batch(body, length, most);
    }

    /**
     * A batch of ours.
     *
     * @throws ProblemException MALFORMED_JSON, INVALID_BATCH, TOO_MANY_EVENTS
     */
    static Items batch(byte[] body, int length, int most) {
        EventJson.Batch batch = EventJson.batch(body, length, most);
        return new Items(batch.events().stream().map(Item::of).toList(), batch.sentAt());
    }

    private static List<Item> cloudEvents(JsonNode batch, int most) {
        if (!batch.isArray()) {
            throw new ProblemException(CollectorProblem.INVALID_BATCH)
                    .withFault("", "expected an array of CloudEvents");
        }
        if (batch.size() > most) {
            throw new ProblemException(CollectorProblem.TOO_MANY_EVENTS, most);
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode event : batch) {
            try {
                items.add(Item.of(translated(CloudEvents.structured(event))));
            } catch (ProblemException e) {
                items.add(new Item(null, e));
            }
        }
        return items;
    }

    /** A line that is no JSON is refused by itself; empty lines are nothing. */
    private static List<Item> lines(byte[] body, int length, int most) {
        List<Item> items = new ArrayList<>();
        int line = 0;
        for (int from = 0; from < length; ) {
            int to = from;
            while (to < length && body[to] != '\n') {
                to++;
            }
            line++;
            if (!isBlank(body, from, to)) {
                if (items.size() == most) {
                    throw new ProblemException(CollectorProblem.TOO_MANY_EVENTS, most);
                }
                items.add(line(body, from, to, line));
            }
            from = to + 1;
        }
        return items;
    }

    private static Item line(byte[] body, int from, int to, int line) {
        try {
            return Item.of(EventJson.line(body, from, to, line));
        } catch (ProblemException e) {
            return new Item(null, e);
        }
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] > ' ' || body[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
