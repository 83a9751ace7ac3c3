package dev.tidemark.collector.internal.spool;

import dev.tidemark.collector.internal.kafka.EventLog;
import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the spool to Kafka, from the front, a window at a time; a window is left when all of it is confirmed, or kept
 * elsewhere. What is for a topic that does not exist is held apart, and sent before anything else of that topic.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final int WINDOW_BYTES = 1024 * 1024;
    private static final int READINGS = 5;
    private static final long PAUSE_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final SpooledLog spool;
    private final EventLog log;
    private final SpoolFiles files;
    private final HeldTopics held;
    private final SpoolGauges gauges;
    private final Thread thread =
            Thread.ofPlatform().name("spool-drain").daemon().unstarted(this::run);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Round> heldRounds = new HashMap<>();
    private @Nullable Round round;
    private int unreadable;

    Drain(SpooledLog spool, EventLog log, SpoolFiles files, HeldTopics held, SpoolGauges gauges) {
        this.spool = spool;
        this.log = log;
        this.files = files;
        this.held = held;
        this.gauges = gauges;
    }

    void start() {
        thread.start();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosed()) {
                try {
                    step();
                } catch (IOException | RuntimeException | Error e) {
                    gauges.failed(e);
                    spool.stopHolding();
                    pause();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException, IOException {
        if (spool.takeForsaken() || log.stopped()) {
            log.reconnect();
        }
        if (log.reachable()) {
            sendHeld();
        }
        if (round == null && spool.behind()) {
            round = next(files);
            if (round != null && !round.left().isEmpty()) {
                gauges.oldest(round.left().getFirst().spooled().at());
            }
        }
        if (!spool.awaitDrain(PAUSE_MILLIS)) {
            return;
        }
        if (round == null) {
            spool.caughtUp(PAUSE_MILLIS);
        } else if (send(round, held::holds)) {
            round = null;
        }
    }

    private void sendHeld() throws InterruptedException, IOException {
        for (String topic : held.names()) {
            Round now = heldRounds.get(topic);
            if (now == null) {
                now = next(held.of(topic).orElseThrow());
            }
            if (now == null) {
                held.release(topic);
            } else {
                heldRounds.put(topic, now);
                if (log.exists(topic) && send(now, _ -> false)) {
                    heldRounds.remove(topic);
                }
            }
        }
    }

    /** A segment that cannot be read is tried some times, because that may pass, and then put away. */
    private @Nullable Round next(SpoolFiles from) throws IOException {
        Optional<SpoolFiles.Window> window;
        try {
            window = from.next(WINDOW_BYTES);
            unreadable = 0;
        } catch (IOException e) {
            if (++unreadable >= READINGS) {
                from.giveUpFirst();
                gauges.damaged();
                unreadable = 0;
            }
            throw e;
        }
        return window.isPresent() ? new Round(from, window.get(), gauges) : null;
    }

    /** Whether all of it is in Kafka or kept elsewhere now. */
    private boolean send(Round some, Predicate<String> withheld) throws InterruptedException, IOException {
        Attempt attempt = new Attempt(log, some.left());
        attempt.send(withheld);
        while (!attempt.await(PAUSE_MILLIS)) {
            if (isClosed()) {
                return false;
            }
        }
        Attempt.Result result = attempt.result();
        for (Round.Entry entry : result.tooLarge()) {
            some.setAsideAsTooLarge(entry);
        }
        hold(some, result);
        if (some.left().isEmpty()) {
            some.finish();
            return true;
        }
        waitFor(result.reason(), some.left().size());
        return false;
    }

    private void hold(Round some, Attempt.Result result) throws IOException {
        if (heldRounds.containsValue(some)) {
            // It is held already, and its topic is gone again.
            some.left(result.homeless().isEmpty() ? result.left() : some.left());
            return;
        }
        Map<String, List<Round.Entry>> homeless = result.homeless().stream()
                .collect(Collectors.groupingBy(Round.Entry::topic, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Round.Entry>> topic : homeless.entrySet()) {
            held.hold(
                    topic.getKey(),
                    topic.getValue().stream().map(Round.Entry::payload).toList(),
                    topic.getValue().getFirst().spooled().at());
        }
        some.left(result.left());
    }

    private void waitFor(Optional<ProblemException> reason, int records) throws InterruptedException {
        String detail = reason.map(ProblemException::detail).orElse("nobody is there");
        LOG.warn("{} records of the spool wait: {}", records, detail);
        gauges.waitsFor(detail);
        spool.stopHolding();
        pause();
    }

    private void pause() throws InterruptedException {
        closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does not wait for what is on its way; the next start sends it again. */
    void close() throws InterruptedException {
        closed.countDown();
        spool.wake();
        thread.join();
    }
}
