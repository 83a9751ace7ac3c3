package dev.tidemark.server.captures;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.frontend.pipelines.Captures;
import dev.tidemark.registry.Registry;
import dev.tidemark.router.Asker;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.connections.PasswordSeal;
import java.net.URI;
import java.util.function.Function;
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

    @Bean
    FieldProposals fieldProposals(CaptureProcess process, DefinitionsRepository repository, Proposals proposals) {
        return new FieldProposals(process::state, repository::current, proposals);
    }

    @Bean
    Captures captures(CaptureProcess process, FieldProposals proposals, Function<Asker, Person> people) {
        return new CaptureCounter(process, proposals, people);
    }

    @Bean(destroyMethod = "close")
    CaptureProcess captureProcess(@Value("${tidemark.cdc-url}") URI address) {
        return new CaptureProcess(address);
    }
}
