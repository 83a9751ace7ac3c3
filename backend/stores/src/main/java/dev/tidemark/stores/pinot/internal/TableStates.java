package dev.tidemark.stores.pinot.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.Column;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableState;
import dev.tidemark.stores.pinot.PinotSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Asks Pinot what a table holds. Completeness is what the heartbeat rows in the table say, so what is asked has arrived. */
public final class TableStates {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Heartbeats come each second; looking at a few minutes of them is cheap, and only after an outage is more needed. */
    private static final List<Duration> LOOK_BACK =
            List.of(Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofDays(3650));

    private final PinotSettings settings;
    private final PinotHttp http;

    public TableStates(PinotSettings settings, PinotHttp http) {
        this.settings = settings;
        this.http = http;
    }

    public TableState ask(TableName table, Instant now) {
        JsonNode document = document(table);
        JsonNode schema = http.get(at("schemas/" + table.name()), TIMEOUT).body();
        Map<String, Long> offsets = offsets(table, document);
        String time = document.path("segmentsConfig").path("timeColumnName").asText();
        List<Column> columns = columns(schema);
        return new TableState(
                table,
                OptionalLong.empty(),
                offsets,
                completeThrough(table, columns, time, offsets.size(), now),
                keptFrom(document, now),
                count(table),
                http.get(at("tables/" + table.name() + "/size"), TIMEOUT)
                        .body()
                        .path("reportedSizeInBytes")
                        .asLong(),
                columns);
    }

    private JsonNode document(TableName table) {
        JsonNode document = http.get(at("tables/" + table.name() + "?type=REALTIME"), TIMEOUT)
                .body()
                .path("REALTIME");
        if (document.isMissingNode()) {
            throw new ProblemException(StoreProblem.UNKNOWN_TABLE, StoreName.REALTIME.word(), table);
        }
        return document;
    }

    private static List<Column> columns(JsonNode schema) {
        List<Column> columns = new ArrayList<>();
        for (String kind : List.of("dimensionFieldSpecs", "metricFieldSpecs", "dateTimeFieldSpecs")) {
            for (JsonNode field : schema.path(kind)) {
                columns.add(new Column(
                        field.path("name").asText(),
                        PinotTypes.columnType(field.path("dataType").asText())));
            }
        }
        return columns;
    }

    private Map<String, Long> offsets(TableName table, JsonNode document) {
        String topic = document.path("tableIndexConfig")
                .path("streamConfigs")
                .path("stream.kafka.topic.name")
                .asText();
        JsonNode segments = http.get(at("tables/" + table.name() + "/consumingSegmentsInfo"), TIMEOUT)
                .body()
                .path("_segmentToConsumingInfoMap");
        Map<String, Long> offsets = new HashMap<>();
        for (JsonNode servers : segments) {
            for (JsonNode server : servers) {
                server.path("partitionToOffsetMap")
                        .properties()
                        .forEach(offset -> offsets.merge(
                                topic + "-" + offset.getKey(), offset.getValue().asLong(), Math::max));
            }
        }
        return offsets;
    }

    private Instant completeThrough(TableName table, List<Column> columns, String time, int partitions, Instant now) {
        if (partitions == 0
                || columns.stream().noneMatch(column -> column.name().equals("complete_through"))) {
            return Instant.EPOCH;
        }
        for (Duration back : LOOK_BACK) {
            JsonNode rows = select("select clean_partition, max(complete_through) from \"" + table.name()
                    + "\" where event_type = 'tidemark.heartbeat' and " + time + " >= "
                    + now.minus(back).toEpochMilli() + " group by clean_partition limit 10000");
            if (rows.size() >= partitions) {
                long least = Long.MAX_VALUE;
                for (JsonNode row : rows) {
                    least = Math.min(least, row.path(1).decimalValue().longValue());
                }
                return Instant.ofEpochMilli(least);
            }
        }
        return Instant.EPOCH;
    }

    private long count(TableName table) {
        return select("select count(*) from \"" + table.name() + "\"")
                .path(0)
                .path(0)
                .asLong();
    }

    private JsonNode select(String sql) {
        JsonNode body = http.post(
                        settings.broker().resolve("/query/sql"),
                        JsonNodeFactory.instance.objectNode().put("sql", sql),
                        TIMEOUT)
                .body();
        if (!body.path("exceptions").isEmpty()
                || body.path("numServersResponded").asInt()
                        < body.path("numServersQueried").asInt()) {
            throw PinotHttp.away("it could not say what the table holds", new IllegalStateException(body.toString()));
        }
        return body.path("resultTable").path("rows");
    }

    /** Nothing younger than what is kept was ever left out or deleted; see the clean job. */
    private static Instant keptFrom(JsonNode document, Instant now) {
        String keeps = document.path("metadata")
                .path("customConfigs")
                .path(TableDocuments.KEEPS)
                .asText();
        return keeps.isEmpty() ? now : now.minus(Duration.parse(keeps));
    }

    private URI at(String path) {
        return URI.create(settings.controller() + "/").resolve(path);
    }
}
