package dev.tidemark.quality;

import dev.tidemark.quality.internal.StoreJourneys;
import dev.tidemark.quality.internal.TideBoard;
import dev.tidemark.quality.internal.TideHistory;
import dev.tidemark.quality.rest.FreshnessController;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tides and journeys of this process; needs the stores and a supplier of the datasets to watch. */
@Configuration(proxyBeanMethods = false)
public class QualityConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    TideBoard tides(List<Store> stores, Supplier<List<Dataset>> datasets, JdbcClient database) {
        return new TideBoard(stores, datasets, new TideHistory(database), Clock.systemUTC());
    }

    @Bean
    Journeys journeys(List<Store> stores, Supplier<List<Dataset>> datasets, TideBoard tides) {
        return new StoreJourneys(stores, datasets, tides);
    }

    @Bean
    FreshnessController freshnessController(Tides tides, Journeys journeys) {
        return new FreshnessController(tides, journeys);
    }
}
