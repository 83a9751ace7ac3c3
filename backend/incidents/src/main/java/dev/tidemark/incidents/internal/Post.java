package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.Seal;
import dev.tidemark.incidents.Subscription.Channel;
import dev.tidemark.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The courier of this process, with the ways that its settings open. */
public final class Post implements AutoCloseable {

    private final Webhooks webhooks;
    private final Courier courier;
    private final Worker worker;

    public Post(TransactionTemplate transaction, JdbcClient database, NoticeSettings settings, Seal seal, Clock clock) {
        NoticeSettings.Delivering delivering = settings.delivery();
        webhooks = new Webhooks(seal, settings.privateAddresses(), delivering.timeout(), clock);
        Map<Channel, Sender> senders = new EnumMap<>(Channel.class);
        senders.put(Channel.WEBHOOK, webhooks);
        settings.mail().ifPresent(mail -> senders.put(Channel.MAIL, new Mails(mail, delivering.timeout())));
        SubscriptionBook subscriptions = new SubscriptionBook(database);
        courier = new Courier(
                transaction,
                new Outbox(database, subscriptions, settings.portal()),
                subscriptions,
                new IncidentBook(database),
                senders,
                delivering,
                clock);
        worker = new Worker("incident-notices", courier::run, delivering.look());
    }

    public void start() {
        worker.start();
    }

    /** Sends what is due, on this thread. */
    public void run() {
        courier.run();
    }

    @Override
    public void close() {
        worker.close();
        try {
            webhooks.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
