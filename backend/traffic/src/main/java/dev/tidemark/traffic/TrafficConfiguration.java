package dev.tidemark.traffic;

import dev.tidemark.traffic.internal.DriftBook;
import dev.tidemark.traffic.internal.DriftLookout;
import dev.tidemark.traffic.internal.ProfileHistory;
import dev.tidemark.traffic.rest.DriftController;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The watch over the traffic; needs {@link TrafficSettings}, {@link RecentEvents} and {@link Watched}. */
@Configuration(proxyBeanMethods = false)
public class TrafficConfiguration {

    /**
     * What is looked at.
     *
     * @param families of accepted events
     * @param misfits what events that were not accepted say, as of now
     */
    public record Watched(Supplier<Set<String>> families, Supplier<List<Drift.Sighting>> misfits) {}

    @Bean
    DriftWatch driftWatch(DataSource database, RecentEvents recent, Watched watched, TrafficSettings settings) {
        JdbcClient client = JdbcClient.create(database);
        return new DriftWatch(
                watched.families(),
                recent,
                watched.misfits(),
                new ProfileHistory(client),
                new DriftBook(client),
                settings,
                Clock.systemUTC());
    }

    @Bean
    DriftLookout driftLookout(DriftWatch watch) {
        return new DriftLookout(watch);
    }

    @Bean
    DriftController driftController(DriftWatch watch) {
        return new DriftController(watch);
    }
}
