package dev.tidemark.quality.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreAnswer;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A store with tables whose tide a test sets, and events that are found by their id. */
final class FakeStore implements Store {

    private final StoreName name;
    private final Map<String, Instant> tides = new HashMap<>();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private boolean away;

    FakeStore(StoreName name) {
        this.name = name;
    }

    void tide(String table, Instant completeThrough) {
        tides.put(table, completeThrough);
    }

    void away(boolean now) {
        away = now;
    }

    /** Columns as a journey asks for them. */
    void event(String table, String id, Instant emitted, Instant received, Instant appended) {
        events.put(table + "/" + id, new Event(id, "order_placed", emitted, received, appended));
    }

    private record Event(String id, String type, Instant emitted, Instant received, Instant appended) {
        List<@Nullable Object> row() {
            return List.of(id, type, "web-shop", emitted, received, appended, 2L, 1017L);
        }
    }

    @Override
    public StoreName name() {
        return name;
    }

    void forget(String table) {
        tides.remove(table);
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public SqlFlavor flavor() {
        return SqlFlavor.DUCKDB;
    }

    @Override
    public TableState state(TableName table) {
        if (away) {
            throw new ProblemException(StoreProblem.UNAVAILABLE, name.word(), "it was unplugged");
        }
        Instant tide = tides.get(table.toString());
        if (tide == null) {
            throw new ProblemException(StoreProblem.UNKNOWN_TABLE, name.word(), table);
        }
        return new TableState(table, OptionalLong.of(7), Map.of(), tide, Instant.EPOCH, 3, 100, List.of());
    }

    @Override
    @SuppressWarnings("NullAway") // Nullness of nested generics is lost between modules.
    public StoreAnswer query(StoreQuery query) {
        String table = query.tables().get(0).table().name();
        Object value = query.parameters().get(0);
        List<Event> found = events.entrySet().stream()
                .filter(event -> event.getKey().startsWith(table + "/"))
                .map(Map.Entry::getValue)
                .filter(event -> query.sql().contains("event_id = ?")
                        ? event.id().equals(value)
                        : !event.type().equals(value))
                .sorted(Comparator.comparing(Event::appended).reversed())
                .limit(1)
                .toList();
        List<Column> columns = List.of(
                        "event_id",
                        "event_type",
                        "source",
                        "event_time",
                        "received_at",
                        "appended_at",
                        "kafka_partition",
                        "kafka_offset")
                .stream()
                .map(column -> new Column(column, ColumnType.STRING))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        found.forEach(event -> rows.add(event.row()));
        return new StoreAnswer(columns, rows, 1, 1, Duration.ZERO);
    }

    @Override
    public void close() {}
}
