package dev.tidemark.server.provisioning;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.frontend.pipelines.Pipelines;
import dev.tidemark.lake.Lake;
import dev.tidemark.pipelines.flink.FlinkJobs;
import dev.tidemark.pipelines.flink.FlinkSettings;
import dev.tidemark.pipelines.topics.TopicProvisioner;
import dev.tidemark.pipelines.topics.TopicSettings;
import dev.tidemark.pipelines.transforms.Transforms;
import dev.tidemark.registry.Registry;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.demo.DemoCompany;
import dev.tidemark.stores.pinot.PinotTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps in the order in which they depend on each other. */
@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

    @Bean(destroyMethod = "close")
    TopicProvisioner topicProvisioner(PortalSettings settings) {
        return new TopicProvisioner(settings.kafka(), TopicSettings.oneBroker());
    }

    @Bean(destroyMethod = "close")
    FlinkJobs flinkJobs(PortalSettings settings, HikariDataSource database) {
        return new FlinkJobs(
                new FlinkSettings(
                        settings.flink(),
                        settings.jobs(),
                        settings.checkpointDirectory(),
                        settings.checkpointDirectory().resolveSibling("savepoints")),
                database);
    }

    @Bean
    JobKeeper jobKeeper(FlinkJobs jobs) {
        return new JobKeeper(jobs);
    }

    @Bean(destroyMethod = "close")
    FlinkFigures flinkFigures(PortalSettings settings) {
        return new FlinkFigures(settings.flink());
    }

    @Bean
    Pipelines pipelines(
            JobKeeper keeper,
            FlinkFigures figures,
            Transforms transforms,
            DefinitionsRepository definitions,
            PortalSettings settings) {
        return new PipelinesDesk(keeper, figures, transforms, definitions, settings.flink());
    }

    @Bean
    Provisioner provisioner(
            DefinitionsRepository repository,
            Optional<DemoCompany> demo,
            Registry registry,
            TopicProvisioner topics,
            Lake lake,
            PinotTables tables,
            JobKeeper keeper,
            PortalSettings settings,
            HikariDataSource database) {
        List<Step> steps = new ArrayList<>();
        demo.ifPresent(company -> steps.add(new SeedDemoCompany(company)));
        steps.add(new RegisterSchemas(registry));
        steps.add(new CreateTopics(topics));
        steps.add(new CreateRawTables(lake));
        steps.add(new CreateRealtimeTables(tables));
        steps.add(new KeepJobs(keeper, settings, database.getJdbcUrl(), database.getUsername()));
        return new Provisioner(repository, steps);
    }
}
