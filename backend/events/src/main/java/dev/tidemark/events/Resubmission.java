package dev.tidemark.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.events.internal.Documents;
import dev.tidemark.problems.Fault;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Quarantined events, repaired, as the portal hands them to a collector: they are checked like events that arrive, but for their source,
 * their time of arrival and without its rate limit. JSON in snake_case.
 *
 * @param dryRun whether to check only
 */
public record Resubmission(boolean dryRun, List<Event> events) {

    public Resubmission {
        events = List.copyOf(events);
    }

    /**
     * @param source who sent it
     * @param family in whose quarantine it was
     * @param receivedAt when it first arrived, RFC 3339
     * @param event the whole event, with its id
     */
    public record Event(String source, String family, String receivedAt, JsonNode event) {

        /**
         * @throws NullPointerException when one of them is missing
         */
        public Event {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(family, "family");
            Objects.requireNonNull(receivedAt, "received_at");
            Objects.requireNonNull(event, "event");
        }
    }

    /** What became of each event, in their order. */
    public record Outcome(List<Result> results) {
        public Outcome {
            results = List.copyOf(results);
        }

        public byte[] toJson() {
            return Documents.write(this);
        }

        /**
         * @throws UncheckedIOException when the text is no such document
         */
        public static Outcome parse(byte[] json) {
            return Documents.read(json, Outcome.class);
        }
    }

    /**
     * An event that fits has a topic, and an address in it unless the run was dry; one that does not has a code.
     *
     * @param code of the problem that stands against it
     * @param faults where it is wrong
     */
    public record Result(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String code,
            @Nullable String detail,
            List<Fault> faults) {

        public Result {
            faults = List.copyOf(faults);
        }

        public static Result stored(String topic, int partition, long offset) {
            return new Result(topic, partition, offset, null, null, List.of());
        }

        public static Result fits(String topic) {
            return new Result(topic, null, null, null, null, List.of());
        }

        public static Result refused(String code, String detail, List<Fault> faults) {
            return new Result(null, null, null, code, detail, faults);
        }

        /** Whether it is, or would be, stored. */
        public boolean passed() {
            return topic != null;
        }
    }

    public byte[] toJson() {
        return Documents.write(this);
    }

    /**
     * @throws UncheckedIOException when the text is no such document
     */
    public static Resubmission parse(byte[] json) {
        return Documents.read(json, Resubmission.class);
    }
}
