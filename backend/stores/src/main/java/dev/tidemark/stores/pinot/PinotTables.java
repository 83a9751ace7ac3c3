package dev.tidemark.stores.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.pinot.internal.PinotHttp;
import dev.tidemark.stores.pinot.internal.TableDocuments;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates real-time tables and lets them grow columns. Never deletes a table or a column. */
public final class PinotTables {

    private static final Logger LOG = LoggerFactory.getLogger(PinotTables.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> FIELDS = List.of("dimensionFieldSpecs", "metricFieldSpecs", "dateTimeFieldSpecs");

    private final PinotSettings settings;
    private final PinotHttp http = new PinotHttp();

    public PinotTables(PinotSettings settings) {
        this.settings = settings;
    }

    /**
     * Safe to call again. Columns that exist keep their type.
     *
     * @throws ProblemException {@link StoreProblem#UNAVAILABLE} when Pinot is away or refuses
     */
    public void ensure(RealtimeTable table) {
        boolean grown = ensureSchema(table);
        ensureTable(table);
        if (grown) {
            http.post(
                    at("segments/" + table.name() + "_REALTIME/reload"),
                    JsonNodeFactory.instance.objectNode(),
                    TIMEOUT);
        }
    }

    /** Whether columns were added to an existing schema. */
    private boolean ensureSchema(RealtimeTable table) {
        ObjectNode wanted = TableDocuments.schema(table);
        PinotHttp.Answer existing = http.get(at("schemas/" + table.name()), TIMEOUT);
        if (!existing.isOk()) {
            accepted(http.post(at("schemas"), wanted, TIMEOUT), "schema " + table.name());
            return false;
        }
        if (!(existing.body() instanceof ObjectNode schema) || !addMissing(schema, wanted)) {
            return false;
        }
        accepted(http.put(at("schemas/" + table.name()), schema, TIMEOUT), "schema " + table.name());
        LOG.info("Added columns to {}", table.name());
        return true;
    }

    private static boolean addMissing(ObjectNode schema, ObjectNode wanted) {
        boolean added = false;
        for (String kind : FIELDS) {
            for (JsonNode field : wanted.path(kind)) {
                if (!hasColumn(schema, field.path("name").asText())) {
                    ArrayNode fields = schema.withArray(kind);
                    fields.add(field);
                    added = true;
                }
            }
        }
        return added;
    }

    private static boolean hasColumn(JsonNode schema, String name) {
        for (String kind : FIELDS) {
            for (JsonNode field : schema.path(kind)) {
                if (field.path("name").asText().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void ensureTable(RealtimeTable table) {
        ObjectNode wanted = TableDocuments.table(table, settings);
        JsonNode existing = http.get(at("tables/" + table.name() + "?type=REALTIME"), TIMEOUT)
                .body()
                .path("REALTIME");
        if (existing.isMissingNode()) {
            accepted(http.post(at("tables"), wanted, TIMEOUT), "table " + table.name());
            LOG.info("Created real-time table {}", table.name());
        } else if (!keeps(existing).equals(keeps(wanted))) {
            accepted(http.put(at("tables/" + table.name()), wanted, TIMEOUT), "table " + table.name());
            LOG.info("Real-time table {} now keeps {}", table.name(), keeps(wanted));
        }
    }

    private static String keeps(JsonNode table) {
        return table.path("metadata")
                .path("customConfigs")
                .path(TableDocuments.KEEPS)
                .asText();
    }

    private static void accepted(PinotHttp.Answer answer, String what) {
        if (!answer.isOk() && answer.status() != 409) {
            throw new ProblemException(
                    StoreProblem.UNAVAILABLE,
                    StoreName.REALTIME.word(),
                    "it refused the " + what + " (" + answer.status() + "): " + firstLine(answer));
        }
    }

    private static String firstLine(PinotHttp.Answer answer) {
        return answer.body().path("error").asText().lines().findFirst().orElse("no reason given");
    }

    private URI at(String path) {
        return URI.create(settings.controller() + "/").resolve(path);
    }
}
