package dev.tidemark.server.security;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.tidemark.frontend.LoginView;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.problems.ProblemWriter;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** One filter chain per kind of door: health, our own processes, programs, people. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity(jsr250Enabled = true)
class SecurityConfiguration {

    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.fromHierarchy("""
                ROLE_ADMIN > ROLE_BUILDER
                ROLE_ADMIN > ROLE_FINANCE
                ROLE_BUILDER > ROLE_ANALYST
                ROLE_FINANCE > ROLE_ANALYST
                """);
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    static HttpFirewall pathFirewall() {
        return new PathFirewall();
    }

    /** An encoded slash stays encoded until a path is taken apart; whether it may be there at all is for {@link PathFirewall} to say. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }

    @Bean
    @Order(1)
    SecurityFilterChain health(HttpSecurity http, BearerTokens bearer) throws Exception {
        IpAddressMatcher ipv4 = new IpAddressMatcher("127.0.0.0/8");
        IpAddressMatcher ipv6 = new IpAddressMatcher("::1/128");
        programs(http.securityMatcher("/actuator/**"), bearer)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .access((who, context) -> new AuthorizationDecision(who.get() != null
                                && (ipv4.matches(context.getRequest())
                                        || ipv6.matches(context.getRequest())
                                        || bearer.recognises(context.getRequest())))));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain ownProcesses(HttpSecurity http, BearerTokens bearer) throws Exception {
        return programs(http.securityMatcher("/internal/**"), bearer)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(BearerTokens.PROCESS))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain schemaRegistry(HttpSecurity http, BearerTokens bearer, PortalSettings settings)
            throws Exception {
        return programs(http.securityMatcher("/registry/**"), bearer)
                .authorizeHttpRequests(requests -> {
                    var reading = requests.requestMatchers(HttpMethod.GET, "/registry/**");
                    if (settings.demo()) {
                        reading.permitAll();
                    } else {
                        reading.hasAnyAuthority("ROLE_ANALYST", BearerTokens.PROCESS);
                    }
                    // Looking a schema up and testing compatibility are questions that need a body.
                    requests.requestMatchers(
                                    HttpMethod.POST,
                                    "/registry/subjects/*",
                                    "/registry/contexts/*/subjects/*",
                                    "/registry/compatibility/**",
                                    "/registry/contexts/*/compatibility/**",
                                    "/registry/apis/registry/v3/search/versions")
                            .hasAnyRole("ANALYST", "PROCESS");
                    requests.anyRequest().hasAnyRole("BUILDER", "PROCESS");
                })
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain api(HttpSecurity http, BearerTokens bearer) throws Exception {
        return programs(http.securityMatcher("/api/**"), bearer)
                .authorizeHttpRequests(ApiRules::apply)
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        "/css/**",
                        "/js/**",
                        "/vendor/**",
                        "/webjars/**",
                        "/images/**",
                        "/problems/**",
                        "/favicon.ico",
                        "/error")
                .permitAll());
        // An address without a page is the portal's to tell of; pages themselves say who may see them.
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class)
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    /** Requests are measured as a whole; each of the chain's filters by itself costs more than most of them do. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    BearerTokens bearerTokens(Accounts accounts, PortalSettings settings) {
        return new BearerTokens(accounts, settings);
    }

    /** What every door for programs shares: no session, no CSRF, Basic or Bearer, and problems as documents. */
    private static HttpSecurity programs(HttpSecurity http, BearerTokens bearer) throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, e) -> ProblemWriter.write(response, SecurityProblem.UNAUTHENTICATED)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) ->
                                ProblemWriter.write(response, SecurityProblem.UNAUTHENTICATED))
                        .accessDeniedHandler((request, response, e) ->
                                ProblemWriter.write(response, SecurityProblem.FORBIDDEN, request.getRequestURI())))
                .addFilterBefore(bearer.filter(), BasicAuthenticationFilter.class);
    }
}
