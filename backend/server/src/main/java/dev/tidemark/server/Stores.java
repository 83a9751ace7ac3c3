package dev.tidemark.server;

import dev.tidemark.lake.Lake;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.pinot.PinotSettings;
import dev.tidemark.stores.pinot.PinotStore;
import dev.tidemark.stores.pinot.PinotTables;
import dev.tidemark.stores.trino.TrinoSettings;
import dev.tidemark.stores.trino.TrinoStore;
import dev.tidemark.stores.warehouse.DuckDbSettings;
import dev.tidemark.stores.warehouse.DuckDbStore;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engines that answer. */
@Configuration(proxyBeanMethods = false)
class Stores {

    @Bean
    PinotSettings pinotSettings(PortalSettings settings) {
        return new PinotSettings(
                settings.pinotController(), settings.pinotBroker(), settings.kafka(), PinotSettings.Release.ZERO);
    }

    @Bean
    PinotTables pinotTables(PinotSettings settings) {
        return new PinotTables(settings);
    }

    @Bean(destroyMethod = "close")
    Store realtime(PinotSettings settings) {
        return new PinotStore(settings, Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    Store warehouse(Lake lake, PortalSettings settings) {
        return DuckDbStore.warehouse(lake, DuckDbSettings.defaults(scratch(settings, "warehouse")));
    }

    /** Trino where one runs, DuckDB in this process otherwise; the same tables, definitions and answers either way. */
    @Bean(destroyMethod = "close")
    Store lakehouse(Lake lake, PortalSettings settings) {
        if (!settings.trino().isBlank()) {
            return new TrinoStore(lake, TrinoSettings.at(settings.trino()));
        }
        return DuckDbStore.lakehouse(lake, DuckDbSettings.defaults(scratch(settings, "lakehouse")));
    }

    private static Path scratch(PortalSettings settings, String store) {
        return settings.home().resolve("data/scratch").resolve(store);
    }
}
