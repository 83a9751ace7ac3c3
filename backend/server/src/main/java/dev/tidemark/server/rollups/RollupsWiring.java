package dev.tidemark.server.rollups;

import dev.tidemark.frontend.rollups.RollupDesk;
import dev.tidemark.incidents.OpenIncidents;
import dev.tidemark.router.Rollups;
import dev.tidemark.server.security.PortalAskers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings together what the router knows of rollups and what is open about them. */
@Configuration(proxyBeanMethods = false)
public class RollupsWiring {

    @Bean
    RollupDesk rollupDesk(Rollups rollups, OpenIncidents open, PortalAskers askers) {
        return new RollupCounter(rollups, open::now, askers::complete);
    }
}
