package dev.tidemark.server.incidents;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.proposals.News;
import dev.tidemark.definitions.proposals.Proposals;
import dev.tidemark.frontend.incidents.IncidentDesk;
import dev.tidemark.frontend.incidents.NoticeDesk;
import dev.tidemark.incidents.IncidentSettings;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.IncidentsConfiguration;
import dev.tidemark.incidents.Lookout;
import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.Notices;
import dev.tidemark.incidents.OpenIncidents;
import dev.tidemark.incidents.Seal;
import dev.tidemark.incidents.Subscriptions;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.Tides;
import dev.tidemark.quarantine.Quarantine;
import dev.tidemark.router.KnownIncidents;
import dev.tidemark.router.rollup.RollupTable;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.connections.PasswordSeal;
import dev.tidemark.server.security.Accounts;
import dev.tidemark.server.security.PortalAskers;
import dev.tidemark.traffic.DriftWatch;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Incidents of this portal: what its features find wrong, and how people are told. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailServer.class, NoticeReach.class})
@Import(IncidentsConfiguration.class)
public class IncidentsWiring {

    /** More than anybody looks at. */
    private static final int MOST_UNTOLD = 1_000;

    @Bean
    IncidentSettings incidentSettings() {
        return IncidentSettings.defaults();
    }

    @Bean
    NoticeSettings noticeSettings(MailServer mail, NoticeReach reach) {
        return new NoticeSettings(
                reach.portal(), reach.privateAddresses(), mail.settings(), NoticeSettings.Delivering.DEFAULT);
    }

    @Bean
    Seal noticeSeal(PortalSettings settings) {
        PasswordSeal seal = new PasswordSeal(settings.home().resolve("data/secrets/notice-subscriptions.key"));
        return new Seal() {
            @Override
            public byte[] seal(String about, String secret) {
                return seal.seal(about, secret);
            }

            @Override
            public String open(String about, byte[] sealed) {
                return seal.open(about, sealed);
            }
        };
    }

    @Bean
    IncidentsConfiguration.People incidentAssignees(Accounts accounts) {
        return accounts::knows;
    }

    @Bean
    Lookout lateDatasets(Tides tides, Supplier<List<Dataset>> watched, DefinitionsRepository definitions) {
        return new LateDatasets(tides, watched, () -> new Upstream(definitions.current()), Clock.systemUTC());
    }

    @Bean
    Lookout driftingTypes(DriftWatch watch, DefinitionsRepository definitions) {
        return new DriftingTypes(watch::open, definitions::current, Clock.systemUTC());
    }

    @Bean
    Lookout disagreeingRollups(JdbcClient database, Supplier<Map<String, MetricCatalog>> catalogs) {
        return new DisagreeingRollups(new RollupTable(database)::load, catalogs, Clock.systemUTC());
    }

    @Bean
    Lookout waitingEvents(Quarantine quarantine) {
        return new WaitingEvents(quarantine::waiting, Clock.systemUTC());
    }

    @Bean
    Lookout untoldProposals(News news) {
        return new UntoldProposals(() -> news.untold(MOST_UNTOLD), Clock.systemUTC());
    }

    @Bean
    ProposalTeller proposalTeller(
            News news,
            Proposals proposals,
            Notices notices,
            PlatformTransactionManager transactions,
            NoticeSettings settings) {
        return new ProposalTeller(
                news,
                proposals::review,
                notices,
                new TransactionTemplate(transactions),
                settings.delivery(),
                Clock.systemUTC());
    }

    @Bean
    KnownIncidents knownIncidents(OpenIncidents open) {
        return new IncidentNotices(open::now);
    }

    @Bean
    IncidentDesk incidentDesk(Incidents incidents, OpenIncidents open, PortalAskers askers) {
        return new IncidentCounter(incidents, open, askers::complete);
    }

    @Bean
    NoticeDesk noticeDesk(Subscriptions subscriptions, PortalAskers askers) {
        return new NoticeCounter(subscriptions, askers::complete);
    }
}
