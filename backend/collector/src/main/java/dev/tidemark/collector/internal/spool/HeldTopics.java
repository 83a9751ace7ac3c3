package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records for topics that Kafka does not have, each topic's in a spool of its own below the spool's directory, until it has it. So the
 * others need not wait. Changed by the drain alone; asked by anybody.
 */
final class HeldTopics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTopics.class);
    private static final String PREFIX = "held-";
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final CollectorSettings.Spool settings;
    private final Disk disk;
    private final Map<String, Held> topics = new ConcurrentHashMap<>();

    /**
     * @param since milliseconds since the epoch
     */
    private record Held(SpoolFiles files, long since) {}

    HeldTopics(CollectorSettings.Spool settings, Disk disk) throws IOException {
        this.settings = settings;
        this.disk = disk;
        try (Stream<Path> entries = Files.list(settings.directory())) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(PREFIX)) {
                    SpoolFiles files = open(entry);
                    topics.put(name.substring(PREFIX.length()), new Held(files, first(files)));
                }
            }
        }
    }

    private SpoolFiles open(Path directory) {
        return SpoolFiles.open(new CollectorSettings.Spool(directory, Long.MAX_VALUE, settings.segmentBytes()), disk);
    }

    private static long first(SpoolFiles files) {
        try {
            return files.next(1).stream()
                    .flatMap(window -> window.pieces().stream())
                    .flatMap(piece -> piece instanceof Segment.Piece.Whole(long _, byte[] payload)
                            ? Stream.of(ByteBuffer.wrap(payload).getLong(0))
                            : Stream.of())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    boolean holds(String topic) {
        return topics.containsKey(topic);
    }

    Set<String> names() {
        return Set.copyOf(topics.keySet());
    }

    Optional<SpoolFiles> of(String topic) {
        return Optional.ofNullable(topics.get(topic)).map(Held::files);
    }

    /**
     * Returns when these records are on disk, behind those that are held already.
     *
     * @param since when the first of them was accepted
     */
    void hold(String topic, List<byte[]> payloads, long since) throws IOException {
        Held held = topics.get(topic);
        if (held == null) {
            LOG.warn("Topic {} does not exist; its events in the spool are held until it does", topic);
            Path directory = settings.directory().resolve(PREFIX + topic);
            held = new Held(open(directory), since);
            Disk.forceName(directory);
            topics.put(topic, held);
        }
        SpoolFiles files = held.files();
        payloads.forEach(payload -> files.reserve(payload.length, 0));
        files.append(payloads);
    }

    /** Everything of this topic is in Kafka. A directory in which something was set aside stays. */
    void release(String topic) throws IOException {
        Held held = topics.get(topic);
        if (held != null) {
            held.files().restart();
            held.files().close();
            Path directory = settings.directory().resolve(PREFIX + topic);
            Files.deleteIfExists(directory.resolve("progress"));
            Files.deleteIfExists(directory.resolve("lock"));
            try (Stream<Path> left = Files.list(directory)) {
                if (left.findAny().isEmpty()) {
                    Files.delete(directory);
                }
            }
            topics.remove(topic);
            LOG.info("Everything that was held for topic {} is in Kafka", topic);
        }
    }

    long bytes() {
        return topics.values().stream().mapToLong(held -> held.files().bytes()).sum();
    }

    long records() {
        return topics.values().stream()
                .mapToLong(held -> held.files().records())
                .sum();
    }

    OptionalLong oldest() {
        return topics.values().stream()
                .mapToLong(Held::since)
                .filter(since -> since < UNKNOWN)
                .min();
    }

    @Override
    public void close() {
        topics.values().forEach(held -> held.files().close());
    }
}
