package dev.tidemark.quarantine.internal;

import dev.tidemark.events.QuarantinedEvent;
import dev.tidemark.events.Topics;
import dev.tidemark.problems.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the quarantine topics into the database. Events and positions move in one transaction, so each record is kept exactly once,
 * whatever dies, and several portals may read at once: the one whose positions are behind starts again where the others are.
 */
public final class Intake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(10);
    private static final int PORTION = 500;

    /** Characters of an id or a source: neither the collector nor the capture writes longer ones, and the database keeps an index of them. */
    private static final int LONGEST_NAME = 500;

    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private final Supplier<Set<String>> families;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final HeldEvents events;
    private final String bootstrap;
    private final Thread thread;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile boolean closed;
    private volatile Optional<Consumer<byte[], byte[]>> consumer = Optional.empty();

    /**
     * @param families whose quarantine is read; asked again and again
     */
    public Intake(
            String bootstrap,
            Supplier<Set<String>> families,
            TransactionTemplate transaction,
            JdbcClient database,
            HeldEvents events) {
        this.bootstrap = bootstrap;
        this.families = families;
        this.transaction = transaction;
        this.database = database;
        this.events = events;
        this.thread = Thread.ofPlatform().name("quarantine-intake").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try (Consumer<byte[], byte[]> reading = connect()) {
                consumer = Optional.of(reading);
                next.clear();
                Instant looked = Instant.MIN;
                while (!closed) {
                    if (Instant.now().isAfter(looked.plus(LOOK_FOR_TOPICS)) || looked.equals(Instant.MIN)) {
                        assign(reading);
                        looked = Instant.now();
                    }
                    take(reading);
                    if (failing) {
                        LOG.info("The quarantine topics are read again");
                        failing = false;
                    }
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("The intake is told to stop", e);
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("The quarantine topics cannot be read; trying again: {}", e.toString());
                    failing = true;
                }
                pause();
            }
        }
    }

    private Consumer<byte[], byte[]> connect() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tidemark-quarantine",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        PORTION),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assign(Consumer<byte[], byte[]> reading) {
        Map<String, List<PartitionInfo>> existing = reading.listTopics();
        Set<TopicPartition> wanted = new HashSet<>();
        for (String family : families.get()) {
            existing.getOrDefault(Topics.quarantine(family), List.of())
                    .forEach(partition -> wanted.add(new TopicPartition(partition.topic(), partition.partition())));
        }
        if (!wanted.equals(reading.assignment())) {
            reading.assign(wanted);
            wanted.forEach(partition -> moveTo(reading, partition, position(partition)));
        }
    }

    private void moveTo(Consumer<byte[], byte[]> reading, TopicPartition partition, Optional<Long> position) {
        if (position.isPresent()) {
            next.put(partition, position.get());
            reading.seek(partition, position.get());
        } else {
            next.remove(partition);
            reading.seekToBeginning(List.of(partition));
        }
    }

    private void take(Consumer<byte[], byte[]> reading) {
        if (reading.assignment().isEmpty()) {
            pause();
            return;
        }
        ConsumerRecords<byte[], byte[]> records = reading.poll(PATIENCE);
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
            Optional<Long> there = transaction.execute(status -> keep(partition, some));
            if (there.isPresent()) {
                next.put(partition, there.get());
            } else {
                moveTo(reading, partition, position(partition));
            }
        }
    }

    /** Where the partition goes on; nothing when another portal has been faster, and these were not kept. */
    private Optional<Long> keep(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        Optional<Long> expected = Optional.ofNullable(next.get(partition));
        long after = records.getLast().offset() + 1;
        if (!move(partition, expected, after)) {
            return Optional.empty();
        }
        String family = partition.topic().substring(Topics.quarantine("").length());
        records.forEach(record -> events.keep(family, event(record)));
        return Optional.of(after);
    }

    private boolean move(TopicPartition partition, Optional<Long> from, long to) {
        if (from.isEmpty()) {
            return database.sql("INSERT INTO quarantine.position (topic, partition, next_offset)"
                                    + " VALUES (:topic, :partition, :to) ON CONFLICT DO NOTHING")
                            .param("topic", partition.topic())
                            .param("partition", partition.partition())
                            .param("to", to)
                            .update()
                    == 1;
        }
        return database.sql("UPDATE quarantine.position SET next_offset = :to"
                                + " WHERE topic = :topic AND partition = :partition AND next_offset = :from")
                        .param("topic", partition.topic())
                        .param("partition", partition.partition())
                        .param("from", from.get())
                        .param("to", to)
                        .update()
                == 1;
    }

    private Optional<Long> position(TopicPartition partition) {
        return database.sql(
                        "SELECT next_offset FROM quarantine.position WHERE topic = :topic AND partition = :partition")
                .param("topic", partition.topic())
                .param("partition", partition.partition())
                .query(Long.class)
                .optional();
    }

    /** A record that is no document of ours is kept too, as what it is: one that could not be kept would hold up all behind it. */
    static QuarantinedEvent event(ConsumerRecord<byte[], byte[]> record) {
        try {
            QuarantinedEvent event = QuarantinedEvent.parse(Objects.requireNonNullElse(record.value(), new byte[0]));
            event.received();
            if (event.eventId().length() > LONGEST_NAME || event.source().length() > LONGEST_NAME) {
                throw new UncheckedIOException(
                        new IOException("Its id or its source is longer than " + LONGEST_NAME + " characters"));
            }
            return event;
        } catch (UncheckedIOException | DateTimeException e) {
            String address = record.topic() + "/" + record.partition() + "/" + record.offset();
            LOG.warn("{} is no quarantined event: {}", address, e.toString());
            return new QuarantinedEvent(
                    address,
                    null,
                    "unknown",
                    "unknown",
                    Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LATEST_MILLIS))
                            .toString(),
                    "unreadable-record",
                    "The record is no quarantined event; it is kept as Base64.",
                    List.<Fault>of(),
                    record.value() == null ? "" : Base64.getEncoder().encodeToString(record.value()));
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.ifPresent(Consumer::wakeup);
        thread.interrupt();
        try {
            thread.join(PATIENCE.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
