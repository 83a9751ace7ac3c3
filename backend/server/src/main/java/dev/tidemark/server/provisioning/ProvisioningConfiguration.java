package dev.tidemark.server.provisioning;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.lake.Lake;
import dev.tidemark.registry.Registry;
import dev.tidemark.server.demo.DemoCompany;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps in the order in which they depend on each other. */
@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

    @Bean
    Provisioner provisioner(
            DefinitionsRepository repository, Optional<DemoCompany> demo, Registry registry, Lake lake) {
        List<Step> steps = new ArrayList<>();
        demo.ifPresent(company -> steps.add(new SeedDemoCompany(company)));
        steps.add(new RegisterSchemas(registry));
        steps.add(new CreateRawTables(lake));
        return new Provisioner(repository, steps);
    }
}
