package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.CollectorProblem;
import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.collector.internal.kafka.Outcome;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is in the spool to Kafka, from the front, a window at a time; a window is left when all of it is confirmed. */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int WINDOW_BYTES = 1024 * 1024;
    private static final long PAUSE_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final SpooledLog spool;
    private final EventLog log;
    private final SpoolFiles files;
    private final SpoolGauges gauges;
    private final Thread thread =
            Thread.ofPlatform().name("spool-drain").daemon().unstarted(this::run);
    private volatile boolean closed;

    Drain(SpooledLog spool, EventLog log, SpoolFiles files, SpoolGauges gauges) {
        this.spool = spool;
        this.log = log;
        this.files = files;
        this.gauges = gauges;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                step();
            } catch (InterruptedException | InterruptException _) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("The spool cannot be drained; trying again", e);
                gauges.failed(e);
                pause();
            }
        }
    }

    private void step() throws InterruptedException, IOException {
        if (spool.takeForsaken()) {
            log.reconnect();
        }
        Optional<SpoolFiles.Window> window = spool.behind() ? files.next(WINDOW_BYTES) : Optional.empty();
        List<SpooledRecord> records = window.map(this::records).orElse(List.of());
        if (!records.isEmpty()) {
            gauges.oldest(records.getFirst().at());
        }
        while (!closed && !spool.awaitDrain(PAUSE_MILLIS) && spool.behind()) {}
        if (closed || !spool.behind()) {
            return;
        }
        if (window.isEmpty()) {
            spool.caughtUp(PAUSE_MILLIS);
            return;
        }
        send(window.get().segment(), records);
        for (Segment.Piece piece : window.get().pieces()) {
            if (piece instanceof Segment.Piece.Damage(long offset, byte[] bytes)) {
                files.setAside(window.get().segment(), offset + ".damaged", bytes);
                gauges.damaged();
            }
        }
        files.confirmed(window.get().end());
        gauges.drained(records.size());
    }

    private List<SpooledRecord> records(SpoolFiles.Window window) {
        List<SpooledRecord> records = new ArrayList<>();
        for (Segment.Piece piece : window.pieces()) {
            if (piece instanceof Segment.Piece.Whole(byte[] payload)) {
                try {
                    records.add(SpooledRecord.of(payload));
                } catch (IOException e) {
                    LOG.error("A record of {} is whole and cannot be understood: {}", window.segment(), e.toString());
                    files.setAside(window.segment(), gauges.damaged() + ".unknown", payload);
                }
            }
        }
        return records;
    }

    /** Returns when Kafka has confirmed all, or will never take those that are left. */
    private void send(Segment segment, List<SpooledRecord> records) throws InterruptedException {
        List<SpooledRecord> left = records;
        while (!left.isEmpty()) {
            while (!spool.awaitDrain(PAUSE_MILLIS)) {
                if (closed) {
                    throw new InterruptedException();
                }
            }
            left = unconfirmed(segment, left);
            if (!left.isEmpty()) {
                spool.stopHolding();
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private List<SpooledRecord> unconfirmed(Segment segment, List<SpooledRecord> records) throws InterruptedException {
        AtomicReferenceArray<@Nullable Outcome> outcomes = new AtomicReferenceArray<>(records.size());
        AtomicBoolean failed = new AtomicBoolean();
        Phaser pending = new Phaser(1);
        // Nothing is sent behind a failure: it would be in Kafka first.
        for (int i = 0; i < records.size() && !failed.get(); i++) {
            int index = i;
            pending.register();
            log.append(records.get(i).record(), outcome -> {
                outcomes.set(index, outcome);
                failed.compareAndSet(false, isAway(outcome));
                pending.arriveAndDeregister();
            });
        }
        pending.awaitAdvanceInterruptibly(pending.arrive());
        List<SpooledRecord> left = new ArrayList<>();
        Optional<ProblemException> away = Optional.empty();
        for (int i = 0; i < records.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (outcome == null) {
                left.add(records.get(i));
            } else if (outcome instanceof Outcome.Failed(ProblemException problem)) {
                if (isAway(outcome)) {
                    left.add(records.get(i));
                    away = away.or(() -> Optional.of(problem));
                } else {
                    files.setAside(
                            segment,
                            gauges.damaged() + ".too-large",
                            records.get(i).payload());
                }
            }
        }
        away.ifPresent(problem -> waitFor(problem, left.size()));
        return left;
    }

    private static boolean isAway(Outcome outcome) {
        return outcome instanceof Outcome.Failed(ProblemException problem)
                && problem.problem() != CollectorProblem.EVENT_TOO_LARGE;
    }

    private void waitFor(ProblemException problem, int records) {
        LOG.warn("{} records of the spool wait: {}", records, problem.detail());
        gauges.waitsFor(problem.detail());
        if (problem.problem() == CollectorProblem.KAFKA_UNAVAILABLE && log.reachable()) {
            // What it still holds would overtake what is sent again.
            log.reconnect();
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
