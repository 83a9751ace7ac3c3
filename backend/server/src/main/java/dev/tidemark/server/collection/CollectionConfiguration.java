package dev.tidemark.server.collection;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.registry.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the collector asks for. */
@Configuration(proxyBeanMethods = false)
class CollectionConfiguration {

    @Bean
    CollectionDesk collectionDesk(DefinitionsRepository repository, Registry registry, WriteKeys keys) {
        return new CollectionDesk(repository::current, registry, keys);
    }
}
