package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to Kafka, and while Kafka is away to the disk. Records are in Kafka in the order in which they were appended here:
 *
 * <ul>
 *   <li><i>direct</i>: the spool is empty, records go to Kafka and are remembered until it has said something about them;
 *   <li><i>spooling</i>: from the first record that Kafka does not take. It and all that are remembered go to the spool in their order,
 *       and so does everything after them, until
 *   <li><i>holding</i>: the drain has caught up. For the moment that the last group takes, records wait; then it is direct again.
 * </ul>
 *
 * <p>A record that went to the spool although Kafka has it after all is there twice, and known by its id.
 */
public final class SpooledLog implements DurableLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledLog.class);
    private static final int GROUP_BYTES = 4 * 1024 * 1024;

    private final EventLog log;
    private final SpoolFiles files;
    private final InstantSource clock;
    private final SpoolGauges gauges;
    private final Thread writer;
    private final Drain drain;
    private final Set<Waiting> underway = new LinkedHashSet<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final List<Waiting> held = new ArrayList<>();
    private volatile Mode mode;
    private boolean writing;
    private boolean forsaken;
    private boolean closed;

    private enum Mode {
        DIRECT,
        SPOOLING,
        HOLDING
    }

    private static final class Waiting {
        final ProducerRecord<byte[], byte[]> record;
        final Consumer<Outcome> then;
        byte[] payload = new byte[0];

        Waiting(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
            this.record = record;
            this.then = then;
        }
    }

    SpooledLog(EventLog log, SpoolFiles files, InstantSource clock) {
        this.log = log;
        this.files = files;
        this.clock = clock;
        this.gauges = new SpoolGauges(files);
        this.mode = files.drained() ? Mode.DIRECT : Mode.SPOOLING;
        this.drain = new Drain(this, log, files, gauges);
        this.writer = Thread.ofPlatform().name("spool-writer").daemon().unstarted(this::write);
    }

    /**
     * Sends first what an earlier process left in the directory.
     *
     * @throws IllegalStateException when the directory cannot be used, or another collector uses it
     */
    public static SpooledLog open(EventLog log, CollectorSettings.Spool settings, InstantSource clock) {
        SpooledLog spooled = new SpooledLog(log, SpoolFiles.open(settings, Disk.LOCAL), clock);
        spooled.start();
        return spooled;
    }

    void start() {
        writer.start();
        drain.start();
    }

    @Override
    public Optional<ProblemException> refusal() {
        return files.isFull() && !(mode == Mode.DIRECT && log.reachable())
                ? Optional.of(new ProblemException(CollectorProblem.SPOOL_FULL))
                : Optional.empty();
    }

    /** Whether something accepted is not in Kafka yet. */
    public boolean behind() {
        return mode != Mode.DIRECT;
    }

    public SpoolGauges gauges() {
        return gauges;
    }

    @Override
    public synchronized void append(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
        if (mode == Mode.DIRECT && !log.reachable()) {
            spool();
        }
        dispatch(new Waiting(record, then));
    }

    private void dispatch(Waiting waiting) {
        switch (mode) {
            case DIRECT -> {
                underway.add(waiting);
                log.append(waiting.record, outcome -> decided(waiting, outcome));
            }
            case SPOOLING -> enqueue(waiting);
            case HOLDING -> held.add(waiting);
        }
    }

    private void decided(Waiting waiting, Outcome outcome) {
        synchronized (this) {
            if (!underway.contains(waiting)) {
                return;
            }
            if (outcome instanceof Outcome.Failed(ProblemException problem)
                    && problem.problem() == CollectorProblem.KAFKA_UNAVAILABLE) {
                spool();
                return;
            }
            underway.remove(waiting);
        }
        waiting.then.accept(outcome);
    }

    /** Kafka does not take records: from here on everything goes to the disk, first what Kafka has not confirmed. */
    private void spool() {
        LOG.warn("Events go to the spool, {} of them from under way", underway.size());
        mode = Mode.SPOOLING;
        // What the producer still has would arrive in another order than the spool's.
        forsaken = true;
        List<Waiting> unconfirmed = List.copyOf(underway);
        underway.clear();
        unconfirmed.forEach(this::enqueue);
        notifyAll();
    }

    private void enqueue(Waiting waiting) {
        byte[] payload = new SpooledRecord(clock.millis(), waiting.record).payload();
        if (EventLog.isTooLarge(waiting.record)) {
            waiting.then.accept(EventLog.tooLarge());
        } else if (closed || !files.reserve(payload.length)) {
            waiting.then.accept(new Outcome.Failed(new ProblemException(CollectorProblem.SPOOL_FULL)));
        } else {
            waiting.payload = payload;
            queue.add(waiting);
            notifyAll();
        }
    }

    private void write() {
        try {
            for (List<Waiting> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                Outcome outcome = write(group);
                synchronized (this) {
                    writing = false;
                    notifyAll();
                }
                for (Waiting waiting : group) {
                    waiting.then.accept(outcome);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome write(List<Waiting> group) {
        try {
            files.append(group.stream().map(waiting -> waiting.payload).toList());
            gauges.spooled(group.size(), clock.millis());
            return new Outcome.Spooled();
        } catch (IOException | RuntimeException e) {
            gauges.failed(e);
            return new Outcome.Failed(new ProblemException(CollectorProblem.SPOOL_FAILED).because(e));
        }
    }

    /** Everything that waits now shares one force; empty when it is closed. */
    private synchronized List<Waiting> nextGroup() throws InterruptedException {
        while (queue.isEmpty() && !closed) {
            wait();
        }
        List<Waiting> group = new ArrayList<>();
        for (long bytes = 0; !queue.isEmpty() && bytes < GROUP_BYTES; ) {
            Waiting waiting = queue.remove();
            bytes += waiting.payload.length;
            group.add(waiting);
        }
        writing = !group.isEmpty();
        return group;
    }

    /** Waits a little while there is nothing to drain; true when there is and Kafka is there. */
    synchronized boolean awaitDrain(long millis) throws InterruptedException {
        if (mode == Mode.DIRECT && !underway.isEmpty() && !log.reachable()) {
            spool();
        }
        if (mode != Mode.DIRECT && log.reachable()) {
            return true;
        }
        stopHolding();
        wait(millis);
        return mode != Mode.DIRECT && log.reachable();
    }

    /** Whether the producer has to be left because of what it still holds; asked once. */
    synchronized boolean takeForsaken() {
        boolean was = forsaken;
        forsaken = false;
        return was;
    }

    /** Kafka is not there after all. */
    synchronized void stopHolding() {
        if (mode == Mode.HOLDING) {
            mode = Mode.SPOOLING;
            List<Waiting> waited = List.copyOf(held);
            held.clear();
            waited.forEach(this::enqueue);
        }
    }

    /** Everything on disk is confirmed: what is written just now is waited for, then records go to Kafka again. */
    synchronized void caughtUp(long millis) throws InterruptedException, IOException {
        if (mode == Mode.SPOOLING) {
            mode = Mode.HOLDING;
        }
        if (!queue.isEmpty() || writing || forsaken) {
            wait(millis);
        } else if (files.drained()) {
            files.restart();
            gauges.emptied();
            LOG.info("The spool is empty; events go to Kafka");
            mode = Mode.DIRECT;
            List<Waiting> waited = List.copyOf(held);
            held.clear();
            waited.forEach(this::dispatch);
        }
    }

    /** Writes what waits, then leaves the rest to the next start. */
    @Override
    public void close() {
        try {
            drain.close();
            synchronized (this) {
                stopHolding();
                closed = true;
                notifyAll();
            }
            writer.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            files.close();
        }
    }
}
