package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of bad input gets its own clear answer: what is wrong, where, what to do next. */
@Tag("engines")
@Order(1)
class BadInputTest {

    private final Platform platform = Platform.running();

    @Test
    void malformedJsonIsAnsweredWithThePlaceOfTheFault() {
        expect(post("{\"event_id\": \"a\", "), 400, "malformed-json");
    }

    @Test
    void anUnknownTypeIsNamed() {
        Platform.Reply reply = post(changed(event -> event.put("type", "order_placd")));
        expect(reply, 422, "unknown-type");
        assertThat(reply.body()).contains("order_placed");
    }

    @Test
    void aWrongTypeInAFieldIsPointedAt() {
        Platform.Reply reply = post(changed(event -> event.put(
                "properties", Map.of("order_id", "o-1", "amount", 12, "currency", "GBP", "country", "France"))));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/properties/amount");
    }

    @Test
    void aMissingFieldAndAnUnknownFieldAreBothReported() {
        Platform.Reply reply = post(changed(event -> event.put(
                "properties", Map.of("order_id", "o-1", "currency", "GBP", "country", "France", "colour", "red"))));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").asString()))
                .contains("/properties/amount", "/properties/colour");
    }

    @Test
    void aTooLargeBodyIsRefused() {
        Platform.Reply reply = post("{\"padding\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}");
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void aBadKeyIsNotAuthenticated() {
        Platform.Reply reply = platform.collect(
                "/v1/events", Optional.of("nonsense"), Orders.json(Orders.placed("u", "1.00", "France")));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.response().headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(platform.collect("/v1/events", Optional.empty(), "{}").status())
                .isEqualTo(401);
    }

    @Test
    void aMissingIdIsRefusedByAStrictSource() {
        Platform.Reply reply = post(changed(event -> event.remove("event_id")));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/event_id");
    }

    @Test
    void aClockThatIsAYearOffIsToldBothTimes() {
        Platform.Reply ahead = post(changed(event ->
                event.put("event_time", Instant.now().plus(Duration.ofDays(366)).toString())));
        expect(ahead, 422, "event-time-ahead");
        Platform.Reply behind = post(changed(event -> event.put(
                "event_time", Instant.now().minus(Duration.ofDays(366)).toString())));
        expect(behind, 422, "event-time-too-old");
    }

    @Test
    void aBatchAnswersEachEventOnItsOwn() {
        Map<String, Object> good = Orders.placed("u-batch", "3.00", "France");
        Map<String, Object> bad = Orders.placed("u-batch", "3.00", "France");
        bad.put("type", "nothing_like_it");
        Platform.Reply reply = platform.collect(
                "/v1/batch",
                Optional.of(platform.writeKey("web-shop")),
                Orders.json(Map.of("events", List.of(good, bad))));
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json().get("rejected").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/results/0/status").asInt()).isEqualTo(202);
        assertThat(reply.json().at("/results/1/status").asInt()).isEqualTo(422);
    }

    @Test
    void aQueryForAnUnknownMetricSuggestsTheRightOne() {
        Platform.Reply reply = platform.ask(Map.of("metrics", List.of("revenu")));
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body()).contains("revenue");
    }

    private Platform.Reply post(String body) {
        return platform.collect("/v1/events", Optional.of(platform.writeKey("web-shop")), body);
    }

    private static String changed(Consumer<Map<String, Object>> change) {
        Map<String, Object> event = Orders.placed("u-bad", "12.50", "France");
        change.accept(event);
        return Orders.json(event);
    }

    private static void expect(Platform.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(reply.json().get("code").asString()).isEqualTo(code);
        assertThat(reply.json().get("remedy").asString()).isNotBlank();
    }
}
