package dev.tidemark.stores.pinot;

import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.pinot.internal.AvroColumns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that Pinot fills from a topic of JSON rows, reading committed ones only.
 *
 * @param timeColumn a TIMESTAMP of the columns
 * @param primaryKey columns whose last row counts; empty for a table that only grows
 * @param keeps how long rows are kept at least, by the time column
 */
public record RealtimeTable(
        String name,
        String topic,
        List<RealtimeColumn> columns,
        String timeColumn,
        List<String> primaryKey,
        Duration keeps) {

    public RealtimeTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * The table {@code <family>_rt} of a family's clean rows: the envelope, the properties of all its event types, and what heartbeats
     * say.
     *
     * @param topic where the clean rows are
     * @param avroSchemas the Avro record of each of its event types, as JSON; of a property that types share the first type counts
     */
    public static RealtimeTable ofFamily(String family, String topic, List<String> avroSchemas, Duration keeps) {
        Map<String, ColumnType> columns = new LinkedHashMap<>(ENVELOPE);
        for (String schema : avroSchemas) {
            AvroColumns.of(schema).forEach(column -> columns.putIfAbsent(column.name(), column.type()));
        }
        return new RealtimeTable(family + "_rt", topic, list(columns), "event_time", List.of(), keeps);
    }

    /** The table of orders per minute and country, in which later rows replace earlier ones, with its heartbeats. */
    public static RealtimeTable orderMinutes(String topic, Duration keeps) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("window_start", ColumnType.TIMESTAMP);
        columns.put("country", ColumnType.STRING);
        columns.put("orders", ColumnType.LONG);
        columns.put("amount", ColumnType.DECIMAL);
        columns.put("event_type", ColumnType.STRING);
        columns.put("complete_through", ColumnType.TIMESTAMP);
        columns.put("clean_partition", ColumnType.LONG);
        return new RealtimeTable(
                "order_minutes_rt", topic, list(columns), "window_start", List.of("window_start", "country"), keeps);
    }

    private static final Map<String, ColumnType> ENVELOPE = envelope();

    private static Map<String, ColumnType> envelope() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        columns.put("event_id", ColumnType.STRING);
        columns.put("event_type", ColumnType.STRING);
        columns.put("schema_version", ColumnType.LONG);
        columns.put("schema_id", ColumnType.LONG);
        columns.put("event_time", ColumnType.TIMESTAMP);
        columns.put("received_at", ColumnType.TIMESTAMP);
        columns.put("appended_at", ColumnType.TIMESTAMP);
        for (String text : List.of("source", "team", "user_id", "session_id", "ip", "country", "user_agent")) {
            columns.put(text, ColumnType.STRING);
        }
        for (String text : List.of("geo_region", "client_device", "client_agent", "client_os")) {
            columns.put(text, ColumnType.STRING);
        }
        columns.put("kafka_partition", ColumnType.LONG);
        columns.put("kafka_offset", ColumnType.LONG);
        columns.put("complete_through", ColumnType.TIMESTAMP);
        columns.put("clean_partition", ColumnType.LONG);
        return columns;
    }

    private static List<RealtimeColumn> list(Map<String, ColumnType> columns) {
        List<RealtimeColumn> list = new ArrayList<>();
        columns.forEach((name, type) -> list.add(new RealtimeColumn(name, type)));
        return list;
    }
}
