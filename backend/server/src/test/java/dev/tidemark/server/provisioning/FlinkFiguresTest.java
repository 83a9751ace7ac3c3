package dev.tidemark.server.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over answers as Flink's REST interface gives them. */
class FlinkFiguresTest {

    private static final Map<String, String> ANSWERS = Map.of(
            "/jobs/overview",
            """
            {"jobs": [{"jid": "a1", "name": "archive", "state": "RUNNING", "start-time": 1000, "end-time": -1},
                      {"jid": "a0", "name": "old", "state": "CANCELED", "start-time": 1, "end-time": 900}]}""",
            "/jobs/a1",
            """
            {"jid": "a1", "start-time": 1000, "timestamps": {"CREATED": 1001, "RUNNING": 5000},
             "vertices": [{"parallelism": 1}, {"parallelism": 4}]}""",
            "/jobs/a1/checkpoints",
            """
            {"counts": {"failed": 3, "completed": 512},
             "latest": {"completed": {"latest_ack_timestamp": 9000, "checkpointed_size": 187100}}}""",
            "/jobs/a1/metrics?get=numRestarts",
            "[{\"id\": \"numRestarts\", \"value\": \"2\"}]");

    private HttpServer flink;

    @BeforeEach
    void start() throws IOException {
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.createContext("/", exchange -> {
            String answer = ANSWERS.get(exchange.getRequestURI().toString());
            byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        flink.start();
    }

    @AfterEach
    void stop() {
        flink.stop(0);
    }

    @Test
    void tellsOfEachJobThatHasNotEnded() {
        try (FlinkFigures figures = new FlinkFigures(address())) {
            assertThat(figures.now()).containsOnlyKeys("archive");
            FlinkFigures.Counted archive = Objects.requireNonNull(figures.now().get("archive"));

            assertThat(archive.id()).isEqualTo("a1");
            assertThat(archive.figures().since()).isEqualTo(Instant.ofEpochMilli(5000));
            assertThat(archive.figures().restarts()).isEqualTo(2);
            assertThat(archive.figures().parallelism()).isEqualTo(4);
            assertThat(archive.figures().checkpointBytes()).hasValue(187_100);
            assertThat(archive.figures().failedCheckpoints()).isEqualTo(3);
            assertThat(archive.lastCheckpoint()).contains(Instant.ofEpochMilli(9000));
        }
    }

    @Test
    void saysNothingWhileFlinkIsAway() {
        URI address = address();
        flink.stop(0);
        try (FlinkFigures figures = new FlinkFigures(address)) {
            assertThat(figures.now()).isEmpty();
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + flink.getAddress().getPort());
    }
}
