package dev.tidemark.server.captures;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.registry.Registry;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.connections.PasswordSeal;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires what the capture process asks for. */
@Configuration(proxyBeanMethods = false)
class CapturesConfiguration {

    @Bean
    CaptureConnections captureConnections(JdbcClient database, PortalSettings settings) {
        return new CaptureConnections(
                database, new PasswordSeal(settings.home().resolve("data/secrets/capture-connections.key")));
    }

    @Bean
    CaptureDesk captureDesk(DefinitionsRepository repository, Registry registry, CaptureConnections connections) {
        return new CaptureDesk(repository::current, registry, connections);
    }

    @Bean(destroyMethod = "close")
    CaptureProcess captureProcess(@Value("${tidemark.cdc-url}") URI address) {
        return new CaptureProcess(address);
    }
}
