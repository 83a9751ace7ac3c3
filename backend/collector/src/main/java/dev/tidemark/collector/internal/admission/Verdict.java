package dev.tidemark.collector.internal.admission;

import dev.tidemark.problems.ProblemException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What becomes of one event. */
public sealed interface Verdict {

    /**
     * It goes to a topic.
     *
     * @param generated whether the id is ours, because a permissive source gave none
     * @param quarantined why it goes to quarantine, null when it does not
     */
    record Store(
            String eventId,
            boolean generated,
            String type,
            ProducerRecord<byte[], byte[]> record,
            @Nullable ProblemException quarantined)
            implements Verdict {}

    /**
     * It goes nowhere.
     *
     * @param eventId null when the event has none that can be named
     * @param type what it says it is, cleaned for use in metrics
     */
    record Refuse(@Nullable String eventId, String type, ProblemException problem) implements Verdict {}
}
