package dev.tidemark.server.connections;

import dev.tidemark.server.PortalSettings;
import dev.tidemark.stores.jdbc.JdbcDrivers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connected stores as a bean that the router finds. */
@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    @Bean(destroyMethod = "close")
    StoreBook storeBook(JdbcClient database, PortalSettings settings) {
        return new StoreBook(
                database,
                new PasswordSeal(settings.home().resolve("data/secrets/connected-stores.key")),
                new JdbcDrivers(settings.home().resolve("drivers")),
                settings.home().resolve("data/scratch/connected"));
    }
}
