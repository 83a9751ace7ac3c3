package dev.tidemark.demo.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorTest {

    private final FakeCollector fake;

    CollectorTest() throws IOException {
        fake = new FakeCollector();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void events_arrive_in_their_order_with_the_key_of_their_source() throws InterruptedException {
        List<Event> events = events(1_203);
        assertThat(collector().send("web-shop", events)).isEqualTo(new Delivery(1_203, 0, List.of()));
        assertThat(fake.acceptedIds()).isEqualTo(events.stream().map(Event::id).toList());
        assertThat(fake.authorizations()).containsOnly("Bearer key-of-web-shop").hasSize(2);
    }

    @Test
    void a_collector_that_asks_to_wait_gets_the_same_events_again() throws InterruptedException {
        fake.willAnswer(429, 503, 429);
        assertThat(collector().send("web-shop", events(10)).accepted()).isEqualTo(10);
        assertThat(fake.acceptedIds()).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void single_events_that_were_not_taken_are_sent_again_alone() throws InterruptedException {
        Set<String> seen = new HashSet<>();
        fake.judgesBy(event -> {
            String id = event.path("event_id").asText();
            return id.endsWith("7") && seen.add(id) ? 503 : 202;
        });
        assertThat(collector().send("web-shop", events(40)).accepted()).isEqualTo(40);
        assertThat(fake.acceptedIds()).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void an_event_that_does_not_fit_is_reported_and_not_repeated() throws InterruptedException {
        fake.judgesBy(event -> event.path("event_id").asText().equals("e-3") ? 422 : 202);
        Delivery delivery = collector().send("web-shop", events(5));
        assertThat(delivery.accepted()).isEqualTo(4);
        assertThat(delivery.refused()).containsExactly(new Delivery.Refusal("e-3", 422, "does not fit"));
    }

    @Test
    void nobody_waits_longer_than_the_patience() {
        Collector impatient = new Collector(fake.address(), source -> Optional.empty(), Duration.ZERO);
        assertThatThrownBy(() -> impatient.send("web-shop", events(1)))
                .isInstanceOf(CollectorException.class)
                .hasMessageContaining("no write key for the source web-shop");
    }

    private Collector collector() {
        return new Collector(fake.address(), source -> Optional.of("key-of-" + source), Duration.ofSeconds(20));
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Event("e-" + i, "page_viewed", Instant.EPOCH, "web-shop", "u", null, Map.of("page", "/")))
                .toList();
    }
}
