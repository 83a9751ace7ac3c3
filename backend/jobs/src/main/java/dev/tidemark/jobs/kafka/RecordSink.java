package dev.tidemark.jobs.kafka;

import dev.tidemark.jobs.JobArguments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
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
     */
    public static KafkaSink<OutgoingRecord> exactlyOnce(JobArguments arguments, String prefix) {
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
                .setRecordSerializer(new Records())
                .build();
    }

    public static KafkaSink<OutgoingRecord> atLeastOnce(JobArguments arguments) {
        return KafkaSink.<OutgoingRecord>builder()
                .setBootstrapServers(arguments.required("kafka"))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Records())
                .build();
    }

    private static final class Records implements KafkaRecordSerializationSchema<OutgoingRecord> {

        private static final long serialVersionUID = 1L;

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
