package dev.tidemark.pipelines.topics;

import java.time.Duration;

/**
 * What a family needs of Kafka.
 *
 * @param retention how long events are kept in its topic
 * @param realtimeKeeps how long the real-time store keeps rows; the clean topic keeps a day more, so the store can be rebuilt from it
 */
public record FamilyTopics(String name, int partitions, Duration retention, Duration realtimeKeeps) {}
