package dev.tidemark.frontend;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.Tides;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
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
@EnableVaadin("dev.tidemark.frontend")
public class SamplePortal {

    public static void main(String[] args) {
        SpringApplication.run(SamplePortal.class, args);
    }

    @Bean
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers("/css/**", "/js/**", "/vendor/**").permitAll());
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
                User.withUsername("admin")
                        .password("{noop}admin")
                        .roles("ADMIN", "BUILDER")
                        .build());
    }

    @Bean
    Tides tides() {
        return new FakeTides();
    }

    @Bean
    Journeys journeys() {
        return new FakeJourneys();
    }

    @Bean
    DemoUsers demoUsers() {
        return new DemoUsers(List.of("analyst", "builder", "finance", "admin"));
    }
}
