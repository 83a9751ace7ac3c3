package dev.tidemark.server.traffic;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Family;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.registry.Registry;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.traffic.KafkaSample;
import dev.tidemark.traffic.RecentEvents;
import dev.tidemark.traffic.TrafficConfiguration;
import dev.tidemark.traffic.TrafficSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Looks at the traffic of every family that the definitions in force have. */
@Configuration(proxyBeanMethods = false)
@Import(TrafficConfiguration.class)
public class TrafficWiring {

    @Bean
    TrafficSettings trafficSettings() {
        return TrafficSettings.defaults();
    }

    @Bean
    RecentEvents recentEvents(PortalSettings settings, Registry registry) {
        return new KafkaSample(settings.kafka(), id -> {
            try {
                return Optional.of(registry.byId(id));
            } catch (ProblemException e) {
                return Optional.empty();
            }
        });
    }

    @Bean
    TrafficConfiguration.Watched watchedTraffic(
            DefinitionsRepository definitions, Quarantine quarantine, TrafficSettings settings) {
        return new TrafficConfiguration.Watched(
                () -> definitions.current().workspaces().stream()
                        .flatMap(workspace -> workspace.families().stream())
                        .map(Family::name)
                        .collect(Collectors.toSet()),
                new Misfits(quarantine, settings.lately(), Clock.systemUTC()));
    }
}
