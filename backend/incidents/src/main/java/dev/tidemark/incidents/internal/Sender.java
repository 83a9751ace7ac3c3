package dev.tidemark.incidents.internal;

import java.io.IOException;
import java.util.UUID;

/** Brings a notice to its receiver. */
interface Sender {

    /**
     * Returns when the receiver has it.
     *
     * @param id the same at every attempt
     * @param body JSON
     * @throws IOException when it is not certain that the receiver has it
     */
    void send(SubscriptionBook.Sealed to, UUID id, String body) throws IOException;

    /** Why it is not certain, in words that name no address and no secret. */
    final class Undelivered extends IOException {

        private static final long serialVersionUID = 1L;

        Undelivered(String words) {
            super(words);
        }

        Undelivered(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
