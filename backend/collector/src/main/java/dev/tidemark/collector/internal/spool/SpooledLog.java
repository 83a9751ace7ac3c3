package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.CollectorSettings;
import dev.tidemark.collector.internal.kafka.DurableLog;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
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

    private final EventLog log;
    private final SpoolFiles files;
    private final HeldTopics held;
    private final InstantSource clock;
    private final SpoolGauges gauges;
    private final SpoolWriter writer;
    private final Drain drain;
    private final Set<Waiting> underway = new LinkedHashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile Mode mode;
    private boolean forsaken;

    private enum Mode {
        DIRECT,
        SPOOLING,
        HOLDING
    }

    private static final class Waiting {
        final ProducerRecord<byte[], byte[]> record;
        final Consumer<Outcome> then;

        Waiting(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
            this.record = record;
            this.then = then;
        }
    }

    SpooledLog(EventLog log, SpoolFiles files, HeldTopics held, InstantSource clock) {
        this.log = log;
        this.files = files;
        this.held = held;
        this.clock = clock;
        this.gauges = new SpoolGauges(files, held);
        this.mode = files.drained() ? Mode.DIRECT : Mode.SPOOLING;
        this.writer = new SpoolWriter(files, held::bytes, clock, gauges);
        this.drain = new Drain(this, log, files, held, gauges);
    }

    /**
     * Sends first what an earlier process left in the directory.
     *
     * @throws IllegalStateException when the directory cannot be used, or another collector uses it
     */
    public static SpooledLog open(EventLog log, CollectorSettings.Spool settings, InstantSource clock) {
        SpooledLog spooled = open(log, settings, Disk.LOCAL, clock);
        spooled.start();
        return spooled;
    }

    static SpooledLog open(EventLog log, CollectorSettings.Spool settings, Disk disk, InstantSource clock) {
        SpoolFiles files = SpoolFiles.open(settings, disk);
        try {
            return new SpooledLog(log, files, new HeldTopics(settings, disk), clock);
        } catch (IOException e) {
            files.close();
            throw new IllegalStateException("The spool in " + settings.directory() + " cannot be used: " + e, e);
        }
    }

    void start() {
        writer.start();
        drain.start();
    }

    @Override
    public Optional<ProblemException> refusal() {
        if (mode == Mode.DIRECT && log.reachable()) {
            return Optional.empty();
        }
        if (writer.ended()) {
            return writer.failure();
        }
        return files.isFull(held.bytes())
                ? Optional.of(new ProblemException(CollectorProblem.SPOOL_FULL))
                : Optional.empty();
    }

    /** Why an event would probably not be accepted now. Unlike at a {@link #refusal}, it is worth a try. */
    public Optional<ProblemException> trouble() {
        return mode == Mode.DIRECT && log.reachable()
                ? Optional.empty()
                : refusal().or(writer::failure);
    }

    /** Whether something accepted is not in Kafka yet, apart from what is held for topics that do not exist. */
    public boolean behind() {
        return mode != Mode.DIRECT;
    }

    /** Topics that do not exist and have accepted events all the same, which come before any other of theirs. */
    public Set<String> heldTopics() {
        return held.names();
    }

    public SpoolGauges gauges() {
        return gauges;
    }

    @Override
    public synchronized void append(ProducerRecord<byte[], byte[]> record, Consumer<Outcome> then) {
        if (mode == Mode.DIRECT && !log.reachable()) {
            spool(!underway.isEmpty());
        }
        dispatch(new Waiting(record, then));
    }

    private void dispatch(Waiting next) {
        switch (mode) {
            case DIRECT -> direct(next);
            case SPOOLING -> enqueue(next);
            case HOLDING -> waiting.add(next);
        }
    }

    private void direct(Waiting next) {
        String topic = next.record.topic();
        if (held.holds(topic)) {
            next.then.accept(new Outcome.Failed(new ProblemException(CollectorProblem.TOPIC_MISSING, topic)));
        } else {
            underway.add(next);
            log.append(next.record, outcome -> decided(next, outcome));
        }
    }

    private void decided(Waiting sent, Outcome outcome) {
        synchronized (this) {
            if (!underway.contains(sent)) {
                return;
            }
            if (outcome instanceof Outcome.Failed(ProblemException problem)
                    && problem.problem() == CollectorProblem.KAFKA_UNAVAILABLE) {
                spool(underway.size() > 1);
                return;
            }
            underway.remove(sent);
        }
        sent.then.accept(outcome);
    }

    /**
     * Kafka does not take records: from here on everything goes to the disk, first what Kafka has not confirmed.
     *
     * @param sent whether the producer still has some, which would arrive in another order than the spool's
     */
    private void spool(boolean sent) {
        LOG.warn("Events go to the spool, {} of them from under way", underway.size());
        mode = Mode.SPOOLING;
        forsaken |= sent;
        List<Waiting> unconfirmed = List.copyOf(underway);
        underway.clear();
        unconfirmed.forEach(this::enqueue);
        notifyAll();
    }

    private void enqueue(Waiting next) {
        if (EventLog.isTooLarge(next.record)) {
            next.then.accept(EventLog.tooLarge());
        } else {
            writer.add(new SpooledRecord(clock.millis(), next.record).payload(), next.then);
        }
    }

    /** Waits a little while there is nothing to drain; true when there is and Kafka is there. */
    synchronized boolean awaitDrain(long millis) throws InterruptedException {
        if (mode == Mode.DIRECT && !underway.isEmpty() && !log.reachable()) {
            spool(!underway.isEmpty());
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
            release();
        }
    }

    private void release() {
        List<Waiting> waited = List.copyOf(waiting);
        waiting.clear();
        waited.forEach(this::dispatch);
    }

    /** Everything on disk is confirmed: what is written just now is waited for, then records go to Kafka again. */
    void caughtUp(long millis) throws InterruptedException, IOException {
        synchronized (this) {
            if (mode == Mode.SPOOLING) {
                mode = Mode.HOLDING;
            }
        }
        if (writer.awaitIdle(millis)) {
            goDirect();
        }
    }

    private synchronized void goDirect() throws IOException {
        if (mode == Mode.HOLDING && !forsaken && files.drained()) {
            files.restart();
            gauges.emptied();
            LOG.info("The spool is empty; events go to Kafka");
            mode = Mode.DIRECT;
            release();
        }
    }

    /** Ends a wait for something to drain. */
    synchronized void wake() {
        notifyAll();
    }

    /** Writes what waits, then leaves the rest to the next start. */
    @Override
    public void close() {
        try {
            drain.close();
            stopHolding();
            writer.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            files.close();
            held.close();
        }
    }
}
