package dev.tidemark.collector.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.admission.Submission;
import dev.tidemark.events.Rfc3339;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads bodies: UTF-8 only, every name once, nothing behind the end. */
final class EventJson {

    private static final int DEEPEST = 100;
    private static final String SENT_AT = "sent_at";

    /** Bytes from which on the parts of a body are counted: as a tree, a body of nothing but {@code {},} takes forty times its bytes. */
    private static final int LARGE = 256 * 1024;

    private static final long MOST_PARTS = 500_000;

    private static final JsonFactory FACTORY =
            factory(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    private static final JsonFactory COUNTING = factory(StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxTokenCount(MOST_PARTS)
            .build());

    private static JsonFactory factory(StreamReadConstraints constraints) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(constraints)
                .build();
    }

    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .reader();

    private EventJson() {}

    /**
     * @throws ProblemException MALFORMED_JSON with line and column
     */
    static Submission one(byte[] body, int length) {
        try (JsonParser parser = (length > LARGE ? COUNTING : FACTORY).createParser(body, 0, length)) {
            if (parser.nextToken() == null) {
                throw new ProblemException(CollectorProblem.MALFORMED_JSON, 1, 1, "the body is empty");
            }
            Submission event = next(parser, body, 0);
            end(parser);
            return event;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One line of a body.
     *
     * @param line its number from 1, for messages
     * @throws ProblemException MALFORMED_JSON with line and column
     */
    static Submission line(byte[] body, int from, int to, int line) {
        try (JsonParser parser = FACTORY.createParser(body, from, to - from)) {
            parser.nextToken();
            Submission event = next(parser, body, from);
            if (parser.nextToken() != null) {
                throw new ProblemException(
                        CollectorProblem.MALFORMED_JSON,
                        line,
                        parser.currentTokenLocation().getColumnNr(),
                        "a line has one event");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    CollectorProblem.MALFORMED_JSON,
                    line,
                    e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                    e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first member of an object that says what the object is, so any but {@code sent_at}, which events and batches have alike; nothing for anything
     * else.
     */
    static Optional<String> firstMember(byte[] body, int length) {
        try (JsonParser parser = FACTORY.createParser(body, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String first = parser.nextFieldName();
            if (SENT_AT.equals(first)) {
                parser.nextToken();
                parser.skipChildren();
                first = parser.nextFieldName();
            }
            return Optional.ofNullable(first);
        } catch (IOException e) {
            return Optional.empty(); // what is wrong is told by whoever reads all of it
        }
    }

    /**
     * A batch of ours.
     *
     * @param sentAt null when it does not say
     */
    record Batch(List<Submission> events, @Nullable Instant sentAt) {}

    /**
     * @throws ProblemException MALFORMED_JSON, INVALID_BATCH or TOO_MANY_EVENTS
     */
    static Batch batch(byte[] body, int length, int most) {
        try (JsonParser parser = FACTORY.createParser(body, 0, length)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT, "", "expected an object");
            List<Submission> events = null;
            Instant sentAt = null;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                boolean first = name.equals("events") ? events == null : name.equals(SENT_AT) && sentAt == null;
                expect(
                        first,
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "expected events and perhaps sent_at, each once");
                parser.nextToken();
                if (name.equals(SENT_AT)) {
                    sentAt = sentAt(parser);
                } else {
                    events = events(parser, body, most);
                }
            }
            expect(parser.currentToken() == JsonToken.END_OBJECT, "", "expected an object");
            end(parser);
            if (events == null) {
                throw new ProblemException(CollectorProblem.INVALID_BATCH)
                        .withFault("/events", "missing, expected an array of events");
            }
            return new Batch(events, sentAt);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Submission> events(JsonParser parser, byte[] body, int most) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY, "/events", "expected an array of events");
        List<Submission> events = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (events.size() == most) {
                throw new ProblemException(CollectorProblem.TOO_MANY_EVENTS, most);
            }
            events.add(next(parser, body, 0));
        }
        return events;
    }

    private static Instant sentAt(JsonParser parser) throws IOException {
        try {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return Rfc3339.parse(parser.getText());
            }
        } catch (DateTimeException e) {
            // told like what is no text
        }
        throw new ProblemException(CollectorProblem.INVALID_BATCH)
                .withFault("/" + SENT_AT, "expected when the batch was sent, such as 2026-11-23T20:31:05.123Z");
    }

    /**
     * @param start where in the body the parser began
     */
    private static Submission next(JsonParser parser, byte[] body, int start) throws IOException {
        int from = start + (int) parser.currentTokenLocation().getByteOffset();
        JsonNode json = READER.readTree(parser);
        return new Submission(
                json, body, from, start + (int) parser.currentLocation().getByteOffset());
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new ProblemException(
                    CollectorProblem.MALFORMED_JSON,
                    parser.currentTokenLocation().getLineNr(),
                    parser.currentTokenLocation().getColumnNr(),
                    "there is something behind the end of the value");
        }
    }

    private static void expect(boolean holds, String pointer, String detail) {
        if (!holds) {
            throw new ProblemException(CollectorProblem.INVALID_BATCH).withFault(pointer, detail);
        }
    }

    private static ProblemException malformed(JsonProcessingException e) {
        return new ProblemException(
                CollectorProblem.MALFORMED_JSON,
                e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                e.getOriginalMessage());
    }
}
