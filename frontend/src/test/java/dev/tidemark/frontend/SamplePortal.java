package dev.tidemark.frontend;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.quality.Journeys;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The pages over fakes: what the view tests start, and what one starts to look at a page while writing it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSecurity
@Import(FrontendConfiguration.class)
@EnableVaadin("dev.tidemark.frontend")
public class SamplePortal {

    public static void main(String[] args) {
        SpringApplication.run(SamplePortal.class, args);
    }

    @Bean
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(
                requests -> requests.requestMatchers("/css/**", "/js/**", "/vendor/**", "/webjars/**")
                        .permitAll());
        return http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView(LoginView.class))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("analyst")
                        .password("{noop}analyst")
                        .roles("ANALYST")
                        .build(),
                User.withUsername("builder")
                        .password("{noop}builder")
                        .roles("BUILDER")
                        .build(),
                User.withUsername("admin")
                        .password("{noop}admin")
                        .roles("ADMIN", "BUILDER")
                        .build());
    }

    @Bean
    FakeTides tides() {
        return new FakeTides();
    }

    @Bean
    Journeys journeys() {
        return new FakeJourneys();
    }

    @Bean
    FakeQuestions questions() {
        return new FakeQuestions();
    }

    @Bean
    FakePipelines pipelines() {
        return new FakePipelines();
    }

    @Bean
    FakeSchemas schemas() {
        return new FakeSchemas();
    }

    @Bean
    FakeProposals proposals() {
        return new FakeProposals();
    }

    @Bean
    Viewer.Teams teams() {
        return user -> "growth";
    }

    /** The demo company's own definitions. */
    @Bean
    Catalogs catalogs() throws java.io.IOException {
        String path = "workspaces/storefront/metrics/orders.yaml";
        try (java.io.InputStream file = SamplePortal.class.getClassLoader().getResourceAsStream(path)) {
            String yaml = new String(
                    java.util.Objects.requireNonNull(file, path).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            MetricCatalog catalog = MetricCatalog.of("storefront", "9f2c81d07aa1", Map.of("metrics/orders.yaml", yaml));
            return new Catalogs(() -> Map.of("storefront", catalog));
        }
    }

    @Bean
    DemoUsers demoUsers() {
        return new DemoUsers(List.of("analyst", "builder", "finance", "admin"));
    }
}
