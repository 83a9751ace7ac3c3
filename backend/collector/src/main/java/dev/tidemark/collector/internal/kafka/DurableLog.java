package dev.tidemark.collector.internal.kafka;

import dev.tidemark.problems.ProblemException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where accepted events go. Never blocks; safe for many threads. */
public interface DurableLog {

    /** Why it takes nothing now, so that a request need not be read; empty when it seems to. */
    Optional<ProblemException> refusal();

    /**
     * @param then called exactly once, on any thread, soon; it must not block
     */
    void append(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then);
}
