package dev.tidemark.stores.pinot.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.pinot.PinotSettings;
import dev.tidemark.stores.pinot.RealtimeColumn;
import dev.tidemark.stores.pinot.RealtimeTable;

/** The schema and table documents that Pinot is given. */
public final class TableDocuments {

    /** Custom setting with what we promise to keep; Pinot itself deletes a day later. */
    public static final String KEEPS = "tidemark.keeps";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TableDocuments() {}

    public static ObjectNode schema(RealtimeTable table) {
        ObjectNode schema = JSON.objectNode().put("schemaName", table.name());
        ArrayNode dimensions = schema.putArray("dimensionFieldSpecs");
        ArrayNode metrics = schema.putArray("metricFieldSpecs");
        ArrayNode times = schema.putArray("dateTimeFieldSpecs");
        for (RealtimeColumn column : table.columns()) {
            switch (column.type()) {
                case DECIMAL, DOUBLE -> field(metrics, column);
                case TIMESTAMP ->
                    field(times, column)
                            .put("format", "1:MILLISECONDS:TIMESTAMP")
                            .put("granularity", "1:MILLISECONDS");
                case STRING, DATE -> field(dimensions, column).put("defaultNullValue", PinotTypes.NO_TEXT);
                case LONG, BOOLEAN -> field(dimensions, column);
            }
        }
        if (!table.primaryKey().isEmpty()) {
            ArrayNode key = schema.putArray("primaryKeyColumns");
            table.primaryKey().forEach(key::add);
        }
        return schema;
    }

    private static ObjectNode field(ArrayNode fields, RealtimeColumn column) {
        return fields.addObject().put("name", column.name()).put("dataType", PinotTypes.of(column.type()));
    }

    public static ObjectNode table(RealtimeTable table, PinotSettings settings) {
        ObjectNode document = JSON.objectNode().put("tableName", table.name()).put("tableType", "REALTIME");
        ObjectNode segments = document.putObject("segmentsConfig")
                .put("timeColumnName", table.timeColumn())
                .put("replication", "1")
                .put("retentionTimeUnit", "DAYS")
                .put("retentionTimeValue", Long.toString(table.keeps().toDays() + 2));
        if (settings.release() == PinotSettings.Release.ZERO) {
            segments.put("schemaName", table.name()).put("replicasPerPartition", "1");
        }
        document.putObject("tenants");
        ObjectNode indexes =
                document.putObject("tableIndexConfig").put("loadMode", "MMAP").put("nullHandlingEnabled", true);
        ArrayNode raw = indexes.putArray("noDictionaryColumns");
        ArrayNode inverted = indexes.putArray("invertedIndexColumns");
        for (RealtimeColumn column : table.columns()) {
            if (column.type() == ColumnType.DECIMAL) {
                raw.add(column.name());
            } else if (column.name().equals("event_type")) {
                inverted.add(column.name());
            }
        }
        indexes.set("streamConfigs", stream(table, settings));
        if (!table.primaryKey().isEmpty()) {
            document.putObject("routing").put("instanceSelectorType", "strictReplicaGroup");
            document.putObject("upsertConfig").put("mode", "FULL");
        }
        document.putObject("metadata")
                .putObject("customConfigs")
                .put(KEEPS, table.keeps().toString());
        return document;
    }

    private static ObjectNode stream(RealtimeTable table, PinotSettings settings) {
        return JSON.objectNode()
                .put("streamType", "kafka")
                .put("stream.kafka.consumer.type", "lowlevel")
                .put("stream.kafka.topic.name", table.topic())
                .put("stream.kafka.broker.list", settings.kafka())
                .put(
                        "stream.kafka.consumer.factory.class.name",
                        "org.apache.pinot.plugin.stream.kafka20.KafkaConsumerFactory")
                .put("stream.kafka.decoder.class.name", "org.apache.pinot.plugin.stream.kafka.KafkaJSONMessageDecoder")
                .put("stream.kafka.consumer.prop.auto.offset.reset", "smallest")
                .put("stream.kafka.isolation.level", "read_committed")
                .put("realtime.segment.flush.threshold.rows", "1000000")
                .put("realtime.segment.flush.threshold.time", "24h");
    }
}
