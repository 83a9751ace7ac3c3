package dev.tidemark.pipelines.topics;

import dev.tidemark.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A topic as it should be. */
record TopicPlan(String name, int partitions, Map<String, String> configuration) {

    private static final Duration SLACK = Duration.ofDays(1);

    TopicPlan {
        configuration = Map.copyOf(configuration);
    }

    static List<TopicPlan> of(TopicSettings settings, FamilyTopics family) {
        int partitions = family.partitions();
        List<TopicPlan> plans = new ArrayList<>();
        // The broker's append time is what completeness is told by; a producer's clock could not be trusted with that.
        plans.add(plan(
                settings,
                Topics.events(family.name()),
                partitions,
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", millis(family.retention()))));
        plans.add(plan(
                settings,
                Topics.clean(family.name()),
                partitions,
                retention(family.realtimeKeeps().plus(SLACK))));
        plans.add(plan(settings, Topics.quarantine(family.name()), 1, retention(settings.sideRetention())));
        plans.add(plan(settings, Topics.late(family.name()), 1, retention(settings.sideRetention())));
        return plans;
    }

    /** A topic in which a key's last record is kept for good. */
    static TopicPlan aggregate(TopicSettings settings, String name, int partitions) {
        return plan(settings, Topics.aggregate(name), partitions, Map.of("cleanup.policy", "compact"));
    }

    private static Map<String, String> retention(Duration duration) {
        return Map.of("retention.ms", millis(duration));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static TopicPlan plan(TopicSettings settings, String name, int partitions, Map<String, String> own) {
        Map<String, String> configuration = new TreeMap<>(own);
        configuration.put("min.insync.replicas", Integer.toString(settings.minInsyncReplicas()));
        return new TopicPlan(name, partitions, configuration);
    }
}
