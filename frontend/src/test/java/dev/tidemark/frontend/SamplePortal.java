package dev.tidemark.frontend;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.tidemark.catalog.Dashboards;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.quality.Journeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    FakeCaptures captures() {
        return new FakeCaptures();
    }

    @Bean
    FakeSchemas schemas() {
        return new FakeSchemas();
    }

    @Bean
    FakeQuarantine quarantine() {
        return new FakeQuarantine();
    }

    @Bean
    FakeIncidents incidents() {
        return new FakeIncidents();
    }

    @Bean
    FakeNotices notices() {
        return new FakeNotices();
    }

    @Bean
    FakeRollups rollups(MetricCatalog catalog) {
        return new FakeRollups(catalog);
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
    MetricCatalog catalog() throws IOException {
        return MetricCatalog.of(
                "storefront",
                "9f2c81d07aa1",
                Map.of(
                        "metrics/orders.yaml",
                        text("metrics/orders.yaml"),
                        "metrics/saved_queries/sales_by_country.yaml",
                        text("metrics/saved_queries/sales_by_country.yaml"),
                        "metrics/saved_queries/cancelled_in_apps.yaml",
                        text("metrics/saved_queries/cancelled_in_apps.yaml")));
    }

    @Bean
    Catalogs catalogs(MetricCatalog catalog) {
        return new Catalogs(() -> Map.of("storefront", catalog));
    }

    @Bean
    FakeBoards fakeBoards(MetricCatalog catalog) throws IOException {
        return new FakeBoards(Dashboards.of(
                catalog,
                Map.of(
                        "dashboards/trading.yaml", text("dashboards/trading.yaml"),
                        "dashboards/money.yaml", text("dashboards/money.yaml")),
                List.of("growth", "finance")));
    }

    @Bean
    Boards boards(FakeBoards boards) {
        return new Boards(boards);
    }

    private static String text(String file) throws IOException {
        String path = "workspaces/storefront/" + file;
        try (InputStream stream = SamplePortal.class.getClassLoader().getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Bean
    DemoUsers demoUsers() {
        return new DemoUsers(List.of("analyst", "builder", "finance", "admin"));
    }
}
