package dev.tidemark.server.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** The least role that each door for programs asks for. */
final class ApiRules {

    private ApiRules() {}

    static void apply(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers("/api/openapi.json")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/maintenance/**")
                .hasRole("ADMIN")
                .requestMatchers("/api/v1/usage/**")
                .hasRole("FINANCE")
                .requestMatchers(HttpMethod.POST, "/api/v1/transforms/*/runs", "/api/v1/rollups/**")
                .hasRole("BUILDER")
                .requestMatchers(HttpMethod.POST, "/api/v1/workspaces/*/import")
                .hasRole("BUILDER")
                .requestMatchers("/api/v1/quarantine/*/events", "/api/v1/quarantine/events/**")
                .hasRole("BUILDER")
                .requestMatchers(HttpMethod.POST, "/api/v1/quarantine/**")
                .hasRole("BUILDER")
                .requestMatchers(HttpMethod.POST, "/api/v1/captures/**")
                .hasRole("BUILDER")
                .requestMatchers(HttpMethod.POST, "/api/v1/incidents/**")
                .hasRole("BUILDER")
                .requestMatchers("/api/v1/notices/**")
                .hasRole("ADMIN")
                .requestMatchers(HttpMethod.GET, "/api/v1/stores", "/api/v1/captures/connections")
                .hasRole("BUILDER")
                .requestMatchers("/api/v1/stores/**", "/api/v1/captures/connections/**")
                .hasRole("ADMIN")
                .anyRequest()
                .hasRole("ANALYST");
    }
}
