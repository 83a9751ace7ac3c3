package dev.tidemark.collector.internal.kafka;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.problems.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records and tells what became of each, without ever blocking the caller: whatever cannot be taken at once is refused at
 * once, and whatever was taken is answered within the delivery timeout. Safe for many threads.
 */
public final class EventLog implements DurableLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int LARGEST_REQUEST = 1_000_000;
    private static final int AROUND_A_RECORD = 128;
    private static final int AROUND_A_HEADER = 10;

    private final String bootstrap;
    private final Duration delivery;
    private final AfterFailure afterFailure;
    private final Supplier<Producer<byte[], byte[]>> connect;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean stopped;
    private volatile boolean reachable;
    private volatile long earlierResponses;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final Set<String> lacking = ConcurrentHashMap.newKeySet();

    /** What becomes of records that wait behind one that Kafka did not confirm. */
    public enum AfterFailure {
        /** They are sent all the same, so they may be stored without it. */
        GO_ON,
        /** They fail too, until somebody {@link #reconnect}s. */
        STOP
    }

    public EventLog(String bootstrap, Duration delivery, AfterFailure afterFailure) {
        this(bootstrap, delivery, afterFailure, () -> connect(bootstrap, delivery));
    }

    EventLog(
            String bootstrap,
            Duration delivery,
            AfterFailure afterFailure,
            Supplier<Producer<byte[], byte[]>> connect) {
        this.bootstrap = bootstrap;
        this.delivery = delivery;
        this.afterFailure = afterFailure;
        this.connect = connect;
        this.producer = connect.get();
    }

    private static Producer<byte[], byte[]> connect(String bootstrap, Duration delivery) {
        Properties settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tidemark-collector");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) (delivery.toMillis() * 2 / 5));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Whether somebody is likely to answer; see {@link Pulse}. */
    public boolean reachable() {
        return reachable;
    }

    @Override
    public Optional<ProblemException> refusal() {
        return reachable ? Optional.empty() : Optional.of(unavailable("no broker is reachable"));
    }

    /** Whether no producer would take the record, by an estimate that is a little high. */
    public static boolean isTooLarge(ProducerRecord<byte[], byte[]> record) {
        long size = AROUND_A_RECORD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += AROUND_A_HEADER + 3L * header.key().length() + length(header.value());
        }
        return size > LARGEST_REQUEST;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    public static Outcome tooLarge() {
        return new Outcome.Failed(new ProblemException(CollectorProblem.EVENT_TOO_LARGE, LARGEST_REQUEST));
    }

    @Override
    public void append(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
        if (!reachable) {
            then.accept(new Outcome.Failed(unavailable("no broker is reachable")));
            return;
        }
        Producer<byte[], byte[]> with = producer;
        Thread caller = Thread.currentThread();
        send(with, record, outcome -> {
            boolean waited = Thread.currentThread() != caller;
            if (afterFailure == AfterFailure.STOP && waited && isUnavailable(outcome)) {
                stop(with);
            }
            then.accept(outcome);
        });
    }

    private static boolean isUnavailable(Outcome outcome) {
        return outcome instanceof Outcome.Failed(ProblemException problem)
                && problem.problem() == CollectorProblem.KAFKA_UNAVAILABLE;
    }

    /**
     * On the producer's own thread, which sends nothing more then. Of what was on its way already, brokers store nothing behind a gap in an
     * idempotent producer's numbers, unless it is so new that none of its records has been stored yet: then they take any number for the
     * first.
     */
    private void stop(Producer<byte[], byte[]> failing) {
        if (failing == producer && !stopped) {
            stopped = true;
            LOG.warn("Nothing more is sent to Kafka at {} over a connection that failed", bootstrap);
            failing.close(Duration.ZERO);
        }
    }

    /** Whether a failure has stopped it; see {@link AfterFailure#STOP}. */
    public boolean stopped() {
        return stopped;
    }

    /** As {@link #append}, also when nobody seems to be there. */
    void send(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
        send(producer, record, then);
    }

    private void send(Producer<byte[], byte[]> with, ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
        try {
            with.send(record, (stored, failure) -> then.accept(outcome(record, stored, failure)));
        } catch (KafkaException | IllegalStateException e) {
            then.accept(new Outcome.Failed(problem(record.topic(), e)));
        }
    }

    private Outcome outcome(
            ProducerRecord<byte[], byte[]> record, @Nullable RecordMetadata stored, @Nullable Exception failure) {
        return failure == null && stored != null
                ? new Outcome.Stored(stored.topic(), stored.partition(), stored.offset())
                : new Outcome.Failed(problem(record.topic(), failure));
    }

    private ProblemException problem(String topic, @Nullable Exception failure) {
        return switch (failure) {
            case BufferExhaustedException full -> new ProblemException(CollectorProblem.COLLECTOR_BUSY).because(full);
            case RecordTooLargeException large ->
                new ProblemException(CollectorProblem.EVENT_TOO_LARGE, LARGEST_REQUEST).because(large);
            case null -> unavailable("no reason given");
            case Exception other
            when lacks(topic) -> new ProblemException(CollectorProblem.TOPIC_MISSING, topic).because(other);
            default -> unavailable(failure.getClass().getSimpleName()).because(failure);
        };
    }

    private static ProblemException unavailable(String reason) {
        return new ProblemException(CollectorProblem.KAFKA_UNAVAILABLE, reason);
    }

    /** How many partitions the topic has; 0 when it does not exist, or when nobody has said so yet. Asks, so that a later call knows. */
    int partitions(String topic) {
        try {
            int partitions = producer.partitionsFor(topic).size();
            topics.add(topic);
            lacking.remove(topic);
            return partitions;
        } catch (KafkaException | IllegalStateException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                lacking.add(topic);
            }
            return 0;
        }
    }

    public boolean exists(String topic) {
        return partitions(topic) > 0;
    }

    /** Whether brokers have said that the topic does not exist, the last time that they said something about it. */
    public boolean lacks(String topic) {
        return partitions(topic) == 0 && lacking.contains(topic);
    }

    /** Open connections to brokers, and such that are being tried. */
    long connections() {
        return metric("connection-count");
    }

    /** Answers of any kind that brokers have given. */
    long responses() {
        return earlierResponses + metric("response-total");
    }

    private long metric(String name) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name)
                        && metric.getKey().group().equals("producer-metrics"))
                .map(Map.Entry::getValue)
                .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
                .sum();
    }

    void setReachable(boolean now, String reason) {
        if (now != reachable) {
            reachable = now;
            if (now) {
                LOG.info("Kafka at {} is reachable", bootstrap);
            } else {
                LOG.warn("Kafka at {} is not reachable: {}", bootstrap, reason);
            }
        }
    }

    /**
     * Begins anew with another producer; what waits in the old one fails. For a producer that can no longer recover by itself, or whose
     * records shall not arrive any more.
     */
    public synchronized void reconnect() {
        LOG.info("Connecting to Kafka at {} anew", bootstrap);
        earlierResponses = responses();
        Producer<byte[], byte[]> old = producer;
        producer = connect.get();
        stopped = false;
        old.close(Duration.ZERO);
        // The new one refuses records until it knows where they go.
        topics.forEach(this::partitions);
    }

    @Override
    public void close() {
        producer.close(delivery);
    }
}
