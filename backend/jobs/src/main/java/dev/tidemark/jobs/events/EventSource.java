package dev.tidemark.jobs.events;

import dev.tidemark.events.Topics;
import dev.tidemark.jobs.FamilySettings;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The source over the topics {@code events.<family>}. */
public final class EventSource {

    private EventSource() {}

    /**
     * @param group consumer group; offsets are committed there for people to see, the job's own are in its checkpoints
     */
    public static KafkaSource<Delivery> of(
            String bootstrap, String group, List<FamilySettings> families, OffsetsInitializer start) {
        return KafkaSource.<Delivery>builder()
                .setBootstrapServers(bootstrap)
                .setGroupId(group)
                .setTopics(families.stream()
                        .map(family -> Topics.events(family.name()))
                        .toList())
                .setStartingOffsets(start)
                .setProperty("partition.discovery.interval.ms", "5000")
                .setProperty("commit.offsets.on.checkpoint", "true")
                .setDeserializer(new Deliveries())
                .build();
    }

    private static final class Deliveries implements KafkaRecordDeserializationSchema<Delivery> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Delivery> out) {
            out.collect(Delivery.of(record));
        }

        @Override
        public TypeInformation<Delivery> getProducedType() {
            return TypeInformation.of(Delivery.class);
        }
    }
}
