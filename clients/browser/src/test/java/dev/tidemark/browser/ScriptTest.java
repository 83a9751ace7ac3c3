package dev.tidemark.browser;

import static dev.tidemark.browser.Shop.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that a page tracked is stored at least once, in order, with one id; whatever happens to the collector or the page. */
@Tag("browser")
class ScriptTest {

    private static final String OPTIONS =
            "key: 'a key', linger: 20, pause: 5, timeout: 700, onProblem: e => problems.push(e)";

    @SuppressWarnings("NullAway.Init")
    private static Shop shop;

    @SuppressWarnings("NullAway.Init")
    private FakeCollector collector;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void shut() {
        shop.close();
    }

    @BeforeEach
    void start() {
        collector = new FakeCollector(ScriptSizeTest.script());
        show(OPTIONS);
    }

    private void show(String options) {
        shop.shows(Shop.STUB + "<script async src='" + collector.address() + "/v1/tidemark.js'></script>"
                + "<script>problems = []; tidemark('init', {" + options + "}); tidemark('user', 'u-1')</script>");
    }

    @AfterEach
    void stop() {
        collector.close();
        shop.visitor().pages().forEach(Page::close);
        shop.shows("");
        try (Page page = shop.open()) {
            page.evaluate("localStorage.clear()");
        }
    }

    private static void track(Page page, int from, int to) {
        page.evaluate(
                "([from, to]) => { for (let n = from; n < to; n++) tidemark('track', 'item_viewed', {n}) }",
                List.of(from, to));
    }

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private static void untilNothingWaits(Page page) {
        until(() -> assertThat(waiting(page)).isEmpty());
    }

