package dev.tidemark.incidents;

import dev.tidemark.incidents.internal.IncidentBook;
import dev.tidemark.incidents.internal.News;
import dev.tidemark.incidents.internal.Outbox;
import dev.tidemark.incidents.internal.Post;
import dev.tidemark.incidents.internal.Rounds;
import dev.tidemark.incidents.internal.SubscriptionBook;
import dev.tidemark.incidents.internal.Targets;
import dev.tidemark.incidents.internal.Trail;
import dev.tidemark.incidents.rest.IncidentsController;
import dev.tidemark.incidents.rest.SubscriptionsController;
import dev.tidemark.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Incidents and notices in this process; needs {@link IncidentSettings}, {@link NoticeSettings}, a {@link Seal} and {@link People}, and asks
 * every {@link Lookout} there is.
 */
@Configuration(proxyBeanMethods = false)
public class IncidentsConfiguration {

    private static final Duration FORGETTING = Duration.ofHours(1);

    /** Who may be assigned an incident. */
    public interface People extends Predicate<String> {}

    @Bean
    public Incidents incidents(DataSource database, NoticeSettings settings, People people) {
        JdbcClient client = JdbcClient.create(database);
        return new Incidents(
                transaction(database),
                new IncidentBook(client),
                new News(new Trail(client), new Outbox(client, new SubscriptionBook(client), settings.portal())),
                people,
                Clock.systemUTC());
    }

    @Bean
    public Subscriptions subscriptions(DataSource database, NoticeSettings settings, Seal seal) {
        JdbcClient client = JdbcClient.create(database);
        SubscriptionBook book = new SubscriptionBook(client);
        return new Subscriptions(
                transaction(database),
                book,
                new Outbox(client, book, settings.portal()),
                new Targets(settings),
                seal,
                Clock.systemUTC());
    }

    @Bean
    public Notices notices(DataSource database, NoticeSettings settings) {
        JdbcClient client = JdbcClient.create(database);
        return new Notices(new Outbox(client, new SubscriptionBook(client), settings.portal()));
    }

    @Bean
    OpenIncidents openIncidents(Incidents incidents) {
        return new OpenIncidents(() -> incidents.list(IncidentQuery.in(IncidentQuery.UNRESOLVED)));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Post incidentPost(DataSource database, NoticeSettings settings, Seal seal) {
        return new Post(transaction(database), JdbcClient.create(database), settings, seal, Clock.systemUTC());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Worker incidentRounds(List<Lookout> lookouts, Incidents incidents, IncidentSettings settings) {
        Rounds rounds = new Rounds(lookouts, incidents);
        return new Worker("incident-rounds", rounds::run, settings.look());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Worker incidentBoard(OpenIncidents open) {
        return new Worker("incident-board", open::refresh, OpenIncidents.EVERY);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Worker incidentForgetting(Incidents incidents, IncidentSettings settings) {
        return new Worker(
                "incident-forgetting",
                () -> incidents.forgetResolvedBefore(Clock.systemUTC().instant().minus(settings.keepResolved())),
                FORGETTING);
    }

    @Bean
    IncidentsController incidentsController(Incidents incidents) {
        return new IncidentsController(incidents);
    }

    @Bean
    SubscriptionsController subscriptionsController(Subscriptions subscriptions) {
        return new SubscriptionsController(subscriptions);
    }

    private static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }
}
