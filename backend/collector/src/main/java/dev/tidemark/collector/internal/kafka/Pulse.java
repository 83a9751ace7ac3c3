package dev.tidemark.collector.internal.kafka;

import dev.tidemark.events.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat to every partition of every topic of events each second, and concludes from connections and confirmations whether
 * Kafka is there: away when no connection is open, when brokers have said nothing for some seconds, or when no heartbeat has been
 * confirmed for as long. While accepted events are still to come from a spool, one partition has to do: a heartbeat says that nothing is
 * missing before it.
 */
public final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long TICK_MILLIS = 200;
    private static final long BEAT = TimeUnit.SECONDS.toNanos(1);
    private static final long STALLED = TimeUnit.SECONDS.toNanos(4);
    private static final long HOPELESS = TimeUnit.SECONDS.toNanos(30);

    private final EventLog log;
    private final InstantSource clock;
    private final Supplier<Optional<Topics>> topics;
    private final BooleanSupplier behind;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pulse").daemon().factory());
    private final AtomicInteger pending = new AtomicInteger();
    private final Set<String> known = new HashSet<>();
    private volatile Set<String> missing = Set.of();
    private volatile long confirmed = System.nanoTime();
    private boolean spoken;
    private long heard = System.nanoTime();
    private long heardResponses;
    private long beaten = System.nanoTime() - BEAT;

    /**
     * @param events those that get heartbeats
     * @param all those whose existence matters
     */
    public record Topics(Set<String> events, Set<String> all) {
        public Topics {
            events = Set.copyOf(events);
            all = Set.copyOf(all);
        }
    }

    /**
     * @param topics none until the configuration is there, when it is too early to judge
     * @param behind whether events were accepted that are not in Kafka yet
     */
    public Pulse(EventLog log, InstantSource clock, Supplier<Optional<Topics>> topics, BooleanSupplier behind) {
        this.log = log;
        this.clock = clock;
        this.topics = topics;
        this.behind = behind;
    }

    public void start() {
        thread.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Topics that the configuration names and Kafka does not have, sorted. */
    public Set<String> missing() {
        return missing;
    }

    private void tick() {
        try {
            topics.get().ifPresent(this::tick);
        } catch (RuntimeException e) {
            LOG.error("The pulse missed a beat", e);
        }
    }

    private void tick(Topics now) {
        judge(!now.all().isEmpty());
        learn(now.all());
        if (System.nanoTime() - beaten >= BEAT && pending.get() == 0) {
            beaten = System.nanoTime();
            if (behind.getAsBoolean()) {
                now.events().stream().filter(known::contains).sorted().limit(1).forEach(topic -> beat(topic, 1));
            } else {
                now.events().stream().filter(known::contains).forEach(topic -> beat(topic, log.partitions(topic)));
            }
        }
    }

    private void judge(boolean asking) {
        long now = System.nanoTime();
        long responses = log.responses();
        boolean connected = log.connections() > 0;
        if (!connected) {
            spoken = false;
            heard = now;
            confirmed = now;
        } else if (responses != heardResponses) {
            spoken = true;
            heard = now;
        }
        heardResponses = responses;
        long silence = Math.max(asking ? now - heard : 0, pending.get() == 0 ? 0 : now - confirmed);
        boolean answers = spoken || (connected && !asking);
        log.setReachable(
                answers && silence < STALLED,
                answers ? "no answer for " + Duration.ofNanos(silence).toSeconds() + " s" : "no connection");
        if (spoken && silence > HOPELESS) {
            confirmed = now;
            heard = now;
            log.reconnect();
        }
    }

    private void learn(Set<String> named) {
        boolean beat = System.nanoTime() - beaten >= BEAT;
        Set<String> unknown = new TreeSet<>();
        for (String topic : named) {
            if (beat || !known.contains(topic)) {
                if (log.partitions(topic) > 0) {
                    known.add(topic);
                } else {
                    known.remove(topic);
                }
            }
            if (!known.contains(topic)) {
                unknown.add(topic);
            }
        }
        missing = unknown;
    }

    private void beat(String topic, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, new byte[0]);
            Heartbeat.headers(clock.instant())
                    .forEach(header -> record.headers().add(header.key(), header.value()));
            pending.incrementAndGet();
            log.send(record, outcome -> {
                if (outcome instanceof Outcome.Stored) {
                    confirmed = System.nanoTime();
                }
                pending.decrementAndGet();
            });
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
