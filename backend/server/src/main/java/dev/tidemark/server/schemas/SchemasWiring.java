package dev.tidemark.server.schemas;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.frontend.schemas.Schemas;
import dev.tidemark.registry.Registry;
import dev.tidemark.stores.Store;
import dev.tidemark.traffic.DriftWatch;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of schemas. */
@Configuration(proxyBeanMethods = false)
public class SchemasWiring {

    @Bean
    Schemas schemas(
            DefinitionsRepository definitions,
            Registry registry,
            @Qualifier("realtime") Store realtime,
            DriftWatch watch) {
        return new SchemasDesk(definitions::current, registry, realtime, watch, Clock.systemUTC());
    }
}
