package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.NoticeSettings.Delivering;
import dev.tidemark.incidents.Subscription.Channel;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is in the outbox, at least once. An attempt is counted before it is made: when this process dies between sending and writing
 * that down, the notice is sent again, with its id, once the attempt counts as lost.
 */
public final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 16;

    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final SubscriptionBook subscriptions;
    private final IncidentBook incidents;
    private final Map<Channel, Sender> senders;
    private final Delivering delivering;
    private final Clock clock;

    Courier(
            TransactionTemplate transaction,
            Outbox outbox,
            SubscriptionBook subscriptions,
            IncidentBook incidents,
            Map<Channel, Sender> senders,
            Delivering delivering,
            Clock clock) {
        this.transaction = transaction;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.incidents = incidents;
        this.senders = Map.copyOf(senders);
        this.delivering = delivering;
        this.clock = clock;
    }

    /** Works until nothing is due. */
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            List<Outbox.Claimed> claimed = Objects.requireNonNull(transaction.execute(
                    status -> outbox.claim(clock.instant(), clock.instant().plus(delivering.lease()), AT_ONCE)));
            if (claimed.isEmpty()) {
                return;
            }
            // Closing waits: a slow receiver holds up those that were taken with it, and no others.
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                claimed.forEach(notice -> threads.execute(() -> bring(notice)));
            }
        }
    }

    private void bring(Outbox.Claimed notice) {
        try {
            Optional<SubscriptionBook.Sealed> to = subscriptions.sealed(notice.subscription());
            Optional<Sender> sender =
                    to.map(found -> senders.get(found.subscription().channel()));
            if (sender.isEmpty()) {
                outbox.dead(notice.id(), to.isEmpty() ? "The subscription was ended" : "This portal sends no e-mail");
                return;
            }
            sender.get().send(to.get(), notice.id(), notice.body());
            transaction.executeWithoutResult(status -> {
                outbox.sent(notice.id(), clock.instant());
                notice.incident().ifPresent(incident -> incidents.noticed(incident, clock.instant()));
            });
        } catch (IOException e) {
            failed(notice, message(e));
        } catch (RuntimeException e) {
            LOG.warn("Notice {} could not be sent", notice.id(), e);
            failed(notice, "The portal failed at sending it; its log says why");
        }
    }

    private void failed(Outbox.Claimed notice, String words) {
        if (notice.attempts() >= delivering.mostAttempts()) {
            LOG.warn("Notice {} to subscription {} is given up: {}", notice.id(), notice.subscription(), words);
            outbox.dead(notice.id(), words);
        } else {
            outbox.failed(notice.id(), words, clock.instant().plus(delivering.pause(notice.attempts())));
        }
    }

    /** Only what senders have put in words; other messages may name an address. */
    private static String message(IOException why) {
        return why instanceof Sender.Undelivered
                ? String.valueOf(why.getMessage())
                : "The connection to the receiver broke";
    }
}
