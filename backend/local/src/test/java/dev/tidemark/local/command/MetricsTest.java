package dev.tidemark.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private byte[] body = new byte[0];
    private int status = 200;
    private String answer = "{}";
    private HttpServer portal;

    MetricsTest() throws IOException {
        portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() throws IOException {
        portal.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            body = exchange.getRequestBody().readAllBytes();
            byte[] text = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        portal.start();
        Files.writeString(
                home.resolve("ports.json"),
                "{\"portal\": " + portal.getAddress().getPort() + "}");
        Files.writeString(home.resolve("demo-credentials.json"), "{\"api_tokens\": {\"admin\": \"t-admin\"}}");
    }

    @AfterEach
    void stop() {
        portal.stop(0);
    }

    private int run(String... args) throws IOException, InterruptedException {
        return new Metrics(home, Map.of(), new PrintStream(out, true, UTF_8)).run(List.of(args));
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    @Test
    void anExportIsTheDocumentWithItsLossesAsComments() throws Exception {
        answer = """
                {"document": "version: 0.2.0.dev0\\n", "losses": [{"where": "metrics/again", "what": "The metric",
                 "consequence": "It is\\nnot written.", "remedy": "Ask for it here."}]}""";
        assertThat(run("export", "--format", "ossie", "--workspace", "shop")).isZero();
        assertThat(asked.getFirst()).startsWith("GET /api/v1/workspaces/shop/export?format=ossie ");
        assertThat(printed()).startsWith("version: 0.2.0.dev0\n# lost  metrics/again: The metric");
        assertThat(printed().lines().skip(1)).allMatch(line -> line.startsWith("# "));
    }

    @Test
    void anExportIntoAFileTellsItsLosses() throws Exception {
        answer = "{\"document\": \"version: 0.2.0.dev0\\n\", \"losses\": []}";
        Path file = home.resolve("shop.yaml");
        assertThat(run("export", "--out", file.toString())).isZero();
        assertThat(file).hasContent("version: 0.2.0.dev0");
        assertThat(printed()).isEqualTo("0 things other readers do not learn" + System.lineSeparator());
    }

    @Test
    void aFolderIsValidatedAsAZipOfItsDefinitions() throws Exception {
        Path folder = Files.createDirectories(home.resolve("definitions/deep"));
        Files.writeString(folder.resolve("a.yaml"), "metrics: []");
        Files.writeString(folder.resolve("b.txt"), "no definition");
        answer = "{\"semantic_models\": 1, \"metrics\": 2}";
        assertThat(run("validate", home.resolve("definitions").toString(), "--workspace", "shop", "--set", "s=x"))
                .isZero();
        assertThat(asked).containsExactly("POST /api/v1/workspaces/shop/validate?set=s%3Dx Bearer t-admin");
        assertThat(entries(body)).containsExactly("deep/a.yaml");
        assertThat(printed()).isEqualToIgnoringNewLines("1 semantic models and 2 metrics hold together");
    }

    private static List<String> entries(byte[] zipped) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void everyFaultHasItsPlaceAndTheRemedyStandsBelow() throws Exception {
        status = 422;
        answer = """
                {"title": "Broken", "detail": "2 faults", "remedy": "Correct them.",
                 "errors": [{"pointer": "metrics/a.yaml:3", "detail": "no measure x"}, {"pointer": "metrics/a.yaml:9", "detail": "no metric y"}]}""";
        assertThat(run("validate", home.toString())).isOne();
        assertThat(printed().lines())
                .containsExactly(
                        "Broken",
                        "  metrics/a.yaml:3  no measure x",
                        "  metrics/a.yaml:9  no metric y",
                        "  → Correct them.");
    }

    @Test
    void aDiffSaysWhatEachChangeMeans() throws Exception {
        answer = """
                {"workspace": "shop", "changes": [{"metric": "revenue", "kind": "changes_numbers", "differences": ["has another filter"],
                 "version_called_for": "2.0.0"}]}""";
        assertThat(run("diff", home.toString())).isZero();
        assertThat(printed().lines())
                .containsExactly(
                        "changes numbers  revenue  (calls for version 2.0.0)",
                        "    has another filter",
                        "1 metric changes in shop");
    }

    @Test
    void anAnswerIsATableWithItsReceipt() throws Exception {
        answer = """
                {"columns": [{"name": "order__country", "type": "string"}, {"name": "revenue", "type": "decimal", "unit": "GBP"}],
                 "rows": [["France", "812.20"], ["UK", "7.00"], [null, null]],
                 "receipt": {"id": "r-1", "complete_through": "2026-11-26T12:00:00Z", "cost": {"actual": "0.0027", "currency": "USD"},
                             "spans": [{"store": "warehouse", "table": "model.fact_orders"}]}}""";
        assertThat(run(
                        "query",
                        "--metrics",
                        "revenue, orders",
                        "--group-by",
                        "order__country",
                        "--where",
                        "a = 1",
                        "--where",
                        "b = 2",
                        "--start",
                        "2026-11-01",
                        "--limit",
                        "3",
                        "--max-staleness",
                        "PT15M"))
                .isZero();
        assertThat(new String(body, UTF_8))
                .contains("\"metrics\":[\"revenue\",\"orders\"]")
                .contains("\"where\":[\"a = 1\",\"b = 2\"]")
                .contains("\"time_range\":{\"start\":\"2026-11-01T00:00:00Z\"}")
                .contains("\"limit\":3")
                .contains("\"demands\":{\"max_staleness\":\"PT15M\"}");
        assertThat(printed().lines())
                .containsExactly(
                        "order__country  revenue GBP",
                        "France               812.20",
                        "UK                     7.00",
                        "",
                        "receipt r-1: warehouse model.fact_orders, complete through 2026-11-26T12:00:00Z, 0.0027 USD");
    }

    @Test
    void anExplanationHasTheWayItsRivalsAndTheSql() throws Exception {
        answer = """
                {"why": [{"candidate": "warehouse model.fact_orders", "detail": "the freshest exact way"}],
                 "rejected": [{"candidate": "realtime orders_rt", "reason": "RETENTION", "detail": "keeps ten days"}],
                 "cost": {"estimated": "0.001", "currency": "USD"},
                 "spans": [{"store": "warehouse", "table": "model.fact_orders", "sql": "SELECT 1"}]}""";
        assertThat(run("explain", "--metrics", "revenue")).isZero();
        assertThat(asked.getFirst()).startsWith("POST /api/v1/query/explain ");
        assertThat(printed().lines())
                .containsExactly(
                        "chosen    warehouse model.fact_orders: the freshest exact way",
                        "rejected  realtime orders_rt: RETENTION, keeps ten days",
                        "estimate  0.001 USD",
                        "",
                        "-- warehouse model.fact_orders",
                        "SELECT 1");
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        assertThatThrownBy(() -> run("count"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("validate, diff");
        assertThatThrownBy(() -> run("query", "--limit", "3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--metrics");
        assertThatThrownBy(() -> run("query", "--metrics", "a", "--limit", "few"))
                .hasMessageContaining("few");
        assertThatThrownBy(() -> run("query", "--metrics", "a", "--wher", "x")).hasMessageContaining("--where");
        assertThatThrownBy(() -> run("query", "--metrics")).hasMessageContaining("value after --metrics");
        assertThatThrownBy(() -> run("validate", home.resolve("nothing").toString()))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> run("import", home.toString(), "--workspace", "w"))
                .hasMessageContaining("--store");
        assertThatThrownBy(() -> run(
                        "query",
                        "--metrics",
                        "a",
                        "--home",
                        home.resolve("other").toString()))
                .hasMessageContaining("./tidemark up");
    }
}
