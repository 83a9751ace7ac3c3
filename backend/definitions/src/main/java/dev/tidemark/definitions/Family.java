package dev.tidemark.definitions;

import java.time.Duration;

/**
 * The events that share a topic.
 *
 * @param retention how long the log keeps its topic
 * @param realtimeKeeps how far back the real-time store answers
 * @param dedupWindow how long after an event a copy with the same id is recognised
 * @param allowedLateness how long after its end a window still takes events
 */
public record Family(
        String name,
        int partitions,
        Duration retention,
        Duration realtimeKeeps,
        Duration dedupWindow,
        Duration allowedLateness) {}
