package dev.tidemark.definitions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The definitions of this process; needs a {@link DefinitionsSettings} bean. */
@Configuration(proxyBeanMethods = false)
public class DefinitionsConfiguration {

    @Bean(destroyMethod = "close")
    DefinitionsRepository definitionsRepository(DefinitionsSettings settings) {
        DefinitionsRepository repository = DefinitionsRepository.open(settings.repository());
        if (settings.seed()) {
            repository.seed(Seed.ofClassPath());
        }
        repository.watch(settings.poll());
        return repository;
    }
}
