package dev.tidemark.definitions.proposals;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.DefinitionsSettings;
import dev.tidemark.definitions.proposals.internal.PushLookout;
import dev.tidemark.definitions.proposals.rest.ProposalsController;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proposals and their REST door; needs {@link People}, and takes every {@link ProposalCheck} there is. */
@Configuration(proxyBeanMethods = false)
public class ProposalsConfiguration {

    @Bean(destroyMethod = "close")
    Proposals proposals(
            DefinitionsSettings settings,
            DefinitionsRepository definitions,
            JdbcClient database,
            List<ProposalCheck> checks) {
        return new Proposals(settings.repository(), definitions, database, checks, Clock.systemUTC());
    }

    @Bean
    News proposalNews(JdbcClient database) {
        return new News(database);
    }

    @Bean
    PushLookout pushLookout(Proposals proposals) {
        return new PushLookout(proposals);
    }

    @Bean
    ProposalsController proposalsController(Proposals proposals, People people) {
        return new ProposalsController(proposals, people);
    }
}
