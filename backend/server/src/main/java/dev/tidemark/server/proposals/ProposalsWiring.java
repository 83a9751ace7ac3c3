package dev.tidemark.server.proposals;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.proposals.People;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.definitions.proposals.ProposalsConfiguration;
import dev.tidemark.registry.Registry;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Askers;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Proposals, with the checks of all features. */
@Configuration(proxyBeanMethods = false)
@Import(ProposalsConfiguration.class)
public class ProposalsWiring {

    @Bean
    ProposalCheck metricsCheck() {
        return new MetricsCheck();
    }

    @Bean
    ProposalCheck schemasCheck(Registry registry) {
        return new SchemasCheck(registry);
    }

    /** A person's teams are those that name them as a member, and the one of their account. */
    @Bean
    People knownPeople(Askers askers, DefinitionsRepository definitions) {
        return caller -> {
            Asker asker = askers.of(caller);
            return new Person(asker.user(), asker.roles(), teams(asker, definitions.current()));
        };
    }

    private static Set<String> teams(Asker asker, Definitions definitions) {
        Set<String> teams = new TreeSet<>(Set.of(asker.team()));
        definitions.workspaces().stream()
                .flatMap(workspace -> workspace.teams().stream())
                .filter(team -> team.members().contains(asker.user()))
                .map(Team::name)
                .forEach(teams::add);
        return teams;
    }
}
