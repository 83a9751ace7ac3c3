package dev.tidemark.server.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.Askers;
import dev.tidemark.router.PriceBook;
import dev.tidemark.router.Receipt;
import dev.tidemark.router.Receipts;
import dev.tidemark.router.Router;
import dev.tidemark.router.RouterSettings;
import dev.tidemark.router.Safeguards;
import dev.tidemark.router.export.Exported;
import dev.tidemark.router.rest.QueryController;
import dev.tidemark.server.WebServers;
import dev.tidemark.stores.FailingStore;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Files over HTTP, as a client sees them. */
class ExportDoorTest {

    private static final int ROWS = 400_000;

    private static final String DEFINITIONS = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: at}
                primary_entity: order
                dimensions:
                  - {name: at, type: time, type_params: {time_granularity: second}}
                  - {name: order_id, type: categorical}
                measures:
                  - {name: revenue, agg: sum, expr: amount, create_metric: true}
                config: {meta: {tidemark: {bindings: [{store: large, table: main.orders, time_column: at}]}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore orders;

    private static final BlockingQueue<Receipt> RECEIPTS = new LinkedBlockingQueue<>();
    private static final AtomicLong FAILS_AFTER = new AtomicLong(Long.MAX_VALUE);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private static WebServer server;

    @SuppressWarnings("NullAway.Init")
    private static QueryController controller;

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Doors {

        @Bean
        QueryController queries() {
            return controller;
        }
    }

    @BeforeAll
    static void open() throws SQLException {
        Path file = folder.resolve("orders.db");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            connection.createStatement().execute("""
                    CREATE TABLE orders AS SELECT CASE WHEN i = 1 THEN '=1+2' WHEN i = 2 THEN '' WHEN i = 3 THEN NULL ELSE 'order ' || i END AS order_id,
                      TIMESTAMPTZ '2026-11-01 00:00:00Z' + INTERVAL '1 second' * i AS "at", (i / 100.0)::DECIMAL(12, 2) AS amount
                    FROM range(1, %d) t(i)""".formatted(ROWS + 1));
        }
        orders = new JdbcStore(
                JdbcSettings.of(new StoreName("large"), "jdbc:duckdb:" + file, "", ""), Clock.systemUTC());
        MetricCatalog catalog = MetricCatalog.of("storefront", "c", Map.of("orders.yaml", DEFINITIONS));
        Router router = new Router(
                () -> Map.of("storefront", catalog),
                List.of(new FailingStore(
                        orders,
                        FAILS_AFTER::get,
                        new ProblemException(StoreProblem.UNAVAILABLE, "large", "it was shut down"))),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE.withReceipts(RECEIPTS::add),
                Clock.systemUTC());
        Receipts none = new Receipts(
                new JdbcTemplate(new DriverManagerDataSource("jdbc:duckdb:")), Duration.ofDays(1), Clock.systemUTC());
        controller = new QueryController(router, none, Askers::byName);
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Doors.class, ProblemAdvice.class);
        TomcatServletWebServerFactory factory = WebServers.in(folder);
        ResponsesConfiguration.brokenResponses().customize(factory);
        server = factory.getWebServer(servlets ->
                servlets.addServlet("doors", new DispatcherServlet(context)).addMapping("/"));
        server.start();
    }

    @AfterAll
    static void shut() {
        server.stop();
        orders.close();
    }

    @AfterEach
    void heal() {
        FAILS_AFTER.set(Long.MAX_VALUE);
        RECEIPTS.clear();
    }

    private static HttpRequest question(String accept, String where) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/api/v1/query"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"metrics": ["revenue"], "group_by": ["order__order_id", "metric_time__second"]%s}""".formatted(where)))
                .build();
    }

    private static final String THREE = ", \"time_range\": {\"end\": \"2026-11-01T00:00:05Z\"}";

    private static HttpResponse<String> ask(String accept, String where) throws IOException, InterruptedException {
        return HTTP.send(question(accept, where), HttpResponse.BodyHandlers.ofString());
    }

    private static Receipt receipt() throws InterruptedException {
        return Objects.requireNonNull(RECEIPTS.poll(30, TimeUnit.SECONDS), "no receipt came");
    }

    private static Exported export() throws InterruptedException {
        return Objects.requireNonNull(receipt().export());
    }

    @Test
    void csvTellsAbsentFromEmptyAndLinksItsReceipt() throws Exception {
        HttpResponse<String> response = ask("text/csv", THREE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv;charset=utf-8");
        assertThat(response.body()).isEqualTo("""
                "order__order_id","metric_time__second","revenue"\r
                "",2026-11-01T00:00:02Z,0.02\r
                "=1+2",2026-11-01T00:00:01Z,0.01\r
                "order 4",2026-11-01T00:00:04Z,0.04\r
                ,2026-11-01T00:00:03Z,0.03\r
                """);
        Receipt receipt = receipt();
        assertThat(response.headers().firstValue("Tidemark-Receipt"))
                .hasValue("</api/v1/receipts/" + receipt.id() + ">; rel=\"receipt\"");
        assertThat(Objects.requireNonNull(receipt.export()).bytes())
                .isEqualTo(response.body().length());
    }

    @Test
    void spreadsheetsGetNoFormulas() throws Exception {
        assertThat(ask("text/csv;formulas=guarded", THREE).body()).contains("\"'=1+2\"");
    }

    @Test
    void jsonIsForThoseWhoAcceptItMostOrAnything() throws Exception {
        for (String accept : List.of("*/*", "application/json", "text/csv;q=0.1, application/json")) {
            assertThat(ask(accept, THREE).headers().firstValue("Content-Type"))
                    .as(accept)
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        }
    }

    @Test
    void whatIsNotOfferedIsSaid() throws Exception {
        assertThat(ask("application/pdf", THREE).statusCode()).isEqualTo(406);
    }

    @Test
    void aBadQuestionIsAProblemAndNoFile() throws Exception {
        HttpResponse<String> response = ask("text/csv", ", \"where\": [\"nothing__here = 1\"]");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aFileThatBreaksOffEndsInAnErrorForItsReader() throws Exception {
        FAILS_AFTER.set(300_000);

        assertThatThrownBy(() -> ask("text/csv", "")).isInstanceOf(IOException.class);
        Exported export = export();
        assertThat(export.whole()).isFalse();
        assertThat(export.refusal()).isEqualTo("store-unavailable");
        assertThat(export.rows()).isBetween(100_000L, 300_000L);
    }

    @Test
    void aReaderThatLeavesStopsTheExport() throws Exception {
        HttpResponse<InputStream> response =
                HTTP.send(question("text/csv", ""), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(10_000)).hasSize(10_000);
        }

        Exported export = export();
        assertThat(export.whole()).isFalse();
        assertThat(export.refusal()).isEqualTo("question-cancelled");
        assertThat(export.rows()).isLessThan(ROWS);
    }

    @Test
    void aWholeFileHasEveryRow() throws Exception {
        HttpResponse<String> response = ask("text/csv", "");

        assertThat(response.body().lines().count()).isEqualTo(ROWS + 1);
        Exported export = export();
        assertThat(export.whole()).isTrue();
        assertThat(export.rows()).isEqualTo(ROWS);
    }
}
