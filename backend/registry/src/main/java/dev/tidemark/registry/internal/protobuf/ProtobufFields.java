package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The fields of a file's messages. Options of others are not understood here, so the day of a removal stands in the settings, and whether a
 * field is personal cannot be marked.
 */
final class ProtobufFields {

    private ProtobufFields() {}

    static List<SchemaField> of(FileDescriptor file) {
        List<SchemaField> fields = new ArrayList<>();
        file.getMessageTypes().forEach(message -> message("", message, fields));
        return fields;
    }

    private static void message(String prefix, Descriptor message, List<SchemaField> fields) {
        if (message.getOptions().getMapEntry()) {
            return;
        }
        String path = prefix + message.getName() + ".";
        message.getFields()
                .forEach(field -> fields.add(new SchemaField(
                        path + field.getName(),
                        shape(field),
                        "plain value",
                        !field.isRequired(),
                        Optional.empty(),
                        true)));
        message.getNestedTypes().forEach(nested -> message(path, nested, fields));
    }

    private static String shape(FieldDescriptor field) {
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getJavaType().name().toLowerCase(Locale.ROOT);
        };
        return field.isRepeated() ? "list of " + type : type;
    }
}
