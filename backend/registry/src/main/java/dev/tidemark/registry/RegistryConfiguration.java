package dev.tidemark.registry;

import dev.tidemark.registry.rest.RegistryController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The registry and its REST door. */
@Configuration(proxyBeanMethods = false)
public class RegistryConfiguration {

    @Bean
    Registry registry(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Registry(jdbc, transactions);
    }

    @Bean
    RegistryController registryController(Registry registry) {
        return new RegistryController(registry);
    }
}
