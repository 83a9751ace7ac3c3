package dev.tidemark.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.incidents.Check;
import dev.tidemark.incidents.Finding;
import dev.tidemark.incidents.IncidentSettings;
import dev.tidemark.incidents.Incidents;
import dev.tidemark.incidents.IncidentsConfiguration;
import dev.tidemark.incidents.NoticeSettings;
import dev.tidemark.incidents.Seal;
import dev.tidemark.incidents.Severity;
import dev.tidemark.incidents.Subject;
import dev.tidemark.server.WebServers;
import dev.tidemark.server.connections.PasswordSeal;
import dev.tidemark.server.problems.ProblemAdvice;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Incidents and notices over HTTP, behind the portal's own rules. */
@Tag("engines")
class IncidentDoorsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static WebServer server;

    @SuppressWarnings("NullAway.Init")
    private static Incidents incidents;

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    @Import({IncidentsConfiguration.class, ProblemAdvice.class})
    static class Doors {

        @Bean
        DataSource database() {
            Database database = Testbed.postgres();
            DataSource source = new DriverManagerDataSource(database.url(), database.user(), database.password());
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return source;
        }

        @Bean
        IncidentSettings incidentSettings() {
            return IncidentSettings.defaults();
        }

        @Bean
        NoticeSettings noticeSettings() {
            return new NoticeSettings(
                    URI.create("http://portal.example"), false, Optional.empty(), NoticeSettings.Delivering.DEFAULT);
        }

        @Bean
        Seal seal() {
            PasswordSeal seal = new PasswordSeal(folder.resolve("key"));
            return new Seal() {
                @Override
                public byte[] seal(String about, String secret) {
                    return seal.seal(about, secret);
                }

                @Override
                public String open(String about, byte[] sealed) {
                    return seal.open(about, sealed);
                }
            };
        }

        @Bean
        IncidentsConfiguration.People people() {
            return "bob"::equals;
        }

        @Bean
        RoleHierarchy roleHierarchy() {
            return SecurityConfiguration.roleHierarchy();
        }

        @Bean
        UserDetailsService users() {
            InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
            for (Role role : Role.values()) {
                users.createUser(User.withUsername(role.name().toLowerCase(java.util.Locale.ROOT))
                        .password("{noop}word")
                        .roles(role.name())
                        .build());
            }
            return users;
        }

        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .httpBasic(Customizer.withDefaults())
                    .authorizeHttpRequests(ApiRules::apply)
                    .build();
        }
    }

    @BeforeAll
    static void open() {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Doors.class);
        server = WebServers.in(folder).getWebServer(servlets -> {
            context.setServletContext(servlets);
            context.refresh();
            servlets.addServlet("doors", new DispatcherServlet(context)).addMapping("/");
            servlets.addFilter("security", new DelegatingFilterProxy("springSecurityFilterChain", context))
                    .addMappingForUrlPatterns(EnumSet.of(jakarta.servlet.DispatcherType.REQUEST), true, "/*");
        });
        server.start();
        incidents = context.getBean(Incidents.class);
    }

    @AfterAll
    static void shut() {
        server.stop();
    }

    private static long incident(String subject) {
        return incidents
                .observe(new Finding(
                        new Subject(Subject.Kind.DATASET, subject),
                        Check.FRESHNESS,
                        Severity.WARNING,
                        "checkout",
                        subject + " is late.",
                        Map.of("promise", "PT15S"),
                        "freshness",
                        Instant.now().minus(Duration.ofMinutes(2)),
                        Instant.now()))
                .orElseThrow()
                .id();
    }

    private static HttpResponse<String> send(String who, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getPort() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!who.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((who + ":word").getBytes(StandardCharsets.UTF_8)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /incidents,                                analyst, ",
        "GET,    /incidents/1,                              finance, ",
        "POST,   /incidents/1/acknowledge,                  builder, analyst",
        "POST,   /incidents/1/assign,                       builder, finance",
        "POST,   /incidents/1/resolve,                      builder, analyst",
        "POST,   /incidents/1/comments,                     builder, analyst",
        "GET,    /notices/subscriptions,                    admin,   builder",
        "POST,   /notices/subscriptions,                    admin,   builder",
        "GET,    /notices/subscriptions/x,                  admin,   builder",
        "DELETE, /notices/subscriptions/x,                  admin,   finance",
        "POST,   /notices/subscriptions/x/try,              admin,   builder",
        "GET,    /notices/subscriptions/x/deliveries,       admin,   analyst"
    })
    void aDoorIsOpenToItsRoleAndToNobodyBelow(String method, String path, String invited, String refused)
            throws Exception {
        assertThat(send("", method, path, "{}").statusCode()).as("nobody").isEqualTo(401);
        if (refused != null) {
            assertThat(send(refused, method, path, "{}").statusCode())
                    .as(refused)
                    .isEqualTo(403);
        }
        assertThat(send(invited, method, path, "{}").statusCode()).as(invited).isNotIn(401, 403, 500);
    }

    @Test
    void anIncidentIsFoundFollowedAndResolved() throws Exception {
        long id = incident("realtime/orders_rt");
        JsonNode listed = json(send("analyst", "GET", "/incidents?subject=realtime/orders_rt", ""));
        assertThat(listed.get("incidents").get(0).get("id").asLong()).isEqualTo(id);
        assertThat(listed.get("incidents").get(0).get("evidence").get("promise").asString())
                .isEqualTo("PT15S");
        assertThat(listed.get("next_before").isNull()).isTrue();

        String path = "/incidents/" + id;
        assertThat(json(send("builder", "POST", path + "/acknowledge", ""))
                        .get("state")
                        .asString())
                .isEqualTo("acknowledged");
        assertThat(send("builder", "POST", path + "/acknowledge", "").statusCode())
                .isEqualTo(409);
        assertThat(json(send("builder", "POST", path + "/assign", "{\"to\": \"bob\"}"))
                        .get("assignee")
                        .asString())
                .isEqualTo("bob");
        HttpResponse<String> nobody = send("builder", "POST", path + "/assign", "{\"to\": \"carl\"}");
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(json(nobody).get("code").asString()).isEqualTo("unknown-assignee");
        HttpResponse<String> wordless = send("builder", "POST", path + "/resolve", "{\"resolution\": \"fixed\"}");
        assertThat(json(wordless).get("code").asString()).isEqualTo("incident-words-missing");
        JsonNode over = json(send(
                "builder",
                "POST",
                path + "/resolve",
                "{\"resolution\": \"fixed\", \"words\": \"A broker was away.\"}"));
        assertThat(over.get("state").asString()).isEqualTo("resolved");
        assertThat(over.get("trail").size()).isEqualTo(4);
        assertThat(over.get("trail").get(3).get("who").asString()).isEqualTo("builder");
        assertThat(json(send("analyst", "GET", "/incidents?subject=realtime/orders_rt", ""))
                        .get("incidents")
                        .size())
                .isZero();
    }

    @Test
    void aListIsReadPageByPage() throws Exception {
        long first = incident("page/1");
        long second = incident("page/2");
        JsonNode page = json(send("analyst", "GET", "/incidents?limit=1&before=" + (second + 1), ""));
        assertThat(page.get("incidents").get(0).get("id").asLong()).isEqualTo(second);
        page = json(send("analyst", "GET", "/incidents?limit=1&before=" + page.get("next_before"), ""));
        assertThat(page.get("incidents").get(0).get("id").asLong()).isEqualTo(first);
    }

    @Test
    void aWordThatIsNotKnownIsNamed() throws Exception {
        HttpResponse<String> response = send("analyst", "GET", "/incidents?severity=dreadful", "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("bad-incident-request", "info, warning, critical")
                .doesNotContain("dreadful");
        assertThat(send("analyst", "GET", "/incidents?state=lost", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSecretIsToldOnceAndInNoOtherAnswer() throws Exception {
        HttpResponse<String> made = send(
                "admin",
                "POST",
                "/notices/subscriptions",
                "{\"name\": \"chat\", \"channel\": \"webhook\", \"target\": \"https://8.8.8.8/hook\","
                        + " \"severities\": [\"critical\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        String secret = json(made).get("secret").asString();
        String id = json(made).get("id").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(send("admin", "GET", "/notices/subscriptions", "").body())
                .contains(id)
                .doesNotContain(secret, "whsec_");
        assertThat(send("admin", "GET", "/notices/subscriptions/" + id, "").body())
                .doesNotContain("whsec_");
        assertThat(send("admin", "DELETE", "/notices/subscriptions/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(send("admin", "DELETE", "/notices/subscriptions/" + id, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePortalIsNoWayIntoPrivateNetworks() throws Exception {
        HttpResponse<String> response = send(
                "admin",
                "POST",
                "/notices/subscriptions",
                "{\"name\": \"x\", \"channel\": \"webhook\", \"target\": \"http://169.254.169.254/latest/meta-data\"}");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("code").asString()).isEqualTo("notice-address-refused");
    }
}
