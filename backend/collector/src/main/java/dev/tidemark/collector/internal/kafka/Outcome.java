package dev.tidemark.collector.internal.kafka;

import dev.tidemark.problems.ProblemException;

/** What Kafka said about one record. */
public sealed interface Outcome {

    /** All in-sync replicas have it. */
    record Stored(String topic, int partition, long offset) implements Outcome {}

    /** Nobody has confirmed it; it may be there nevertheless. */
    record Failed(ProblemException problem) implements Outcome {}
}
