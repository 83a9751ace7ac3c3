package dev.tidemark.incidents;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to an incident.
 *
 * @param who a user, or {@link #CHECK}
 * @param words what was said, or what changed; may be empty
 */
public record Step(Instant at, String who, Kind kind, String words) {

    /** What checks do. Not a name that a user may have: it has a space. */
    public static final String CHECK = "the check";

    /** What can happen to an incident. Of all but comments subscribers are told. */
    public enum Kind {
        OPENED,
        WORSENED,
        ACKNOWLEDGED,
        ASSIGNED,
        COMMENTED,
        RESOLVED;

        public String word() {
            return Words.of(this);
        }

        public static Optional<Kind> of(String word) {
            return Words.find(Kind.class, word);
        }
    }
}
