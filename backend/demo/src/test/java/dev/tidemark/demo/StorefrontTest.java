package dev.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.demo.collector.Collector;
import dev.tidemark.demo.collector.Dispatch;
import dev.tidemark.demo.collector.FakeCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorefrontTest {

    private static final Instant NOON = Instant.parse("2026-10-20T12:00:30Z");

    private final FakeCollector fake;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    StorefrontTest() throws IOException {
        fake = new FakeCollector();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void the_past_is_sent_once_and_a_later_start_fills_the_time_since() throws Exception {
        history("home", NOON);
        Set<String> first = new HashSet<>(fake.acceptedIds());
        assertThat(first).hasSizeGreaterThan(5_000);
        assertThat(said()).contains("0 refused unexpectedly");

        history("home", NOON.plus(Duration.ofHours(6)));
        List<String> all = fake.acceptedIds();
        List<Instant> later = fake.accepted().subList(all.size() - 50, all.size()).stream()
                .map(event -> Instant.parse(event.path("event_time").asText()))
                .toList();
        assertThat(new HashSet<>(all).size() - first.size()).isBetween(300, 1_200);
        assertThat(later).allMatch(time -> time.isAfter(NOON.minus(Duration.ofHours(7))));
    }

    @Test
    void loading_the_past_again_after_its_progress_was_lost_sends_nothing_new() throws Exception {
        history("home", NOON);
        Set<String> first = new HashSet<>(fake.acceptedIds());
        history("another-home", NOON);
        assertThat(new HashSet<>(fake.acceptedIds())).isEqualTo(first);
    }

    private void history(String home, Instant now) throws IOException, InterruptedException {
        Collector collector = new Collector(fake.address(), source -> Optional.of("key"), Duration.ofSeconds(20));
        try (Dispatch dispatch = new Dispatch(collector)) {
            new Storefront(
                            new Home(folder.resolve(home), Map.of()),
                            dispatch,
                            Clock.fixed(now, ZoneOffset.UTC),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            17,
                            2)
                    .history();
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
