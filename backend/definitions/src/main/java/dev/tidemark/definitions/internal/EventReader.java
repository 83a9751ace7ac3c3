package dev.tidemark.definitions.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.definitions.EventType;
import dev.tidemark.definitions.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Reads the folders below {@code events/}: a family each, with a schema and its description per event type. */
final class EventReader {

    private static final String FAMILY_FILE = "family.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String workspace;
    private final SortedMap<String, String> files;
    private final Faults faults;

    EventReader(String workspace, SortedMap<String, String> files, Faults faults) {
        this.workspace = workspace;
        this.files = files;
        this.faults = faults;
    }

    List<Family> families() {
        List<Family> families = new ArrayList<>();
        files.keySet().stream()
                .filter(path -> path.startsWith("events/") && path.indexOf('/', 7) > 0)
                .map(path -> path.substring(7, path.indexOf('/', 7)))
                .distinct()
                .forEach(name -> family(name).ifPresent(families::add));
        return families;
    }

    private Optional<Family> family(String name) {
        String path = "events/" + name + "/" + FAMILY_FILE;
        String file = full(path);
        Naming.FAMILY.check(name, file, 0, faults);
        return YamlObject.read(file, files.getOrDefault(path, ""), faults).map(yaml -> {
            Family family = new Family(
                    name,
                    yaml.number("partitions", 1, 4),
                    yaml.duration("retention", Duration.ofDays(14)),
                    yaml.duration("realtime_keeps", Duration.ofDays(10)),
                    yaml.duration("dedup_window", Duration.ofHours(24)),
                    yaml.duration("allowed_lateness", Duration.ofMinutes(5)));
            yaml.done();
            return family;
        });
    }

    List<EventType> types() {
        List<EventType> types = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.startsWith("events/") && path.endsWith(".avsc")) {
                type(path, text).ifPresent(types::add);
            } else if (path.startsWith("events/") && path.endsWith(".yaml") && !path.endsWith("/" + FAMILY_FILE)) {
                String schema = path.replaceAll("\\.yaml$", ".avsc");
                if (!files.containsKey(schema)) {
                    faults.add(full(path), 0, "The schema " + schema + " is missing beside this file.");
                }
            }
        });
        return types;
    }

    private Optional<EventType> type(String path, String avsc) {
        String name = WorkspaceReader.stem(path);
        Naming.EVENT_TYPE.check(name, full(path), 0, faults);
        Optional<Schema> schema = schema(name, path, avsc);
        String described = path.replaceAll("\\.avsc$", ".yaml");
        if (!files.containsKey(described)) {
            faults.add(full(described), 0, "This file is missing. It says who owns " + name + " and what it means.");
            return Optional.empty();
        }
        String family = path.substring(7, path.lastIndexOf('/'));
        return YamlObject.read(full(described), files.getOrDefault(described, ""), faults)
                .map(yaml -> {
                    EventType type = new EventType(
                            name, family, avsc, yaml.text("owner"), yaml.text("description"), yaml.texts("pii_fields"));
                    schema.ifPresent(s -> checkFields(type, s, yaml, full(described)));
                    yaml.done();
                    return type;
                });
    }

    private void checkFields(EventType type, Schema schema, YamlObject yaml, String file) {
        List<String> fields =
                schema.getFields().stream().map(Schema.Field::name).toList();
        type.piiFields().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> faults.unknown(file, yaml.lineOf("pii_fields"), "field", field, fields));
    }

    private Optional<Schema> schema(String name, String path, String avsc) {
        String file = full(path);
        try {
            JSON.readTree(avsc);
            Schema schema = AvroText.parse(avsc);
            check(name, file, avsc, schema);
            return schema.getType() == Schema.Type.RECORD ? Optional.of(schema) : Optional.empty();
        } catch (JsonProcessingException e) {
            faults.add(file, e.getLocation().getLineNr(), "This is not JSON: " + e.getOriginalMessage() + ".");
        } catch (AvroRuntimeException e) {
            faults.add(file, 0, "This is no Avro schema: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private void check(String name, String file, String avsc, Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            faults.add(file, 1, "The schema of an event's properties must be a record, not " + schema.getType() + ".");
            return;
        }
        if (!schema.getName().equals(name)) {
            faults.add(
                    file,
                    lineOfName(avsc, schema.getName()),
                    "The record is called “" + schema.getName() + "”; call it “" + name + "” like its file.");
        }
        for (String field : WideDecimals.in(schema)) {
            faults.add(
                    file,
                    lineOfName(avsc, field.substring(field.lastIndexOf('.') + 1)),
                    "“" + field + "” is a decimal that no table can hold. Give it a precision of at most "
                            + WideDecimals.MOST_DIGITS + ".");
        }
        for (Schema.Field field : schema.getFields()) {
            int line = lineOfName(avsc, field.name());
            Naming.PROPERTY.check(field.name(), file, line, faults);
            if (Naming.ENVELOPE.contains(field.name())) {
                faults.add(
                        file,
                        line,
                        "“" + field.name()
                                + "” is a column that every event already has. Choose another name, for example “"
                                + name + "_" + field.name() + "”.");
            }
        }
    }

    private static int lineOfName(String avsc, String name) {
        return Faults.lineOf(avsc, "\"name\"\\s*:\\s*\"" + Pattern.quote(name) + "\"");
    }

    private String full(String path) {
        return workspace + "/" + path;
    }
}
