package dev.tidemark.quality.internal;

import dev.tidemark.quality.Dataset;
import dev.tidemark.quality.DatasetName;
import dev.tidemark.quality.Hop;
import dev.tidemark.quality.Journey;
import dev.tidemark.quality.Journeys;
import dev.tidemark.quality.Stage;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds an event in the real-time tables, and from the tides when each later place had it. */
public final class StoreJourneys implements Journeys {

    private static final String COLUMNS =
            "event_id, event_type, source, event_time, received_at, appended_at, kafka_partition, kafka_offset";
    private static final String SUFFIX = "_rt";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long each step may take before it is the one to look at. */
    private static final Duration TO_COLLECTOR = Duration.ofSeconds(2);

    private static final Duration TO_KAFKA = Duration.ofSeconds(1);

    private final Store realtime;
    private final Supplier<List<Dataset>> datasets;
    private final TideBoard tides;

    public StoreJourneys(List<Store> stores, Supplier<List<Dataset>> datasets, TideBoard tides) {
        this.realtime = stores.stream()
                .filter(store -> store.name().equals(StoreName.REALTIME))
                .findFirst()
                .orElseThrow();
        this.datasets = datasets;
        this.tides = tides;
    }

    private record Found(String table, Row row) {}

    private record Row(List<Column> columns, List<@Nullable Object> values) {
        @Nullable Object get(String column) {
            int index = IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).name().equals(column))
                    .findFirst()
                    .orElseThrow();
            return values.get(index);
        }

        String text(String column) {
            return String.valueOf(get(column));
        }

        Instant instant(String column) {
            return (Instant) Objects.requireNonNull(get(column));
        }

        long number(String column) {
            return ((Number) Objects.requireNonNull(get(column))).longValue();
        }
    }

    @Override
    public Optional<Journey> of(String eventId) {
        return families()
                .flatMap(table -> find(table, "event_id = ? LIMIT 1", eventId).stream())
                .findFirst()
                .map(this::journey);
    }

    @Override
    public Optional<Journey> latest() {
        return families()
                .flatMap(table ->
                        find(table, "event_type <> ? ORDER BY appended_at DESC LIMIT 1", "tidemark.heartbeat").stream())
                .max(Comparator.comparing(found -> found.row().instant("appended_at")))
                .map(this::journey);
    }

    private java.util.stream.Stream<String> families() {
        return datasets.get().stream()
                .map(Dataset::name)
                .filter(name -> name.store().equals(StoreName.REALTIME.word()))
                .map(DatasetName::table)
                .filter(table ->
                        table.endsWith(SUFFIX) && archived(family(table)).isPresent());
    }

    private Optional<Found> find(String table, String condition, String value) {
        TableName name = new TableName("", table);
        StoreAnswer answer = realtime.query(new StoreQuery(
                "SELECT " + COLUMNS + " FROM " + table + " WHERE " + condition,
                List.of(value),
                List.of(new TableUse(name, OptionalLong.empty(), Optional.empty())),
                PATIENCE,
                1));
        return answer.rows().stream().findFirst().map(values -> new Found(table, new Row(answer.columns(), values)));
    }

    private Journey journey(Found found) {
        Row row = found.row();
        String family = family(found.table());
        Instant emitted = row.instant("event_time");
        Instant received = row.instant("received_at");
        Instant appended = row.instant("appended_at");
        List<Hop> hops = new ArrayList<>();
        hops.add(new Hop(
                Stage.EMITTED, Optional.of(emitted), false, Optional.empty(), Duration.ZERO, row.text("source")));
        hops.add(hop(Stage.RECEIVED, Optional.of(received), false, emitted, TO_COLLECTOR, "collector"));
        hops.add(hop(Stage.APPENDED, Optional.of(appended), false, received, TO_KAFKA, "events." + family));
        DatasetName table = new DatasetName(StoreName.REALTIME.word(), found.table());
        hops.add(seen(Stage.QUERYABLE, table, appended, Dataset.REALTIME_PROMISE));
        archived(family).ifPresent(raw -> hops.add(seen(Stage.ARCHIVED, raw, appended, Dataset.ARCHIVE_PROMISE)));
        modeled(family).ifPresent(fact -> hops.add(seen(Stage.MODELED, fact, appended, Dataset.MODEL_PROMISE)));
        return new Journey(
                row.text("event_id"),
                row.text("event_type"),
                row.text("source"),
                family,
                (int) row.number("kafka_partition"),
                row.number("kafka_offset"),
                hops);
    }

    private Hop seen(Stage stage, DatasetName dataset, Instant appended, Duration allowed) {
        return hop(stage, tides.firstThrough(dataset, appended), true, appended, allowed, dataset.table());
    }

    private static Hop hop(
            Stage stage, Optional<Instant> at, boolean atMost, Instant from, Duration allowed, String where) {
        Optional<Duration> took =
                at.map(instant -> instant.isBefore(from) ? Duration.ZERO : Duration.between(from, instant));
        return new Hop(stage, at, atMost, took, allowed, where);
    }

    private Optional<DatasetName> archived(String family) {
        return named("raw.events_" + family);
    }

    /** The modeled table that is named after the family, as {@code fact_orders} is after {@code orders}. */
    private Optional<DatasetName> modeled(String family) {
        return named("model.fact_" + family);
    }

    private Optional<DatasetName> named(String table) {
        return datasets.get().stream()
                .map(Dataset::name)
                .filter(name -> name.table().equals(table))
                .findFirst();
    }

    private static String family(String table) {
        return table.substring(0, table.length() - SUFFIX.length());
    }
}
