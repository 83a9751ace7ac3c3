package dev.tidemark.registry;

import dev.tidemark.registry.rest.Acceptance;
import dev.tidemark.registry.rest.ArtifactsController;
import dev.tidemark.registry.rest.CompatibilityController;
import dev.tidemark.registry.rest.ConfigController;
import dev.tidemark.registry.rest.ModeController;
import dev.tidemark.registry.rest.RegistryErrors;
import dev.tidemark.registry.rest.RootController;
import dev.tidemark.registry.rest.SchemasController;
import dev.tidemark.registry.rest.SubjectsController;
import dev.tidemark.registry.rest.TagsController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The registry and its REST door. */
@Configuration(proxyBeanMethods = false)
@Import({
    Acceptance.class,
    ArtifactsController.class,
    CompatibilityController.class,
    ConfigController.class,
    ModeController.class,
    RegistryErrors.class,
    RootController.class,
    SchemasController.class,
    SubjectsController.class,
    TagsController.class
})
public class RegistryConfiguration {

    @Bean
    Registry registry(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Registry(jdbc, transactions);
    }

    @Bean
    RegistrySettings registrySettings(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new RegistrySettings(jdbc, transactions);
    }

    @Bean
    SchemaForms schemaForms(JdbcClient jdbc) {
        return new SchemaForms(jdbc);
    }
}
