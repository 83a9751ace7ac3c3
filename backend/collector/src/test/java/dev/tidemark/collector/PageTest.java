package dev.tidemark.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.events.Envelope;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page of a shop in a real browser, which has its script from the collector and sends to it from another origin. */
@Tag("browser")
class PageTest extends WithCollector {

    private static BrowserType.LaunchOptions options() {
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setHeadless(true).setArgs(List.of("--no-sandbox"));
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(options::setExecutablePath);
        return options;
    }

    @Test
    void whatAPageTracksIsInKafkaAndWhatDoesNotFitIsTold() throws Exception {
        String html = """
                <!doctype html><script src='http://127.0.0.1:%d/v1/tidemark.js'></script><script>
                problems = []
                tidemark('init', {key: '%s', linger: 20, onProblem: problem => problems.push(problem)})
                tidemark('user', 'u-page')
                tidemark('track', 'order_placed', {order_id: 'from-a-page', amount: '12.50'})
                tidemark('track', 'order_placed', {order: 'misfit'})
                </script>""".formatted(client.port(), Example.STRICT_KEY);
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        shop.start();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(options());
                Page page = browser.newPage()) {
            page.navigate("http://127.0.0.1:" + shop.getAddress().getPort() + "/");
            page.waitForFunction("problems.length == 1");
            assertThat(page.evaluate("problems[0].problem.code")).isEqualTo("invalid-event");
            ConsumerRecord<byte[], byte[]> record = find(
                    prefix + "events.orders",
                    each -> each.key() != null && new String(each.key(), StandardCharsets.UTF_8).equals("u-page"));
            Envelope envelope = Envelope.fromHeaders(name -> header(record, name));
            assertThat(envelope.userId()).isEqualTo("u-page");
            assertThat(envelope.sessionId()).hasSize(36);
            assertThat(envelope.source()).isEqualTo("web-shop");
            page.waitForFunction("Object.keys(localStorage).every(name => !name.startsWith('tidemark.q.'))");
        } finally {
            shop.stop(0);
        }
    }
}
