package dev.tidemark.definitions.proposals;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A change to the definitions that is looked at before it is in force.
 *
 * @param branch of the definitions repository
 * @param closedAt when it was published, rejected or withdrawn
 * @param published the commit that brought it into force
 */
public record Proposal(
        long id,
        String title,
        String description,
        String author,
        String branch,
        State state,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<String> published) {

    /** Where it is on its way. */
    public enum State {
        OPEN,
        PUBLISHED,
        REJECTED,
        WITHDRAWN;

        /** As written in documents and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
