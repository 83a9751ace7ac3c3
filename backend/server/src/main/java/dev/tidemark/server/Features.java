package dev.tidemark.server;

import com.vaadin.flow.spring.security.AuthenticationContext;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.rest.DashboardsController;
import dev.tidemark.catalog.rest.MetricsController;
import dev.tidemark.definitions.DefinitionsConfiguration;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.definitions.DefinitionsSettings;
import dev.tidemark.definitions.Quota;
import dev.tidemark.definitions.Team;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.Catalogs;
import dev.tidemark.frontend.DemoUsers;
import dev.tidemark.frontend.Questions;
import dev.tidemark.frontend.Viewer;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.pipelines.maintenance.MaintenanceConfiguration;
import dev.tidemark.pipelines.maintenance.MaintenanceSettings;
import dev.tidemark.pipelines.transforms.TransformsConfiguration;
import dev.tidemark.pipelines.transforms.TransformsSettings;
import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.QualityConfiguration;
import dev.tidemark.registry.RegistryConfiguration;
import dev.tidemark.router.Answer;
import dev.tidemark.router.Asker;
import dev.tidemark.router.Explanation;
import dev.tidemark.router.MetricQuery;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterConfiguration;
import dev.tidemark.router.Supposed;
import dev.tidemark.router.WhatIf;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.policy.MaskHash;
import dev.tidemark.router.quota.Quotas;
import dev.tidemark.server.incidents.IncidentsWiring;
import dev.tidemark.server.proposals.ProposalsWiring;
import dev.tidemark.server.quarantine.QuarantineWiring;
import dev.tidemark.server.rollups.RollupsWiring;
import dev.tidemark.server.schemas.SchemasWiring;
import dev.tidemark.server.security.Accounts;
import dev.tidemark.server.security.PortalAskers;
import dev.tidemark.server.traffic.TrafficWiring;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;

/** The features of this portal, and the settings and engines that they share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LakeKeeping.class)
@Import({
    DefinitionsConfiguration.class,
    IncidentsWiring.class,
    MaintenanceConfiguration.class,
    ProposalsWiring.class,
    QualityConfiguration.class,
    QuarantineWiring.class,
    RegistryConfiguration.class,
    RouterConfiguration.class,
    RollupsWiring.class,
    SchemasWiring.class,
    TrafficWiring.class,
    TransformsConfiguration.class
})
class Features {

    @Bean
    DefinitionsSettings definitionsSettings(PortalSettings settings) {
        return new DefinitionsSettings(settings.definitions(), settings.demo());
    }

    @Bean
    TransformsSettings transformsSettings(PortalSettings settings) {
        return TransformsSettings.defaults(settings.home().resolve("data/scratch/transforms"));
    }

    @Bean
    MaintenanceSettings maintenanceSettings(LakeKeeping keeping) {
        return keeping.settings();
    }

    @Bean(destroyMethod = "close")
    Lake lake(PortalSettings settings, HikariDataSource database) {
        return Lake.open(new LakeSettings(
                database.getJdbcUrl(), database.getUsername(), settings.postgresPassword(), settings.lake()));
    }

    @Bean
    CatalogShelf metricCatalogs(DefinitionsRepository definitions, MaskHash hash) {
        return new CatalogShelf(definitions::current, hash);
    }

    /** A team's quota is that of the asked workspace; else that of the first other workspace that has the team. */
    @Bean
    Quotas.Limits quotaLimits(DefinitionsRepository definitions) {
        return (workspace, team) -> definitions.current().workspaces().stream()
                .sorted(Comparator.comparing(found -> !found.name().equals(workspace)))
                .flatMap(found -> found.teams().stream())
                .filter(found -> found.name().equals(team))
                .map(Team::quota)
                .findFirst()
                .orElse(Quota.NONE);
    }

    @Bean
    Supplier<List<Dashboards>> dashboardShelf(
            DefinitionsRepository definitions, Supplier<Map<String, MetricCatalog>> catalogs) {
        return new DashboardShelf(definitions::current, catalogs);
    }

    @Bean
    DashboardsController dashboardsController(Supplier<List<Dashboards>> dashboards) {
        return new DashboardsController(dashboards);
    }

    @Bean
    Boards boards(Supplier<List<Dashboards>> current) {
        return new Boards(current);
    }

    @Bean
    Supplier<List<Dataset>> watchedDatasets(DefinitionsRepository definitions) {
        return new WatchedDatasets(definitions::current);
    }

    @Bean
    MetricsController metricsController(Supplier<Map<String, MetricCatalog>> catalogs) {
        return new MetricsController(catalogs);
    }

    @Bean
    PortalAskers askers(Accounts accounts, RoleHierarchy roles) {
        return new PortalAskers(accounts, roles);
    }

    @Bean
    Catalogs catalogs(Supplier<Map<String, MetricCatalog>> current) {
        return new Catalogs(current);
    }

    @Bean
    DemoUsers demoUsers(PortalSettings settings) {
        return settings.demo() ? new DemoUsers(List.of("analyst", "builder", "finance", "admin")) : DemoUsers.none();
    }

    @Bean
    Questions questions(Router router, PortalAskers askers) {
        return new Questions() {
            @Override
            public Answer ask(MetricQuery query, Asker asker) {
                return router.answer(query, askers.complete(asker));
            }

            @Override
            public Export export(MetricQuery query, Asker asker, ExportFormat format) {
                return router.export(query, askers.complete(asker), format);
            }

            @Override
            public Explanation explain(MetricQuery query, Asker asker) {
                return router.explain(query, askers.complete(asker));
            }

            @Override
            public Supposed whatIf(MetricQuery query, WhatIf otherwise, Asker asker) {
                return router.whatIf(query, otherwise, askers.complete(asker));
            }
        };
    }

    @Bean
    Viewer viewer(AuthenticationContext security, Accounts accounts) {
        return new Viewer(security, accounts::teamOf);
    }
}
