package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.lake.Lake;
import dev.tidemark.pipelines.internal.Lookout;
import dev.tidemark.pipelines.transforms.rest.TransformController;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The transforms of this process; needs a {@link TransformsSettings}, a {@link Lake} and the definitions. */
@Configuration(proxyBeanMethods = false)
public class TransformsConfiguration {

    @Bean(destroyMethod = "close")
    TransformRunner transformRunner(Lake lake, TransformsSettings settings) {
        return new TransformRunner(lake, settings.engine());
    }

    @Bean
    Transforms transforms(
            DefinitionsRepository definitions,
            TransformRunner runner,
            DataSource database,
            TransformsSettings settings) {
        return new Transforms(() -> definitions.current().workspaces(), runner, database, settings, Clock.systemUTC());
    }

    @Bean
    Lookout transformSchedule(Transforms transforms, TransformsSettings settings) {
        return new Lookout("transforms", transforms::runDue, settings.look());
    }

    @Bean
    TransformController transformController(Transforms transforms) {
        return new TransformController(transforms);
    }
}
