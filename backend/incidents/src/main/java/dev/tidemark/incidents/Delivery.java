package dev.tidemark.incidents;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice, and how far it has come.
 *
 * @param id the same at every attempt
 * @param subscription the name of who is told
 * @param incident that it tells of
 * @param proposal that it tells of; a notice about neither is a test
 * @param change what happened: the word of a {@link Step.Kind} or of {@link ProposalNews#change}, or {@code test}
 * @param nextAttempt while it waits
 * @param lastError why the last attempt failed; empty when none did
 */
public record Delivery(
        UUID id,
        String subscription,
        Optional<Long> incident,
        Optional<Long> proposal,
        String change,
        State state,
        int attempts,
        Instant created,
        Instant nextAttempt,
        Optional<Instant> sent,
        String lastError) {

    /** Where a notice is. */
    public enum State {
        WAITING,
        /** The receiver has it. */
        SENT,
        /** It was tried too often, or nobody wants it any more. */
        DEAD;

        public String word() {
            return Words.of(this);
        }

        public static Optional<State> of(String word) {
            return Words.find(State.class, word);
        }
    }
}
