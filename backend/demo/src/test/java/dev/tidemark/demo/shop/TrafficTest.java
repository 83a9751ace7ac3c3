package dev.tidemark.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.demo.collector.Event;
import dev.tidemark.events.JsonToAvro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Path EVENTS = Path.of("../../metrics-catalog/src/main/resources/workspaces/storefront/events");
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    @Test
    void the_same_seed_gives_the_same_events_and_another_seed_others() {
        List<Planned> first = history(17, START, 3);
        assertThat(history(17, START, 3)).isEqualTo(first);
        assertThat(history(18, START, 3)).isNotEqualTo(first);
    }

    @Test
    void a_day_is_the_same_wherever_the_past_begins() {
        Instant day = START.plus(Duration.ofDays(20));
        Set<Event> alone = startedOn(history(17, day, 1), day);
        Set<Event> afterOthers = startedOn(history(17, START, 21), day);
        assertThat(alone).isEqualTo(afterOthers).hasSizeGreaterThan(1_000);
    }

    @Test
    void the_past_has_about_two_thousand_events_a_day_and_a_few_hundred_orders() {
        List<Planned> month = history(17, START, 28);
        assertThat((long) month.size() / 28).isBetween(1_700L, 2_300L);
        assertThat(count(month, "order_placed") / 28).isBetween(200L, 400L);
        assertThat(count(month, "order_cancelled")).isPositive();
        assertThat(count(month, "refund_issued")).isPositive();
        assertThat(count(month, "customer_updated")).isPositive();
        assertThat(count(month, "product_updated")).isPositive();
    }

    @Test
    void events_come_in_the_order_of_their_arrival_and_some_are_late_or_doubled() {
        List<Planned> week = history(17, START, 7);
        assertThat(week).isSorted();
        assertThat(week.stream()
                        .filter(p -> lateness(p).compareTo(Duration.ofMinutes(10)) > 0)
                        .count())
                .isPositive();
        assertThat(week.stream().allMatch(p -> !lateness(p).isNegative())).isTrue();
        long distinct = week.stream().map(p -> p.event().id()).distinct().count();
        assertThat(week.size() - distinct).isBetween(20L, 150L);
    }

    @Test
    void everything_fits_its_schema_but_what_is_odd_on_purpose() throws IOException {
        Map<String, JsonToAvro> schemas = schemas();
        List<Planned> all = new ArrayList<>(history(17, START, 14));
        all.addAll(live(17, START, 3_600, 20));
        ObjectMapper json = new ObjectMapper();
        for (Planned planned : all) {
            JsonToAvro schema =
                    Optional.ofNullable(schemas.get(planned.event().type())).orElseThrow();
            JsonToAvro.Conversion conversion =
                    schema.convert(json.valueToTree(planned.event().properties()));
            assertThat(conversion)
                    .as("%s", planned)
                    .isInstanceOf(
                            planned.odd() ? JsonToAvro.Conversion.Misfits.class : JsonToAvro.Conversion.Fits.class);
        }
        assertThat(all.stream().filter(Planned::odd).count()).isPositive();
        Set<String> sent = new HashSet<>(schemas.keySet());
        sent.removeAll(Set.of("customer_changed", "product_changed")); // captured from the shop's database
        assertThat(all.stream().map(p -> p.event().type()).collect(Collectors.toSet()))
                .isEqualTo(sent);
    }

    @Test
    void now_runs_at_the_rate_that_was_asked_for() {
        long events = live(17, START, 1_800, 25).stream()
                .filter(p -> p.due().isAfter(START.plusSeconds(600)))
                .count();
        assertThat(events / 1_200.0).isBetween(21.0, 29.0);
    }

    private static List<Planned> history(long seed, Instant from, int days) {
        Traffic traffic = new Traffic(seed);
        Instant end = from.plus(Duration.ofDays(days));
        for (Instant minute = from; minute.isBefore(end); minute = minute.plusSeconds(60)) {
            traffic.minutePasses(minute);
        }
        return traffic.due(end);
    }

    private static List<Planned> live(long seed, Instant from, int seconds, double rate) {
        Traffic traffic = new Traffic(seed);
        for (int second = 0; second < seconds; second++) {
            traffic.secondPasses(from.plusSeconds(second), rate);
        }
        return traffic.due(from.plusSeconds(seconds));
    }

    private static Set<Event> startedOn(List<Planned> planned, Instant day) {
        String prefix = "h" + Long.toString(day.getEpochSecond() / 60, 36).substring(0, 2);
        return planned.stream()
                .map(Planned::event)
                .filter(event -> !event.time().isBefore(day.plus(Duration.ofHours(2))))
                .filter(event -> event.id().startsWith(prefix) && startOf(event).isAfter(day))
                .collect(Collectors.toSet());
    }

    private static Instant startOf(Event event) {
        String minute = event.id().substring(1, event.id().indexOf('-'));
        return Instant.ofEpochSecond(Long.parseLong(minute, 36) * 60);
    }

    private static Duration lateness(Planned planned) {
        return Duration.between(planned.event().time(), planned.due());
    }

    private static long count(List<Planned> planned, String type) {
        return planned.stream().filter(p -> p.event().type().equals(type)).count();
    }

    private static Map<String, JsonToAvro> schemas() throws IOException {
        Map<String, JsonToAvro> schemas = new HashMap<>();
        try (Stream<Path> paths = Files.walk(EVENTS)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".avsc")).toList()) {
                Schema schema = new Schema.Parser().parse(Files.readString(path));
                schemas.put(schema.getName(), JsonToAvro.of(schema));
            }
        }
        return schemas;
    }
}
