package dev.tidemark.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.definitions.DefinitionsConfiguration;
import dev.tidemark.definitions.DefinitionsSettings;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.registry.RegistryConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The features of this portal, and the settings and engines that they share. */
@Configuration(proxyBeanMethods = false)
@Import({DefinitionsConfiguration.class, RegistryConfiguration.class})
class Features {

    @Bean
    DefinitionsSettings definitionsSettings(PortalSettings settings) {
        return new DefinitionsSettings(settings.definitions(), settings.demo());
    }

    @Bean(destroyMethod = "close")
    Lake lake(PortalSettings settings, HikariDataSource database) {
        return Lake.open(new LakeSettings(
                database.getJdbcUrl(), database.getUsername(), settings.postgresPassword(), settings.lake()));
    }
}
