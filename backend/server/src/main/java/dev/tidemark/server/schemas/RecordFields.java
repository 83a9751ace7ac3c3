package dev.tidemark.server.schemas;

import dev.tidemark.frontend.schemas.SchemaStory.Field;
import dev.tidemark.frontend.schemas.SchemaStory.Version;
import dev.tidemark.registry.SchemaVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** The fields of an event's Avro record, in words. */
final class RecordFields {

    private final Schema schema;

    RecordFields(String text) {
        this.schema = parse(text);
    }

    private static Schema parse(String text) {
        return new Schema.Parser(NameValidator.NO_VALIDATION).parse(text);
    }

    int count() {
        return schema.getFields().size();
    }

    /**
     * @param personal names of fields that identify a person
     * @param versions the oldest first
     */
    List<Field> describe(List<String> personal, List<SchemaVersion> versions) {
        return schema.getFields().stream()
                .map(field -> new Field(
                        field.name(),
                        words(field.schema()),
                        !field.hasDefaultValue(),
                        personal.contains(field.name()),
                        field.doc() == null ? "" : field.doc(),
                        since(field.name(), versions)))
                .toList();
    }

    /** The first of the versions without a gap until now that has the field. */
    private static int since(String name, List<SchemaVersion> versions) {
        int since = versions.isEmpty() ? 1 : versions.getLast().version();
        for (SchemaVersion version : versions.reversed()) {
            if (parse(version.schema()).getField(name) == null) {
                break;
            }
            since = version.version();
        }
        return since;
    }

    /** What each version changed, the newest first. */
    static List<Version> history(List<SchemaVersion> versions) {
        List<Version> history = new ArrayList<>();
        Set<String> before = Set.of();
        for (SchemaVersion version : versions) {
            Schema record = parse(version.schema());
            Set<String> now = record.getFields().stream()
                    .map(Schema.Field::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            history.add(new Version(
                    version.version(), version.id(), record.toString(true), change(before, now, history.isEmpty())));
            before = now;
        }
        Collections.reverse(history);
        return List.copyOf(history);
    }

    private static String change(Set<String> before, Set<String> now, boolean first) {
        if (first) {
            return now.size() + " fields";
        }
        List<String> words = new ArrayList<>();
        now.stream().filter(name -> !before.contains(name)).forEach(name -> words.add("+ " + name));
        before.stream().filter(name -> !now.contains(name)).forEach(name -> words.add("− " + name));
        return words.isEmpty() ? "the same fields, otherwise described" : String.join(", ", words);
    }

    private static String words(Schema type) {
        return switch (type.getType()) {
            case UNION ->
                type.getTypes().stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .map(RecordFields::words)
                        .collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + words(type.getElementType());
            case MAP -> "map of " + words(type.getValueType());
            case ENUM -> "one of " + String.join(", ", type.getEnumSymbols());
            case RECORD -> "record " + type.getName();
            case STRING -> logical(type, "text");
            case BYTES, FIXED -> logical(type, "bytes");
            case INT -> logical(type, "int");
            case LONG -> logical(type, "long");
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case NULL -> "nothing";
        };
    }

    private static String logical(Schema type, String otherwise) {
        return switch (type.getLogicalType()) {
            case null -> otherwise;
            case LogicalTypes.Decimal decimal -> "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
            default -> type.getLogicalType().getName();
        };
    }
}
