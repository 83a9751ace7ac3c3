package dev.tidemark.client.internal;

import dev.tidemark.client.ClientSettings;
import dev.tidemark.client.Figures;
import dev.tidemark.client.Listener;
import dev.tidemark.client.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Takes events from the queue and brings each to its end, on a thread of its own. */
public final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final Duration IDLE = Duration.ofMillis(500);

    private final EventQueue queue;
    private final Sender sender;
    private final ClientSettings settings;
    private final Listener listener;
    private final Thread thread;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong quarantined = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    /** Events that are out of the queue and whose end nobody has been told yet. */
    private final AtomicLong untold = new AtomicLong();

    private final CountDownLatch hurry = new CountDownLatch(1);
    private volatile String lastFailure = "";
    private volatile Instant closingAt = Instant.MAX;

    public Delivery(EventQueue queue, URI collector, String key, ClientSettings settings, Listener listener) {
        this.queue = queue;
        this.sender = new Sender(collector, key, settings);
        this.settings = settings;
        this.listener = listener;
        this.thread = new Thread(this::run, "tidemark-client");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public Figures figures() {
        return new Figures(
                queue.size(),
                stored.get(),
                quarantined.get(),
                refused.get(),
                givenUp.get(),
                retries.get(),
                lastFailure);
    }

    private void run() {
        try {
            int most = settings.batchEvents();
            for (int failures = 0; Instant.now().isBefore(closingAt); ) {
                try {
                    List<byte[]> batch = queue.first(most, settings.batchBytes(), settings.linger(), IDLE);
                    if (!batch.isEmpty()) {
                        most = deliver(batch);
                    } else if (closingAt != Instant.MAX) {
                        return;
                    }
                    failures = 0;
                } catch (RuntimeException e) {
                    // A full disk, mostly. It may pass; without this thread everything would stop for good.
                    lastFailure = e.toString();
                    LOG.log(System.Logger.Level.ERROR, "Events cannot be taken from the queue, trying again", e);
                    rest(sender.pause(++failures, Optional.empty()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, unless the client is in a hurry to be closed. */
    private void rest(Duration span) throws InterruptedException {
        hurry.await(span.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether this is the thread that sends, on which nobody may wait for it. */
    public boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** How many events the next batch may have. */
    private int deliver(List<byte[]> batch) throws InterruptedException {
        Instant giveUp = sender.giveUpAt(Instant.now());
        for (int failures = 1; ; failures++) {
            Sender.Try tried = sender.send(batch);
            if (tried instanceof Sender.Try.Ended ended) {
                lastFailure = "";
                end(batch, ended.outcomes());
                rest(ended.rest());
                return settings.batchEvents();
            }
            if (tried instanceof Sender.Try.Unfit unfit) {
                if (batch.size() > 1) {
                    return batch.size() / 2;
                }
                end(batch, List.of(new Outcome.Refused(unfit.code(), unfit.detail())));
                return settings.batchEvents();
            }
            Sender.Try.Failed failed = (Sender.Try.Failed) tried;
            note(failed.why());
            Instant now = Instant.now();
            if (now.isAfter(giveUp)) {
                end(batch, Collections.nCopies(batch.size(), new Outcome.GivenUp(failed.why())));
                return settings.batchEvents();
            }
            if (!now.isBefore(closingAt)) {
                return settings.batchEvents();
            }
            retries.incrementAndGet();
            rest(sender.pause(failures, failed.after()));
        }
    }

    private void note(String why) {
        if (lastFailure.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "The collector does not take events, trying again: {0}", why);
        }
        lastFailure = why;
    }

    private void end(List<byte[]> batch, List<Outcome> outcomes) {
        untold.addAndGet(batch.size());
        int told = 0;
        try {
            queue.remove(batch.size());
            for (; told < batch.size(); told++) {
                tell(idOf(batch.get(told)), outcomes.get(told));
                untold.decrementAndGet();
            }
        } finally {
            untold.addAndGet(told - batch.size());
        }
    }

    /** Whether every event has come to its end, and the listener knows. */
    public boolean isDone() {
        return queue.size() == 0 && untold.get() == 0;
    }

    /** Every event begins with its id, which has no character to be escaped; see {@link EventText}. */
    private static String idOf(byte[] event) {
        String start = new String(event, 0, Math.min(event.length, 60), StandardCharsets.UTF_8);
        return start.substring(13, start.indexOf('"', 13));
    }

    /** Counts an end, and tells the listener; one that throws does not stop the rest. */
    public void tell(String id, Outcome outcome) {
        if (outcome instanceof Outcome.Stored) {
            stored.incrementAndGet();
        } else if (outcome instanceof Outcome.Quarantined) {
            quarantined.incrementAndGet();
        } else if (outcome instanceof Outcome.Refused) {
            refused.incrementAndGet();
        } else {
            givenUp.incrementAndGet();
        }
        try {
            listener.ended(id, outcome);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The listener failed for event " + id, e);
        }
    }

    /** Sends what is queued, for as long as the settings give; what is left stays on disk, or is given up. */
    public void close() {
        closingAt = Instant.now().plus(settings.closeWithin());
        queue.stop();
        try {
            if (isCurrentThread()) {
                closingAt = Instant.EPOCH; // the listener closes: nothing more is sent when it returns
            } else {
                thread.join(settings.closeWithin().toMillis());
                closingAt = Instant.EPOCH;
                hurry.countDown();
                thread.join(settings.timeout().toMillis());
            }
            if (settings.disk().isEmpty()) {
                giveUpTheRest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
        }
    }

    private void giveUpTheRest() throws InterruptedException {
        while (queue.size() > 0) {
            List<byte[]> batch =
                    queue.first(settings.batchEvents(), settings.batchBytes(), Duration.ZERO, Duration.ZERO);
            end(batch, Collections.nCopies(batch.size(), new Outcome.GivenUp("the client was closed; " + lastFailure)));
        }
    }
}
