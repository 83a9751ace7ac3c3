package dev.tidemark.server.quarantine;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Family;
import dev.tidemark.frontend.quarantine.QuarantineDesk;
import dev.tidemark.quarantine.CollectorCheck;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.quarantine.QuarantineConfiguration;
import dev.tidemark.quarantine.QuarantineSettings;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.security.PortalAskers;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The quarantine of every family that the definitions in force have, checked by this installation's collector. */
@Configuration(proxyBeanMethods = false)
@Import(QuarantineConfiguration.class)
public class QuarantineWiring {

    @Bean
    QuarantineSettings quarantineSettings() {
        return QuarantineSettings.defaults();
    }

    @Bean(destroyMethod = "close")
    CollectorCheck collectorCheck(PortalSettings settings) {
        return new CollectorCheck(settings.collectorUrl(), settings::internalToken);
    }

    @Bean
    QuarantineConfiguration.Topics quarantineTopics(PortalSettings settings, DefinitionsRepository definitions) {
        return new QuarantineConfiguration.Topics(
                settings.kafka(),
                () -> definitions.current().workspaces().stream()
                        .flatMap(workspace -> workspace.families().stream())
                        .map(Family::name)
                        .collect(Collectors.toSet()));
    }

    @Bean
    QuarantineDesk quarantineDesk(Quarantine quarantine, PortalAskers askers) {
        return new QuarantineCounter(quarantine, askers::complete);
    }
}
