package dev.tidemark.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something in the traffic that is not as it was, or not as it is defined.
 *
 * @param field without {@code /properties/}
 * @param subject what tells two drifts of a field and kind apart, such as the new value; often empty
 * @param detail in a sentence
 * @param closedAt when it was gone for long enough
 */
public record Drift(
        long id,
        String eventType,
        String field,
        Kind kind,
        String subject,
        String detail,
        List<String> sources,
        Instant firstAt,
        Instant lastAt,
        Optional<Instant> closedAt) {

    public Drift {
        sources = List.copyOf(sources);
    }

    /** In which way traffic drifts. */
    public enum Kind {
        /** A field that the schema does not have. */
        UNKNOWN_FIELD("unknown field"),
        /** A field that must be there and is not. */
        MISSING_FIELD("missing field"),
        /** A value of another type than the schema's. */
        TYPE("another type"),
        /** A value that a field with few values did not have before. */
        NEW_VALUE("new value"),
        /** A field that was carried and is not any more. */
        VANISHED("vanished"),
        /** A field whose values are spread otherwise than before: perhaps it means something else now. */
        DISTRIBUTION("other distribution");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A drift as it is seen at one look. */
    public record Sighting(
            String eventType, String field, Kind kind, String subject, String detail, List<String> sources) {
        public Sighting {
            sources = List.copyOf(sources);
        }
    }
}
