package dev.tidemark.pipelines.topics;

import java.time.Duration;

/**
 * What holds for every topic.
 *
 * @param replication copies of each partition
 * @param minInsyncReplicas copies that must have a record before it is acknowledged
 * @param sideRetention how long quarantined and late events are kept
 */
public record TopicSettings(short replication, int minInsyncReplicas, Duration sideRetention) {

    public static TopicSettings oneBroker() {
        return new TopicSettings((short) 1, 1, Duration.ofDays(30));
    }

    public TopicSettings {
        if (minInsyncReplicas < 1 || minInsyncReplicas > replication) {
            throw new IllegalArgumentException("min.insync.replicas " + minInsyncReplicas
                    + " is not between 1 and the replication " + replication);
        }
    }
}
