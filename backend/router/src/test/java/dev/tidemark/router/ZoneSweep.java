package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.stores.Store;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every grain where clocks change, on a real engine, against what {@code java.time} says. One subclass for each engine. */
abstract class ZoneSweep {

    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final Duration AROUND = Duration.ofHours(50);
    private static final Duration STEP = Duration.ofMinutes(15);

    /** A change of the clocks. */
    enum Change {
        LONDON_SPRING("Europe/London", "2026-03-29T01:00:00Z"),
        LONDON_AUTUMN("Europe/London", "2026-10-25T01:00:00Z"),
        NEW_YORK_SPRING("America/New_York", "2026-03-08T07:00:00Z"),
        NEW_YORK_AUTUMN("America/New_York", "2026-11-01T06:00:00Z"),
        LORD_HOWE_BY_HALF_AN_HOUR("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        LORD_HOWE_AND_BACK("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
        KATHMANDU_BY_A_QUARTER("Asia/Kathmandu", "1985-12-31T18:30:00Z"),
        KATHMANDU_NEW_YEAR("Asia/Kathmandu", "2025-12-31T18:15:00Z"),
        SAO_PAULO_WITHOUT_MIDNIGHT("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
        SAO_PAULO_AUTUMN("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
        APIA_WITHOUT_A_DAY("Pacific/Apia", "2011-12-30T10:00:00Z"),
        HAVANA_WITH_TWO_MIDNIGHTS("America/Havana", "2020-11-01T05:00:00Z"),
        AZORES_WITH_TWO_MIDNIGHTS("Atlantic/Azores", "2020-10-25T01:00:00Z");

        final ZoneId zone;
        final Instant at;

        Change(String zone, String at) {
            this.zone = ZoneId.of(zone);
            this.at = Instant.parse(at);
        }

        /** Off the quarters of hours, so that no row lies on an edge that an engine could round. */
        List<Instant> times() {
            List<Instant> times = new ArrayList<>();
            for (Instant time = at.minus(AROUND).plusSeconds(181);
                    time.isBefore(at.plus(AROUND));
                    time = time.plus(STEP)) {
                times.add(time);
            }
            return times;
        }
    }

    /** The router over the engine, whose table has each change's times in the columns {@code change} and {@code at}. */
    protected abstract Router router();

    static Router router(Store store, String table) {
        String definitions = """
                semantic_models:
                  - name: ticks
                    defaults: {agg_time_dimension: at}
                    primary_entity: tick
                    dimensions:
                      - {name: at, type: time, type_params: {time_granularity: second}}
                      - {name: change, type: categorical, expr: clock_change}
                    measures:
                      - {name: ticks, agg: count, expr: clock_change, create_metric: true}
                    config: {meta: {tidemark: {bindings: [{store: %s, table: %s, time_column: ticked_at}]}}}
                """.formatted(store.name().word(), table);
        MetricCatalog catalog = MetricCatalog.of("clocks", "abc123", Map.of("metrics/ticks.yaml", definitions));
        return new Router(
                () -> Map.of("clocks", catalog),
                List.of(store),
                PriceBook.DEFAULT,
                RouterSettings.DEFAULT,
                Safeguards.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void bucketsAreThoseOfJavaTime(Change change) {
        for (String grain : List.of("hour", "day", "week", "month", "quarter", "year")) {
            assertThat(counts(change, grain, DayOfWeek.MONDAY))
                    .as(grain)
                    .isEqualTo(expected(change, grain, DayOfWeek.MONDAY));
        }
        for (DayOfWeek start : DayOfWeek.values()) {
            assertThat(counts(change, "week", start)).as(start.name()).isEqualTo(expected(change, "week", start));
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void conditionsOnDaysAreAboutThoseDays(Change change) {
        LocalDate day = change.at.atZone(change.zone).toLocalDate();
        for (LocalDate named : List.of(day.minusDays(1), day, day.plusDays(1))) {
            if (!named.atStartOfDay(change.zone).toLocalDate().equals(named)) {
                continue; // there was no such day
            }
            assertThat(filtered(change, "= '" + named + "'")).isEqualTo(count(change, named::equals));
            assertThat(filtered(change, "<= '" + named + "'")).isEqualTo(count(change, other -> !other.isAfter(named)));
            assertThat(filtered(change, "> '" + named + "'")).isEqualTo(count(change, other -> other.isAfter(named)));
        }
    }

    private static long count(Change change, Predicate<LocalDate> which) {
        return change.times().stream()
                .map(time -> time.atZone(change.zone).toLocalDate())
                .filter(which)
                .count();
    }

    private long filtered(Change change, String condition) {
        MetricQuery query = query(change)
                .withWhere("tick__change = '" + change + "'", "{{ TimeDimension('metric_time', 'day') }} " + condition);
        List<List<@Nullable Object>> rows = router().answer(query, Shop.ASKER).rows();
        return rows.isEmpty() || rows.getFirst().getFirst() == null
                ? 0
                : (Long) rows.getFirst().getFirst();
    }

    private static MetricQuery query(Change change) {
        return MetricQuery.of("clocks", "ticks").withTimeZone(change.zone.getId());
    }

    private Map<Instant, Long> counts(Change change, String grain, DayOfWeek weekStart) {
        MetricQuery query = query(change)
                .withGroupBy("metric_time__" + grain)
                .withWhere("tick__change = '" + change + "'")
                .withWeekStart(weekStart);
        Map<Instant, Long> counts = new TreeMap<>();
        router().answer(query, Shop.ASKER)
                .rows()
                .forEach(row -> counts.put(
                        ((OffsetDateTime) Objects.requireNonNull(row.get(0))).toInstant(), (Long) row.get(1)));
        return counts;
    }

    private static Map<Instant, Long> expected(Change change, String grain, DayOfWeek weekStart) {
        Map<Instant, Long> counts = new TreeMap<>();
        change.times().forEach(time -> counts.merge(start(time, change.zone, grain, weekStart), 1L, Long::sum));
        return counts;
    }

    private static Instant start(Instant time, ZoneId zone, String grain, DayOfWeek weekStart) {
        LocalDateTime local = time.atZone(zone).toLocalDateTime();
        LocalDate day = local.toLocalDate();
        LocalDate first = switch (grain) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(weekStart));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> day.with(day.getMonth().firstMonthOfQuarter()).withDayOfMonth(1);
            case "year" -> day.withDayOfYear(1);
            default -> day;
        };
        return grain.equals("hour")
                ? time.minus(Duration.between(local.truncatedTo(ChronoUnit.HOURS), local))
                : first.atStartOfDay(zone).toInstant();
    }
}
