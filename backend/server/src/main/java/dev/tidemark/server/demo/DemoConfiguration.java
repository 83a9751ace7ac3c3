package dev.tidemark.server.demo;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.captures.CaptureConnections;
import dev.tidemark.server.collection.WriteKeys;
import dev.tidemark.server.security.Accounts;
import dev.tidemark.server.security.ApiTokens;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Present in demo mode only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tidemark.demo")
class DemoConfiguration {

    @Bean
    DemoCompany demoCompany(
            PortalSettings settings,
            Accounts accounts,
            ApiTokens tokens,
            WriteKeys keys,
            HikariDataSource database,
            CaptureConnections connections) {
        return new DemoCompany(
                settings,
                accounts,
                tokens,
                keys,
                new ShopDatabase(
                        database.getJdbcUrl(), database.getUsername(), settings::postgresPassword, connections));
    }
}
