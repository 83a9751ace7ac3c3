package dev.tidemark.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.definitions.DefinitionsRepository;
import dev.tidemark.server.WebServers;
import dev.tidemark.server.problems.ProblemAdvice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents of Ossie over HTTP, as a client sees them. */
class OssieDoorTest {

    private static final String NATIVE = """
            semantic_models:
              - name: orders
                defaults: {agg_time_dimension: at}
                primary_entity: order
                dimensions: [{name: at, type: time, type_params: {time_granularity: day}}]
                measures: [{name: amount, agg: sum}]
                config: {meta: {tidemark: {bindings: [{store: warehouse, table: shop.orders, time_column: at}]}}}
            metrics:
              - {name: revenue, type: simple, type_params: {measure: amount}}
              - {name: so_far, type: cumulative, type_params: {measure: amount}}
            """;

    private static final String OSSIE = """
            version: 0.1.1
            semantic_model:
              - name: shop
                datasets:
                  - name: orders
                    source: shop.orders
                    fields:
                      - {name: at, expression: {dialects: [{dialect: ANSI_SQL, expression: at}]}, dimension: {is_time: true}}
                metrics:
                  - {name: revenue, expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(orders.amount)}]}}
                  - {name: spread, expression: {dialects: [{dialect: ANSI_SQL, expression: STDDEV_POP(orders.amount)}]}}
            """;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static DefinitionsRepository definitions;

    @SuppressWarnings("NullAway.Init")
    private static WebServer server;

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Doors {

        @Bean
        Imports imports() {
            MetricCatalog catalog = MetricCatalog.of("shop", "c0ffee", Map.of("orders.yaml", NATIVE));
            return new Imports(definitions, List::of, () -> Map.of("shop", catalog));
        }

        @Bean
        ReviewController reviews(Imports imports) {
            return new ReviewController(imports);
        }

        @Bean
        ExportController exports(Imports imports) {
            return new ExportController(imports);
        }
    }

    @BeforeAll
    static void open() {
        definitions = DefinitionsRepository.open(folder.resolve("definitions.git"));
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Doors.class, ProblemAdvice.class);
        server = WebServers.in(folder)
                .getWebServer(servlets -> servlets.addServlet("doors", new DispatcherServlet(context))
                        .addMapping("/"));
        server.start();
    }

    @AfterAll
    static void shut() {
        server.stop();
        definitions.close();
    }

    @Test
    void whatIsLostIsInTheAnswer() throws Exception {
        HttpResponse<String> response = validate("shop.json.yaml", OSSIE);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.get("metrics").asInt()).isEqualTo(1);
        assertThat(answer.get("losses").toString()).contains("shop.json.yaml:11", "metrics/spread", "STDDEV_POP");
    }

    @Test
    void aDocumentThatIsWrongIsRefusedWithItsLine() throws Exception {
        HttpResponse<String> response = validate("shop.yaml", OSSIE.replace("source: shop.orders", "source: [shop]"));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("shop.yaml:6", "must be a text");
    }

    @Test
    void anImportIsKept() {
        byte[] zip = zip("shop.yaml", OSSIE);
        Imports imports = new Imports(definitions, List::of, Map::of);
        Imports.Taken taken = imports.take("taken", zip, "warehouse", Map.of(), "ada");
        assertThat(taken.metrics()).isEqualTo(1);
        assertThat(taken.losses()).isNotEmpty();
        assertThat(definitions.current().commit()).isNotNull();
    }

    @Test
    void anExportHasItsLossesAndComesBack() throws Exception {
        HttpResponse<String> response = export("ossie", "application/json");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.get("format_version").asString()).isEqualTo("0.2.0.dev0");
        assertThat(answer.get("losses").toString()).contains("metrics/so_far");
        JsonNode back = JSON.readTree(
                validate("back.yaml", answer.get("document").asString()).body());
        assertThat(back.get("metrics").asInt()).isEqualTo(2);
        assertThat(back.get("losses").size()).isZero();
    }

    @Test
    void whoAcceptsYamlGetsTheDocumentAlone() throws Exception {
        HttpResponse<String> response = export("ossie", "application/yaml");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(response.body()).startsWith("version: 0.2.0.dev0");
    }

    @Test
    void anotherFormatIsRefused() throws Exception {
        assertThat(export("lookml", "application/json").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> export(String format, String accept) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri("export?format=" + format))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> validate(String file, String text) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri("validate"))
                        .header("Content-Type", "application/zip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zip(file, text)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String door) {
        return URI.create("http://localhost:" + server.getPort() + "/api/v1/workspaces/shop/" + door);
    }

    private static byte[] zip(String file, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