    private static List<?> waiting(Page page) {
        return (List<?>) page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('tidemark.q.'))");
    }

    @Test
    void whatAPageSaysBeforeTheScriptIsThereIsSentWithItsTime() {
        shop.shows(Shop.STUB
                + "<script>began = Date.now(); tidemark('track', 'item_viewed', {n: 0}); tidemark('init', {key: 'a key', linger: 20});"
                + "tidemark('user', 'u-7'); tidemark('track', 'item_viewed', {n: 1}, {schema_version: 2})</script>");
        try (Page page = shop.open()) {
            double began = ((Number) page.evaluate("began")).doubleValue();
            page.waitForTimeout(20);
            double loaded = ((Number) page.evaluate("Date.now()")).doubleValue();
            page.evaluate(
                    "src => new Promise(done => { let s = document.createElement('script'); s.src = src; s.onload = done; document.head.append(s) })",
                    collector.address() + "/v1/tidemark.js");
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(2)));
            JsonNode first = collector.events.get(0);
            assertThat(first.get("type").asText()).isEqualTo("item_viewed");
            assertThat(first.get("event_id").asText())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat((double) Instant.parse(first.get("event_time").asText()).toEpochMilli())
                    .isBetween(began, loaded - 1);
            assertThat(first.has("user_id")).isFalse();
            JsonNode second = collector.events.get(1);
            assertThat(second.get("user_id").asText()).isEqualTo("u-7");
            assertThat(second.get("schema_version").asInt()).isEqualTo(2);
            assertThat(second.get("session_id")).isEqualTo(first.get("session_id"));
            assertThat(collector.queries).containsOnly("write_key=a%20key");
            assertThat(Instant.parse(collector.batches.get(0).get("sent_at").asText()))
                    .isAfterOrEqualTo(Instant.parse(second.get("event_time").asText()));
            untilNothingWaits(page);
        }
    }

    @Test
    void aCollectorThatDiesAndComesBackHasEverythingInOrder() {
        try (Page page = shop.open()) {
            track(page, 0, 10);
            until(() -> assertThat(collector.numbers()).hasSize(10));
            collector.die();
            track(page, 10, 130);
            collector.revive();
            track(page, 130, 140);
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(140)));
            assertThat(collector.ids()).hasSize(140);
            untilNothingWaits(page);
        }
    }

    @Test
    void whatAPageCouldNotSendTheNextOneSends() {
        collector.deaf(true);
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            track(page, 0, 3);
            page.navigate("about:blank");
        }
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            track(page, 3, 5);
        } // crashes: no event tells the page
        shop.shows("");
        try (Page page = shop.open()) {
            page.evaluate("""
                    Object.keys(localStorage).filter(k => k.startsWith('tidemark.q.')).forEach(k =>
                        localStorage[k] = localStorage[k].replace(/"t":\\d+/, '"t":' + (Date.now() - 61000)))
                    """);
        }
        collector.deaf(false);
        show(OPTIONS);
        try (Page page = shop.open()) {
            track(page, 5, 8);
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(8)));
            assertThat(collector.ids()).hasSize(8);
            untilNothingWaits(page);
        }
    }

    @Test
    void aPageThatIsLeftSendsABeacon() {
        show("key: 'k', linger: 600000");
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            page.waitForTimeout(50); // the first look for what others left
            track(page, 0, 3);
            page.navigate("about:blank");
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(3)));
        }
    }

    @Test
    void badAnswersAreNoAnswers() {
        collector.next(503, "Retry-After", "0");
        collector.next(500);
        collector.next(401);
        collector.next((exchange, batch) -> exchange.close());
        collector.next((exchange, batch) -> FakeCollector.answer(exchange, 207, "{\"results\":[]}"));
        collector.next((exchange, batch) -> FakeCollector.answer(exchange, 200, "a portal of a hotel"));
        collector.next((exchange, batch) -> {
            collector.store(batch); // it is taken, but half of the answer is all there is
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(207, 5_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        });
        collector.next((exchange, batch) -> {}); // silence
        try (Page page = shop.open()) {
            track(page, 0, 60);
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(60)));
            untilNothingWaits(page);
            assertThat(collector.ids()).hasSize(60);
            assertThat(page.evaluate("problems")).isEqualTo(List.of());
        }
    }

    @Test
    void aCollectorThatAsksForTimeGetsIt() {
        Instant[] asked = new Instant[1];
        collector.next((exchange, batch) -> {
            asked[0] = Instant.now();
            exchange.getResponseHeaders().set("Retry-After", "2");
            FakeCollector.answer(exchange, 429, "{}");
        });
        try (Page page = shop.open()) {
            track(page, 0, 1);
            until(() -> assertThat(collector.batches).isNotEmpty());
            page.evaluate("tidemark('flush')");
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(1)));
            assertThat(Duration.between(asked[0], Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(collector.batches).hasSize(2);
        }
    }

    @Test
    void whatIsRefusedIsToldAndNotSentAgain() {
        collector.says(results ->
                results.replaceFirst("\"status\":202", "\"status\":422,\"problem\":{\"code\":\"invalid-event\"}"));
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            track(page, 0, 3);
            untilNothingWaits(page);
            until(() -> assertThat(page.evaluate("problems.map(p => p.status + ' ' + p.problem.code)"))
                    .isEqualTo(List.of("422 invalid-event")));
            assertThat(collector.batches).hasSize(1);
        }
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsHalvedUntilTheCulpritIsAlone() {
        for (int i = 0; i < 3; i++) {
            collector.next(413); // eight, four and two
        }
        collector.next(413); // the first by itself
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            track(page, 0, 8);
            until(() -> assertThat(collector.numbers()).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7)));
            until(() -> assertThat(page.evaluate("problems.map(p => p.status)")).isEqualTo(List.of(413)));
        }
    }

    @Test
    void whoOptsOutSendsNothingAndKeepsNothing() {
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            collector.die();
            track(page, 0, 3);
            page.evaluate("tidemark('optOut')");
            track(page, 3, 6);
            collector.revive();
            page.reload();
            page.waitForFunction("tidemark.on");
            track(page, 6, 9);
            page.evaluate("tidemark('flush')");
            assertThat(page.evaluate("Object.keys(localStorage)")).isEqualTo(List.of("tidemark.out"));
            page.evaluate("tidemark('optIn')");
            track(page, 9, 10);
            until(() -> assertThat(collector.numbers()).isEqualTo(List.of(9)));
        }
    }

    @Test
    void aBrowserThatAsksNotToBeTrackedIsNotUnlessThePageSaysOtherwise() {
        try (Page page = shop.visitor().newPage()) {
            page.addInitScript("Object.defineProperty(navigator, 'doNotTrack', {value: '1'})");
            page.navigate(shop.address());
            page.waitForFunction("tidemark.on");
            track(page, 0, 1);
            assertThat(page.evaluate("Object.keys(localStorage)")).isEqualTo(List.of());
            show(OPTIONS + ", dnt: false");
            page.reload();
            track(page, 1, 2);
            until(() -> assertThat(collector.numbers()).isEqualTo(List.of(1)));
        }
    }

    @Test
    void theQueueIsBoundedAndAFullOneIsTold() {
        try (Page page = shop.open()) {
            page.waitForFunction("tidemark.on");
            collector.die();
            page.evaluate(
                    "for (let n = 0; n < 60; n++) tidemark('track', 'item_viewed', {n, text: 'x'.repeat(10000)})");
            until(() -> assertThat(((Number) page.evaluate("problems.length")).intValue())
                    .isBetween(10, 20));
            int kept = 60 - ((Number) page.evaluate("problems.length")).intValue();
            assertThat(page.evaluate("problems[0].problem.code")).isEqualTo("queue-full");
            collector.revive();
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(kept)));
        }
    }

    @Test
    void tabsDoNotTakeFromEachOther() {
        try (Page one = shop.open();
                Page two = shop.open()) {
            one.waitForFunction("tidemark.on");
            two.waitForFunction("tidemark.on");
            collector.die();
            track(one, 0, 40);
            track(two, 1000, 1040);
            collector.revive();
            until(() -> assertThat(collector.numbers()).hasSize(80));
            assertThat(collector.numbers().stream().filter(n -> n < 1000)).isEqualTo(upTo(40));
            assertThat(collector.numbers().stream().filter(n -> n >= 1000)).isSorted();
            assertThat(collector.ids()).hasSize(80);
            untilNothingWaits(one);
        }
    }

    @Test
    void nothingIsLostOrTurnedRoundWhateverHappens() {
        Random random = new Random(20261126);
        for (int i = 0; i < 25; i++) {
            switch (random.nextInt(5)) {
                case 0 -> collector.next(503, "Retry-After", "0");
                case 1 -> collector.next((exchange, batch) -> exchange.close());
                case 2 ->
                    collector.next((exchange, batch) -> {
                        collector.store(batch);
                        exchange.close();
                    });
                case 3 -> collector.next((exchange, batch) -> FakeCollector.answer(exchange, 207, "{"));
                default ->
                    collector.next((exchange, batch) -> {
                        collector.store(batch);
                        FakeCollector.answer(exchange, 207, FakeCollector.taken(batch));
                    });
            }
        }
        int sent = 0;
        for (int visit = 0; visit < 6; visit++) {
            try (Page page = shop.open()) {
                page.waitForFunction("tidemark.on");
                for (int burst = 0; burst < 5; burst++) {
                    int more = 1 + random.nextInt(30);
                    track(page, sent, sent + more);
                    sent += more;
                    page.waitForTimeout(random.nextInt(60));
                }
                page.navigate("about:blank");
            }
        }
        try (Page page = shop.open()) {
            int all = sent;
            until(() -> assertThat(collector.numbers()).isEqualTo(upTo(all)));
            untilNothingWaits(page);
            assertThat(collector.ids()).hasSize(all);
        }
    }
}
