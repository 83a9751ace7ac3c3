package dev.tidemark.server.proposals;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.Team;
import dev.tidemark.definitions.proposals.People;
import dev.tidemark.definitions.proposals.Person;
import dev.tidemark.definitions.proposals.ProposalCheck;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.definitions.proposals.ProposalsConfiguration;
import dev.tidemark.frontend.proposals.ProposalDesk;
import dev.tidemark.quarantine.HeldEvent;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.registry.Registry;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Askers;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.server.security.PortalAskers;
import dev.tidemark.stores.Store;
import dev.tidemark.traffic.RecentEvents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
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

    @Bean
    ProposalCheck trafficCheck(RecentEvents recent, Quarantine quarantine) {
        return new TrafficCheck(
                new RecentSample(recent, Clock.systemUTC()),
                type -> quarantine.held(type, TrafficCheck.HELD).stream()
                        .map(HeldEvent::original)
                        .toList());
    }

    @Bean
    People knownPeople(Askers askers, DefinitionsRepository definitions) {
        return caller -> person(askers.of(caller), definitions.current());
    }

    @Bean
    ProposalCheck dashboardsCheck() {
        return new DashboardsCheck();
    }

    @Bean
    ProposalCheck policiesCheck(MaskHash hash) {
        return new PoliciesCheck(hash);
    }

    /** Whoever asks in the portal, as one who proposes. */
    @Bean
    Function<Asker, Person> peopleOfThePortal(PortalAskers askers, DefinitionsRepository definitions) {
        return asker -> person(askers.complete(asker), definitions.current());
    }

    @Bean
    ProposalDesk proposalDesk(
            Proposals proposals,
            DefinitionsRepository definitions,
            PortalAskers askers,
            Function<Asker, Person> people,
            List<Store> stores,
            ObjectProvider<PriceBook> prices,
            ObjectProvider<RouterSettings> settings,
            MaskHash hash) {
        Clock clock = Clock.systemUTC();
        Safeguards safeguards = Safeguards.NONE.withPolicies(new PoliciesInForce(definitions::current, hash));
        Rehearsal rehearsal = new Rehearsal(
                catalog -> new Router(
                        () -> Map.of(catalog.workspace(), catalog),
                        stores,
                        prices.getIfAvailable(() -> PriceBook.DEFAULT),
                        settings.getIfAvailable(() -> RouterSettings.DEFAULT),
                        safeguards,
                        clock),
                clock);
        return new ProposalCounter(proposals, people, askers::complete, rehearsal);
    }

    /** A person's teams are those that name them as a member, and the one of their account. */
    private static Person person(Asker asker, Definitions definitions) {
        return new Person(asker.user(), asker.roles(), teams(asker, definitions));
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
