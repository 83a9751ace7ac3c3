package dev.tidemark.jobs.kafka;

import dev.tidemark.jobs.JobArguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sinks of {@link OutgoingRecord}s. */
public final class RecordSink {

    private RecordSink() {}

    /**
     * Visible to readers of committed records only after the checkpoint they belong to, and then once.
     *
     * @param prefix of the transactional ids; unique per sink and broker, and the same in every run of the job
     * @param topics all it writes to: transactions left open in them by an earlier run are found and aborted
     */
    public static KafkaSink<OutgoingRecord> exactlyOnce(JobArguments arguments, String prefix, List<String> topics) {
        return KafkaSink.<OutgoingRecord>builder()
                .setBootstrapServers(arguments.required("kafka"))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(prefix)
                // A pool of ids, because a new id per checkpoint would leave the broker with thousands.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(
                        "transaction.timeout.ms",
                        Long.toString(arguments
                                .duration("transaction-timeout", Duration.ofMinutes(15))
                                .toMillis()))
                .setProperty("compression.type", "lz4")
                .setRecordSerializer(new Records(topics))
                .build();
    }

    public static KafkaSink<OutgoingRecord> atLeastOnce(JobArguments arguments) {
        return KafkaSink.<OutgoingRecord>builder()
                .setBootstrapServers(arguments.required("kafka"))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Records(List.of()))
                .build();
    }

    private static final class Records
            implements KafkaRecordSerializationSchema<OutgoingRecord>, KafkaDatasetFacetProvider {

        private static final long serialVersionUID = 1L;

        private final List<String> topics;

        Records(List<String> topics) {
            this.topics = List.copyOf(topics);
        }

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return Optional.of(
                    new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics), new Properties()));
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                OutgoingRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
            Integer partition = record.partition() < 0 ? null : record.partition();
            ProducerRecord<byte[], byte[]> kafka =
                    new ProducerRecord<>(record.topic(), partition, record.key(), record.value());
            for (int i = 0; i < record.headers().length; i += 2) {
                kafka.headers().add(record.headers()[i], record.headers()[i + 1].getBytes(StandardCharsets.UTF_8));
            }
            return kafka;
        }
    }
}
