package dev.tidemark.definitions.proposals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One thing that happened to a proposal. Steps are only ever added: together they are its audit trail.
 *
 * @param commit the branch's newest commit at that moment
 * @param text what was said; may be empty
 * @param signed what an approval signs, by {@link Signature#key()}
 */
public record Step(
        long id, long proposal, Instant at, String who, Kind kind, String commit, String text, List<String> signed) {

    public Step {
        signed = List.copyOf(signed);
    }

    /** What can happen to a proposal. */
    public enum Kind {
        OPENED,
        CHANGED,
        COMMENTED,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        PUBLISHED;

        /** As written in documents and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
