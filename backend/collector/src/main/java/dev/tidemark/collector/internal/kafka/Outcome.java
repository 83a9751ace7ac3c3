package dev.tidemark.collector.internal.kafka;

import dev.tidemark.problems.ProblemException;

/** What became of one record. */
public sealed interface Outcome {

    /** All in-sync replicas have it. */
    record Stored(String topic, int partition, long offset) implements Outcome {}

    /** The disk of this machine has it, and Kafka gets it later. */
    record Spooled() implements Outcome {}

    /** Nobody has confirmed it; it may be there nevertheless. */
    record Failed(ProblemException problem) implements Outcome {}
}
