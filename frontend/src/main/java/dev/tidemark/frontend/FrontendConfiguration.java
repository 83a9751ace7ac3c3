package dev.tidemark.frontend;

import com.vaadin.flow.spring.security.AuthenticationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the views need. The importer adds {@link Catalogs}, {@link Boards}, {@link Questions}, {@link Viewer.Teams}, {@link DemoUsers}
 * and the quality feature's {@code Tides} and {@code Journeys}.
 */
@Configuration(proxyBeanMethods = false)
public class FrontendConfiguration {

    @Bean
    Viewer viewer(AuthenticationContext security, Viewer.Teams teams) {
        return new Viewer(security, teams);
    }
}
