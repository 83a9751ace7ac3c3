package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.CapturedDatabase;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.events.RowChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Checks that the events of captured tables exist and can take what becomes of a row: it can be deleted, and then only its key is left. */
final class Captures {

    private final Workspace workspace;
    private final Faults faults;

    Captures(Workspace workspace, Faults faults) {
        this.workspace = workspace;
        this.faults = faults;
    }

    void check(CapturedDatabase database) {
        String path = "sources/" + database.name() + ".yaml";
        String file = workspace.name() + "/" + path;
        String text = workspace.files().getOrDefault(path, "");
        Set<String> tables = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (CapturedDatabase.Table table : database.tables()) {
            int line = Faults.lineOf(text, "event\\s*:\\s*[\"']?" + Pattern.quote(table.event()) + "\\b");
            if (!tables.add(table.qualified())) {
                faults.add(file, line, "The table “" + table.qualified() + "” stands here twice. Keep one.");
            }
            if (!events.add(table.event())) {
                faults.add(
                        file,
                        line,
                        "Two tables become “" + table.event() + "”. Give each table an event type of its own.");
            }
            List<String> known =
                    workspace.eventTypes().stream().map(EventType::name).toList();
            Optional<EventType> type = workspace.eventType(table.event());
            if (type.isEmpty()) {
                faults.unknown(file, line, "event type", table.event(), known);
            } else {
                check(table, type.get(), file, line);
            }
        }
    }

    private void check(CapturedDatabase.Table table, EventType type, String file, int line) {
        Schema schema;
        try {
            schema = AvroText.parse(type.avroSchema());
        } catch (AvroRuntimeException said) {
            return;
        }
        String avsc = workspace.name() + "/events/" + type.family() + "/" + type.name() + ".avsc";
        if (schema.getField(RowChange.OPERATION) == null) {
            faults.add(
                    avsc,
                    0,
                    "The event of a captured table says what has happened. Add the field “" + RowChange.OPERATION
                            + "” (string).");
        }
        for (String column : table.key()) {
            if (schema.getField(column) == null) {
                faults.unknown(
                        file,
                        line,
                        "key",
                        column,
                        schema.getFields().stream().map(Schema.Field::name).toList());
            }
        }
        for (Schema.Field field : schema.getFields()) {
            boolean ours = RowChange.FIELDS.contains(field.name());
            if (!ours && !table.key().contains(field.name()) && !takesNothing(field)) {
                faults.add(
                        avsc,
                        Faults.lineOf(
                                workspace
                                        .files()
                                        .getOrDefault(
                                                avsc.substring(workspace.name().length() + 1), ""),
                                "\"name\"\\s*:\\s*\"" + Pattern.quote(field.name()) + "\""),
                        "A deleted row has no “" + field.name()
                                + "” any more. Make it [\"null\", …] with “\"default\": null”.");
            }
        }
    }

    private static boolean takesNothing(Schema.Field field) {
        return field.schema().isNullable() && field.hasDefaultValue();
    }
}
