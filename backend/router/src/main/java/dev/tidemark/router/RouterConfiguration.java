package dev.tidemark.router;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.router.rest.QueryController;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The router and its REST door. Needs the stores and the catalogs as beans; takes a {@link PriceBook}, {@link RouterSettings} and
 * {@link Askers} when there are any.
 */
@Configuration(proxyBeanMethods = false)
public class RouterConfiguration {

    @Bean
    Receipts receipts(JdbcClient jdbc, ObjectProvider<RouterSettings> settings) {
        return new Receipts(
                jdbc, settings.getIfAvailable(() -> RouterSettings.DEFAULT).receiptsKept(), Clock.systemUTC());
    }

    @Bean
    Router router(
            Supplier<Map<String, MetricCatalog>> catalogs,
            List<Store> stores,
            ObjectProvider<PriceBook> prices,
            ObjectProvider<RouterSettings> settings,
            Receipts receipts) {
        return new Router(
                catalogs,
                stores,
                prices.getIfAvailable(() -> PriceBook.DEFAULT),
                settings.getIfAvailable(() -> RouterSettings.DEFAULT),
                receipts::keep,
                Clock.systemUTC());
    }

    @Bean
    QueryController queryController(Router router, Receipts receipts, ObjectProvider<Askers> askers) {
        return new QueryController(router, receipts, askers.getIfAvailable(() -> Askers::byName));
    }
}
