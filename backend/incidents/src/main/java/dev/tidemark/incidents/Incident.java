package dev.tidemark.incidents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is, or was, wrong.
 *
 * @param owner the team that answers for the subject
 * @param assignee who is on it
 * @param evidence what the check says; names, numbers, times, and lists and maps of them
 * @param link the page, within the portal, where it can be mended
 * @param affects subjects of the same kind that cannot pass the check before this one does, by name
 * @param sightings how often a check has said so
 * @param previous the incident before it, when the same came back
 */
public record Incident(
        long id,
        Subject subject,
        Check check,
        Severity severity,
        String owner,
        Optional<String> assignee,
        String summary,
        Map<String, Object> evidence,
        String link,
        State state,
        Times times,
        List<String> affects,
        long sightings,
        Optional<Resolution> resolution,
        Optional<Long> previous) {

    public Incident {
        evidence = Map.copyOf(evidence);
        affects = List.copyOf(affects);
    }

    /** What people have done about it. */
    public enum State {
        OPEN,
        /** Somebody knows. */
        ACKNOWLEDGED,
        RESOLVED;

        public String word() {
            return Words.of(this);
        }

        public static Optional<State> of(String word) {
            return Words.find(State.class, word);
        }
    }

    /**
     * @param began since when it is wrong, as far as is known
     * @param detected when a check first said so
     * @param noticed when somebody first knew: a notice arrived, or it was acknowledged
     * @param lastSeen when it was last seen to be wrong
     */
    public record Times(
            Instant began, Instant detected, Optional<Instant> noticed, Instant lastSeen, Optional<Instant> resolved) {

        public Duration toDetect() {
            return between(began, detected);
        }

        public Optional<Duration> toNotice() {
            return noticed.map(at -> between(detected, at));
        }

        public Optional<Duration> toRepair() {
            return resolved.map(at -> between(detected, at));
        }

        private static Duration between(Instant from, Instant to) {
            return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        }
    }

    public boolean resolved() {
        return state == State.RESOLVED;
    }

    /** Its own page, within the portal. */
    public String page() {
        return "incidents/" + id;
    }
}
