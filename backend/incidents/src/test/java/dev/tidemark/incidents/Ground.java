package dev.tidemark.incidents;

import dev.tidemark.incidents.NoticeSettings.Delivering;
import dev.tidemark.incidents.internal.IncidentBook;
import dev.tidemark.incidents.internal.News;
import dev.tidemark.incidents.internal.Outbox;
import dev.tidemark.incidents.internal.SubscriptionBook;
import dev.tidemark.incidents.internal.Targets;
import dev.tidemark.incidents.internal.Trail;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Incidents over a real database that all tests of this process share; emptied for each. */
public final class Ground {

    private static final DataSource DATABASE = migrated();

    public static final Subject ORDERS = new Subject(Subject.Kind.DATASET, "realtime/orders_rt");

    /** Not a seal to trust: it shows that what is kept is not the secret, and that it opens for nothing else. */
    public static final Seal SEAL = new Seal() {
        @Override
        public byte[] seal(String about, String secret) {
            return (about + new StringBuilder(secret).reverse()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String open(String about, byte[] sealed) {
            String text = new String(sealed, StandardCharsets.UTF_8);
            if (!text.startsWith(about)) {
                throw new IllegalStateException("sealed for something else");
            }
            return new StringBuilder(text.substring(about.length())).reverse().toString();
        }
    };

    public final JdbcClient client = JdbcClient.create(DATABASE);
    public final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
    public final MovingClock clock = new MovingClock();
    public final IncidentBook book = new IncidentBook(client);
    public final SubscriptionBook subscriptionBook = new SubscriptionBook(client);
    public final NoticeSettings settings;
    public final Outbox outbox;
    public final Notices notices;
    public final Incidents incidents;
    public final Subscriptions subscriptions;

    public Ground() {
        this(true, Optional.empty());
    }

    public Ground(boolean privateAddresses, Optional<MailSettings> mail) {
        this(privateAddresses, mail, true);
    }

    private Ground(boolean privateAddresses, Optional<MailSettings> mail, boolean empty) {
        if (empty) {
            client.sql("TRUNCATE incidents.incident, incidents.step, incidents.subscription, incidents.notice")
                    .update();
        }
        settings = new NoticeSettings(
                URI.create("https://portal.example"),
                privateAddresses,
                mail,
                new Delivering(
                        Duration.ofMillis(50),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        3));
        outbox = new Outbox(client, subscriptionBook, settings.portal());
        notices = new Notices(outbox);
        incidents = anotherPortal();
        subscriptions = new Subscriptions(transaction, subscriptionBook, outbox, new Targets(settings), SEAL, clock);
    }

    private static DataSource migrated() {
        Database database = Testbed.postgres();
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return source;
    }

    /** A portal over the same database that sends to the internet only. */
    public Ground onlyPublic() {
        return new Ground(false, Optional.empty(), false);
    }

    /** With connections, books and transactions of its own. */
    public Incidents anotherPortal() {
        JdbcClient own = JdbcClient.create(DATABASE);
        return new Incidents(
                new TransactionTemplate(new JdbcTransactionManager(DATABASE)),
                new IncidentBook(own),
                new News(new Trail(own), new Outbox(own, new SubscriptionBook(own), settings.portal())),
                Set.of("ann", "bob")::contains,
                clock);
    }

    public Subscription.Created subscribe(String target, Subscription.Filter filter) {
        return subscriptions.create(
                new Subscription.Wish("on call", Subscription.Channel.WEBHOOK, target, filter), "admin");
    }

    /** The orders are late, seen now. */
    public Finding late(Severity severity) {
        return late(ORDERS, severity);
    }

    public Finding late(Subject subject, Severity severity) {
        return new Finding(
                subject,
                Check.FRESHNESS,
                severity,
                "platform",
                subject.name() + " is behind its promise",
                Map.of("promise", "PT15S", "remark", "only in the portal"),
                "freshness#orders_rt",
                clock.instant().minusSeconds(90),
                clock.instant());
    }

    public List<Incident> unresolved() {
        return incidents.list(IncidentQuery.in(IncidentQuery.UNRESOLVED));
    }

    public List<String> changes(long incident) {
        return incidents.trail(incident).stream()
                .map(step -> step.kind().word())
                .toList();
    }
}
