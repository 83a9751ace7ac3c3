package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the disk what is to be kept, in its order; what waits together shares one force. While the disk fails it is tried each
 * second, so that one can see when it is well again. Every record is answered, whatever happens to the thread.
 */
final class SpoolWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolWriter.class);
    private static final int GROUP_BYTES = 4 * 1024 * 1024;
    private static final long PROBE_MILLIS = 1_000;

    private final SpoolFiles files;
    private final LongSupplier besides;
    private final InstantSource clock;
    private final SpoolGauges gauges;
    private final Thread thread =
            Thread.ofPlatform().name("spool-writer").daemon().unstarted(this::run);
    private final Deque<Entry> queue = new ArrayDeque<>();
    private volatile Optional<ProblemException> failure = Optional.empty();
    private volatile boolean ended;
    private boolean writing;
    private boolean closed;

    private record Entry(byte[] payload, Consumer<Outcome> then) {}

    /**
     * @param besides bytes elsewhere that count against the spool's limit
     */
    SpoolWriter(SpoolFiles files, LongSupplier besides, InstantSource clock, SpoolGauges gauges) {
        this.files = files;
        this.besides = besides;
        this.clock = clock;
        this.gauges = gauges;
    }

    void start() {
        thread.start();
    }

    /** Why the last write failed; empty when it did not. */
    Optional<ProblemException> failure() {
        return failure;
    }

    /** Whether nothing is written any more. */
    boolean ended() {
        return ended;
    }

    void add(byte[] payload, Consumer<Outcome> then) {
        synchronized (this) {
            if (!closed && !ended && files.reserve(payload.length, besides.getAsLong())) {
                queue.add(new Entry(payload, then));
                notifyAll();
                return;
            }
        }
        ProblemException refusal = ended
                ? failure.orElseGet(() -> new ProblemException(CollectorProblem.SPOOL_FAILED))
                : new ProblemException(CollectorProblem.SPOOL_FULL);
        then.accept(new Outcome.Failed(refusal));
    }

    /** Waits a little while something is queued or written; whether nothing is. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        if (writing || !queue.isEmpty()) {
            wait(millis);
        }
        return !writing && queue.isEmpty();
    }

    @SuppressWarnings("CatchingUnchecked") // an Error must not leave anybody without an answer
    private void run() {
        try {
            for (Optional<List<Entry>> group = next(); group.isPresent(); group = next()) {
                Outcome outcome = write(group.get());
                synchronized (this) {
                    writing = false;
                    notifyAll();
                }
                answer(group.get(), outcome);
            }
        } catch (Throwable e) {
            perish(e);
        }
    }

    /** Everything that waits now; nothing, to try the disk; empty when it is closed. */
    private synchronized Optional<List<Entry>> next() throws InterruptedException {
        if (failure.isPresent() && queue.isEmpty() && !closed) {
            wait(PROBE_MILLIS);
        }
        while (failure.isEmpty() && queue.isEmpty() && !closed) {
            wait();
        }
        if (closed && queue.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> group = new ArrayList<>(queue.size());
        for (long bytes = 0; !queue.isEmpty() && bytes < GROUP_BYTES; ) {
            Entry entry = queue.remove();
            bytes += entry.payload().length;
            group.add(entry);
        }
        writing = true;
        return Optional.of(group);
    }

    private Outcome write(List<Entry> group) {
        try {
            files.append(group.stream().map(Entry::payload).toList());
            if (failure.isPresent()) {
                LOG.info("The spool can be written again");
                failure = Optional.empty();
            }
            gauges.spooled(group.size(), clock.millis());
            return new Outcome.Spooled();
        } catch (Throwable e) {
            return new Outcome.Failed(failed(e));
        }
    }

    private ProblemException failed(Throwable cause) {
        ProblemException problem = new ProblemException(CollectorProblem.SPOOL_FAILED).because(cause);
        if (failure.isEmpty()) {
            LOG.error("The spool cannot be written", cause);
        }
        failure = Optional.of(problem);
        return problem;
    }

    private static void answer(List<Entry> group, Outcome outcome) {
        for (Entry entry : group) {
            try {
                entry.then().accept(outcome);
            } catch (RuntimeException | Error e) {
                LOG.error("An event is {} and its sender could not be told", outcome, e);
            }
        }
    }

    private void perish(Throwable cause) {
        Outcome outcome = new Outcome.Failed(failed(cause));
        List<Entry> left;
        synchronized (this) {
            ended = true;
            writing = false;
            left = List.copyOf(queue);
            queue.clear();
            notifyAll();
        }
        LOG.error("The spool is written no more until the collector is started again", cause);
        answer(left, outcome);
    }

    /** Returns when what waits is written. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join();
    }
}
