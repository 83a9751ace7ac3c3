package dev.tidemark.quarantine;

import dev.tidemark.quarantine.internal.HeldEvents;
import dev.tidemark.quarantine.internal.Intake;
import dev.tidemark.quarantine.internal.ReplayBook;
import dev.tidemark.quarantine.internal.ReplayWork;
import dev.tidemark.quarantine.rest.QuarantineController;
import dev.tidemark.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The quarantine in this process; needs {@link QuarantineSettings}, a {@link Check} and {@link Topics}. */
@Configuration(proxyBeanMethods = false)
public class QuarantineConfiguration {

    private static final Duration FORGETTING = Duration.ofHours(1);

    /**
     * Where quarantined events come from.
     *
     * @param bootstrap of Kafka
     * @param families whose quarantine is read; asked again and again
     */
    public record Topics(String bootstrap, Supplier<Set<String>> families) {}

    @Bean
    Quarantine quarantine(DataSource database, Check check, QuarantineSettings settings) {
        JdbcClient client = JdbcClient.create(database);
        return new Quarantine(
                transaction(database),
                new HeldEvents(client),
                new ReplayBook(client),
                check,
                settings,
                Clock.systemUTC());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Intake quarantineIntake(DataSource database, Topics topics) {
        JdbcClient client = JdbcClient.create(database);
        return new Intake(topics.bootstrap(), topics.families(), transaction(database), client, new HeldEvents(client));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Worker quarantineReplays(DataSource database, Check check, QuarantineSettings settings) {
        JdbcClient client = JdbcClient.create(database);
        ReplayWork work = new ReplayWork(
                transaction(database),
                new HeldEvents(client),
                new ReplayBook(client),
                check,
                Clock.systemUTC(),
                settings.portion());
        return new Worker("quarantine-replays", work::run, settings.look());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Worker quarantineForgetting(Quarantine quarantine) {
        return new Worker("quarantine-forgetting", quarantine::forget, FORGETTING);
    }

    @Bean
    QuarantineController quarantineController(Quarantine quarantine) {
        return new QuarantineController(quarantine);
    }

    private static TransactionTemplate transaction(DataSource database) {
        return new TransactionTemplate(new JdbcTransactionManager(database));
    }
}
