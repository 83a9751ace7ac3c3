package dev.tidemark.catalog;

import dev.tidemark.catalog.rest.MetricsController;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalog's REST door. The catalogs themselves come from whoever reads the definitions. */
@Configuration(proxyBeanMethods = false)
public class CatalogConfiguration {

    @Bean
    MetricsController metricsController(Supplier<Map<String, MetricCatalog>> catalogs) {
        return new MetricsController(catalogs);
    }
}
