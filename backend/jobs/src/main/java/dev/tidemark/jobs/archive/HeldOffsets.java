package dev.tidemark.jobs.archive;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import dev.tidemark.jobs.JobArguments;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where a job without state starts: after what the raw tables hold, or at the beginning. */
final class HeldOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1L;

    private final JobArguments arguments;

    HeldOffsets(JobArguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        Map<String, Long> held = held();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            offsets.put(
                    partition,
                    held.getOrDefault(
                            partition.topic() + "-" + partition.partition(), KafkaPartitionSplit.EARLIEST_OFFSET));
        }
        return offsets;
    }

    private Map<String, Long> held() {
        Map<String, Long> held = new HashMap<>();
        try (RawLake.Session lake = new RawLake(arguments).open()) {
            for (FamilySettings family : arguments.families()) {
                Tides.current(lake.table(family.name())).ifPresent(tide -> held.putAll(tide.offsets()));
            }
        }
        held.keySet().removeIf(key -> !key.startsWith(Topics.events("")));
        return held;
    }

    @Override
    @SuppressWarnings("deprecation")
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
