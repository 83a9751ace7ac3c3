package dev.tidemark.pipelines.maintenance;

import dev.tidemark.lake.Lake;
import dev.tidemark.pipelines.internal.Lookout;
import dev.tidemark.pipelines.maintenance.rest.MaintenanceController;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Maintenance in this process; needs {@link MaintenanceSettings} and a {@link Lake}. */
@Configuration(proxyBeanMethods = false)
public class MaintenanceConfiguration {

    @Bean
    Maintenance maintenance(Lake lake, DataSource database, MaintenanceSettings settings) {
        return new Maintenance(lake, database, settings, Clock.systemUTC());
    }

    @Bean
    Lookout maintenanceSchedule(Maintenance maintenance, MaintenanceSettings settings) {
        return new Lookout("maintenance", maintenance::runDue, settings.look());
    }

    @Bean
    MaintenanceController maintenanceController(Maintenance maintenance) {
        return new MaintenanceController(maintenance);
    }
}
