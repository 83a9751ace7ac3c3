package dev.tidemark.server.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.server.WebServers;
import dev.tidemark.server.connections.PasswordSeal;
import dev.tidemark.server.connections.StoreBook;
import dev.tidemark.server.connections.StoresController;
import dev.tidemark.stores.jdbc.JdbcDrivers;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Connecting stores over HTTP, as a client sees it. */
@Tag("engines")
class StoresDoorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static StoreBook book;

    @SuppressWarnings("NullAway.Init")
    private static WebServer server;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Doors {

        @Bean
        StoresController stores() {
            return new StoresController(book);
        }
    }

    /** Everyone is ann here; who may do what is not asked of this door. */
    private static final class Ann extends HttpFilter {
        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return () -> "ann";
                        }
                    },
                    response);
        }
    }

    @BeforeAll
    static void open() throws SQLException {
        Database portal = Testbed.postgres();
        try (Connection connection = DriverManager.getConnection(portal.url(), portal.user(), portal.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA portal");
            statement.execute("CREATE TABLE portal.connected_store (id VARCHAR PRIMARY KEY, jdbc_url VARCHAR,"
                    + " username VARCHAR, password_sealed BYTEA, connected_by VARCHAR, connected_at TIMESTAMPTZ)");
        }
        book = new StoreBook(
                JdbcClient.create(new DriverManagerDataSource(portal.url(), portal.user(), portal.password())),
                new PasswordSeal(folder.resolve("key")),
                new JdbcDrivers(folder.resolve("drivers")),
                folder.resolve("scratch"));
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Doors.class, ProblemAdvice.class);
        server = WebServers.in(folder).getWebServer(servlets -> {
            servlets.addServlet("doors", new DispatcherServlet(context)).addMapping("/");
            servlets.addFilter("ann", new Ann())
                    .addMappingForUrlPatterns(EnumSet.of(jakarta.servlet.DispatcherType.REQUEST), true, "/*");
        });
        server.start();
    }

    @AfterAll
    static void shut() {
        server.stop();
        book.close();
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/api/v1/stores" + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains(code).doesNotContain("secret");
    }

    @Test
    void disconnectingWhatIsNotConnectedIsAProblem() throws Exception {
        HttpResponse<String> response = send("DELETE", "/nowhere", "");

        assertProblem(response, 404, "store-not-connected");
        assertThat(response.body()).contains("nowhere", "/api/v1/stores");
    }

    @Test
    void aConnectedStoreIsListedAndCanBeDisconnected() throws Exception {
        String body = "{\"jdbc_url\": \"jdbc:trino://trino.example:8080/hive\", \"user\": \"ann\"}";

        assertThat(send("PUT", "/shop", body).statusCode()).isEqualTo(200);
        assertThat(send("GET", "", "").body()).contains("jdbc:trino://trino.example:8080/hive");
        assertThat(send("DELETE", "/shop", "").statusCode()).isEqualTo(204);
        assertThat(send("GET", "", "").body()).doesNotContain("trino.example");
    }

    @Test
    void anAddressThatIsNotTakenSaysHowToWriteIt() throws Exception {
        assertProblem(
                send("PUT", "/shop", "{\"jdbc_url\": \"jdbc:snowflake://acme.example/?password=secret\"}"),
                422,
                "unsupported-jdbc-url");
        HttpResponse<String> response = send("PUT", "/shop", "{\"jdbc_url\": \"jdbc:trino://trino.example\"}");
        assertProblem(response, 422, "unsupported-jdbc-url");
        assertThat(response.body()).contains("jdbc:trino://host:port/catalog");
    }

    @Test
    void aDriverThatIsMissingIsNamedWithItsFolder() throws Exception {
        String body = "{\"jdbc_url\": \"jdbc:clickhouse:https://ch.example:8443/shop\", \"user\": \"ann\","
                + " \"password\": \"secret\"}";

        HttpResponse<String> response = send("PUT", "/shop", body);

        assertProblem(response, 422, "jdbc-driver-missing");
        assertThat(response.body())
                .contains(
                        "com.clickhouse:clickhouse-jdbc",
                        folder.resolve("drivers/clickhouse").toString());
        assertThat(send("GET", "", "").body()).doesNotContain("ch.example");
    }
}
