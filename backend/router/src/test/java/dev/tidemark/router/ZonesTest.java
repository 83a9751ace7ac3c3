package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stores.StoreName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, hours and weeks are those of the question's zone, also where clocks are put forward or back. */
class ZonesTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/London, 2026-03-29T01:00:00Z",
        "Europe/London, 2026-10-25T01:00:00Z",
        "America/New_York, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-11-01T06:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:30:00Z",
        "Asia/Kolkata, 2026-06-30T18:30:00Z"
    })
    void bucketsAreThoseOfJavaTime(String name, Instant transition) {
        ZoneId zone = ZoneId.of(name);
        List<Instant> times = new ArrayList<>();
        for (int i = -300; i < 300; i++) {
            times.add(transition.plus(Duration.ofMinutes(10L * i + 3)));
        }
        String values = times.stream()
                .map(time -> "('s', 'p', 'q', TIMESTAMPTZ '" + time + "', 'c', 1::DECIMAL(12, 2))")
                .collect(Collectors.joining(", "));
        try (MemoryStore store = new MemoryStore(StoreName.WAREHOUSE)
                .with(
                        "model.sales",
                        "SELECT * FROM (VALUES " + values
                                + ") t(sale_id, product_id, person_id, sold_at, campaign, amount)",
                        Instant.parse("2030-01-01T00:00:00Z"),
                        Instant.EPOCH)) {
            Router router = Ledger.router(store);
            for (String grain : List.of("hour", "day", "week", "month", "quarter", "year")) {
                MetricQuery query = MetricQuery.of("ledger", "sales")
                        .withGroupBy("metric_time__" + grain)
                        .withTimeZone(name);
                assertThat(counts(router, query)).as(grain).isEqualTo(expected(times, zone, grain, DayOfWeek.MONDAY));
            }
            MetricQuery sundays = MetricQuery.of("ledger", "sales")
                    .withGroupBy("metric_time__week")
                    .withWeekStart(DayOfWeek.SUNDAY)
                    .withTimeZone(name);
            assertThat(counts(router, sundays)).isEqualTo(expected(times, zone, "week", DayOfWeek.SUNDAY));
        }
    }

    private static Map<Instant, Long> counts(Router router, MetricQuery query) {
        Map<Instant, Long> counts = new TreeMap<>();
        router.answer(query, Shop.ASKER)
                .rows()
                .forEach(row -> counts.put(
                        ((java.time.OffsetDateTime) java.util.Objects.requireNonNull(row.get(0))).toInstant(),
                        (Long) row.get(1)));
        return counts;
    }

    private static Map<Instant, Long> expected(List<Instant> times, ZoneId zone, String grain, DayOfWeek weekStart) {
        Map<Instant, Long> counts = new TreeMap<>();
        times.forEach(time -> counts.merge(start(time, zone, grain, weekStart), 1L, Long::sum));
        return counts;
    }

    private static Instant start(Instant time, ZoneId zone, String grain, DayOfWeek weekStart) {
        LocalDateTime local = time.atZone(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate();
        return switch (grain) {
            case "hour" -> time.minus(Duration.between(local.truncatedTo(ChronoUnit.HOURS), local));
            case "day" -> day.atStartOfDay(zone).toInstant();
            case "week" ->
                day.with(TemporalAdjusters.previousOrSame(weekStart))
                        .atStartOfDay(zone)
                        .toInstant();
            case "month" -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            case "quarter" ->
                day.with(day.getMonth().firstMonthOfQuarter())
                        .withDayOfMonth(1)
                        .atStartOfDay(zone)
                        .toInstant();
            default -> day.withDayOfYear(1).atStartOfDay(zone).toInstant();
        };
    }
}
