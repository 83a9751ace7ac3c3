package dev.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for pages is there whatever else is not. */
class ScriptDoorTest {

    @TempDir
    private Path home;

    @Test
    void pagesGetTheScriptOnceAndThenOnlyWhenItChanges() {
        try (Collector collector = alone();
                Client client = new Client(collector.port())) {
            Client.Answer first = client.get("/v1/tidemark.js");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.response().body()).startsWith("// Tidemark").hasSizeLessThan(5 * 1024 + 1);
            assertThat(first.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
            assertThat(first.header("Cache-Control")).contains("public", "max-age");
            assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(first.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
            String tag = first.header("ETag");
            assertThat(tag).matches("\"[0-9a-f]{16}\"");

            Client.Answer again = client.send(client.request("/v1/tidemark.js").header("If-None-Match", "W/" + tag));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.response().body()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(client.send(client.request("/v1/tidemark.js").header("If-None-Match", "\"another\""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theScriptTakesNothing() {
        try (Collector collector = alone();
                Client client = new Client(collector.port())) {
            Client.Answer head = client.send(client.request("/v1/tidemark.js").method("HEAD", BodyPublishers.noBody()));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.response().body()).isEmpty();
            Client.Answer post = client.send(client.request("/v1/tidemark.js").POST(BodyPublishers.ofString("{}")));
            assertThat(post.status()).isEqualTo(405);
            assertThat(post.code()).isEqualTo("method-not-allowed");
            assertThat(post.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void pagesMayReadWhenToComeBack() {
        try (Collector collector = alone();
                Client client = new Client(collector.port())) {
            Client.Answer answer = client.send(
                    client.request("/v1/beacon?write_key=any").POST(BodyPublishers.ofString("{\"events\":[]}")));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("Retry-After");
        }
    }

    /** Neither Kafka nor a portal. */
    private Collector alone() {
        return Collector.start(
                new CollectorSettings(
                        "127.0.0.1",
                        0,
                        "127.0.0.1:1",
                        URI.create("http://127.0.0.1:1"),
                        Optional.empty(),
                        home.resolve("collection.json"),
                        CollectorSettings.Limits.DEFAULT,
                        Duration.ofSeconds(2),
                        CollectorSettings.Enrichment.DEFAULT,
                        Optional.empty()),
                InstantSource.system());
    }
}
