package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.tidemark.registry.internal.Conflict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether records of one file can be read with another. Fields are known by their numbers; names, enum constants and the order of
 * messages are free, for records carry none of them.
 */
final class ProtobufDiff {

    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<String> entered = new HashSet<>();

    List<Conflict> compare(FileDescriptor writer, FileDescriptor reader) {
        if (!writer.getPackage().equals(reader.getPackage())) {
            add(
                    "package",
                    "PACKAGE_CHANGED",
                    "the package differs, so every message has another full name",
                    writer.getPackage(),
                    reader.getPackage(),
                    "keep the package \"" + writer.getPackage() + "\"");
        }
        messages("", writer.getMessageTypes(), reader.getMessageTypes());
        return conflicts;
    }

    private void messages(String path, List<Descriptor> writers, List<Descriptor> readers) {
        Map<String, Descriptor> byName = readers.stream().collect(Collectors.toMap(Descriptor::getName, each -> each));
        for (Descriptor writer : writers) {
            if (writer.getOptions().getMapEntry()) {
                continue;
            }
            Descriptor reader = byName.get(writer.getName());
            String at = path + "/" + writer.getName();
            if (reader == null) {
                add(
                        at,
                        "MESSAGE_REMOVED",
                        "the message is not there any more",
                        "message " + writer.getName(),
                        "nothing",
                        "keep the message " + writer.getName() + ", even if nothing uses it");
            } else {
                message(at, writer, reader);
            }
        }
    }

    private void message(String path, Descriptor writer, Descriptor reader) {
        if (!entered.add(writer.getFullName() + " " + reader.getFullName())) {
            return;
        }
        Set<String> gone = wholeOneOfsGone(writer, reader);
        reader.getRealOneofs().forEach(oneOf -> newExclusivity(path, oneOf, writer));
        Set<Integer> numbers = new TreeSet<>();
        writer.getFields().forEach(field -> numbers.add(field.getNumber()));
        reader.getFields().forEach(field -> numbers.add(field.getNumber()));
        for (int number : numbers) {
            FieldDescriptor before = writer.findFieldByNumber(number);
            FieldDescriptor after = reader.findFieldByNumber(number);
            if (before == null) {
                added(path, after);
            } else if (after == null) {
                removed(path, before, gone);
            } else {
                field(path + "/" + number, before, after);
            }
        }
        messages(path, writer.getNestedTypes(), reader.getNestedTypes());
    }

    /** A oneof may go as a whole; when some of its members stay, one that does not is a loss. */
    private static Set<String> wholeOneOfsGone(Descriptor writer, Descriptor reader) {
        Set<String> kept =
                reader.getRealOneofs().stream().map(OneofDescriptor::getName).collect(Collectors.toSet());
        return writer.getRealOneofs().stream()
                .filter(oneOf -> !kept.contains(oneOf.getName()))
                .filter(oneOf -> oneOf.getFields().stream()
                        .noneMatch(field -> reader.findFieldByNumber(field.getNumber()) != null))
                .map(OneofDescriptor::getName)
                .collect(Collectors.toSet());
    }

    private void newExclusivity(String path, OneofDescriptor oneOf, Descriptor writer) {
        Set<String> origins = new HashSet<>();
        int independent = 0;
        for (FieldDescriptor member : oneOf.getFields()) {
            FieldDescriptor before = writer.findFieldByNumber(member.getNumber());
            if (before == null) {
                continue;
            }
            OneofDescriptor from = before.getRealContainingOneof();
            origins.add(from == null ? "field " + before.getNumber() : "oneof " + from.getName());
            independent += from == null ? 1 : 0;
        }
        if (origins.size() > 1) {
            add(
                    path + "/" + oneOf.getName(),
                    independent > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF",
                    "fields that could be set together exclude each other now, so all but one would be lost",
                    String.join(", ", new TreeSet<>(origins)),
                    "oneof " + oneOf.getName(),
                    "keep the fields out of the oneof, or begin the oneof with new field numbers");
        }
    }

    private void added(String path, FieldDescriptor field) {
        if (field.isRequired()) {
            add(
                    path + "/" + field.getNumber(),
                    "REQUIRED_FIELD_ADDED",
                    "the required field " + field.getName() + " was not written",
                    "nothing",
                    line(field),
                    "make the field optional");
        }
    }

    private void removed(String path, FieldDescriptor field, Set<String> gone) {
        OneofDescriptor oneOf = field.getRealContainingOneof();
        if (oneOf != null && !gone.contains(oneOf.getName())) {
            add(
                    path + "/" + oneOf.getName() + "/" + field.getNumber(),
                    "ONEOF_FIELD_REMOVED",
                    "a record that chose " + field.getName() + " would look as if nothing was chosen",
                    line(field),
                    "nothing",
                    "keep the field in the oneof");
        } else if (oneOf == null && field.isRequired()) {
            add(
                    path + "/" + field.getNumber(),
                    "REQUIRED_FIELD_REMOVED",
                    "the required field " + field.getName() + " is gone",
                    line(field),
                    "nothing",
                    "keep the field");
        }
    }

    private void field(String path, FieldDescriptor before, FieldDescriptor after) {
        Kind writer = Kind.of(before);
        Kind reader = Kind.of(after);
        if (writer != reader) {
            change(path, "FIELD_KIND_CHANGED", "one is a " + writer + " and the other a " + reader, before, after);
            return;
        }
        switch (writer) {
            case SCALAR -> scalar(path, before, after);
            case MESSAGE -> named(path, before, after);
            case MAP -> {
                field(path + "/key", part(before, 1), part(after, 1));
                field(path + "/value", part(before, 2), part(after, 2));
            }
        }
    }

    private static FieldDescriptor part(FieldDescriptor map, int number) {
        return map.getMessageType().findFieldByNumber(number);
    }

    private void scalar(String path, FieldDescriptor before, FieldDescriptor after) {
        ScalarKind writer = ScalarKind.of(before);
        if (writer != ScalarKind.of(after)) {
            change(path, "FIELD_SCALAR_KIND_CHANGED", "the two are written as different bytes", before, after);
            return;
        }
        String was = label(before);
        String is = label(after);
        if (writer != ScalarKind.STRING_OR_BYTES && !was.isEmpty() && !is.isEmpty() && !was.equals(is)) {
            change(
                    path,
                    "FIELD_NUMERIC_LABEL_CHANGED",
                    "one is " + was + " and the other " + is + ", which numbers are written differently for",
                    before,
                    after);
        }
    }

    private void named(String path, FieldDescriptor before, FieldDescriptor after) {
        Descriptor writer = before.getMessageType();
        Descriptor reader = after.getMessageType();
        if (!local(writer).equals(local(reader))) {
            change(path, "FIELD_NAMED_TYPE_CHANGED", "the messages have different names", before, after);
            return;
        }
        int known = conflicts.size();
        message("/" + local(writer).replace('.', '/'), writer, reader);
        if (conflicts.size() > known) {
            change(
                    path,
                    "FIELD_NAMED_TYPE_CHANGED",
                    "the message " + writer.getName() + " itself has changed in a way that does not fit",
                    before,
                    after);
        }
    }

    private static String local(Descriptor message) {
        String place = message.getFile().getPackage();
        return place.isEmpty() ? message.getFullName() : message.getFullName().substring(place.length() + 1);
    }

    /** What is written at the field, or empty: in proto3 a number without a word has none. */
    private static String label(FieldDescriptor field) {
        if (field.isRepeated()) {
            return "repeated";
        }
        if (field.isRequired()) {
            return "required";
        }
        boolean proto3 = field.getFile().toProto().getSyntax().equals("proto3");
        boolean said = proto3 ? field.toProto().getProto3Optional() : field.getContainingOneof() == null;
        return said ? "optional" : "";
    }

    private void change(String path, String kind, String reason, FieldDescriptor before, FieldDescriptor after) {
        add(
                path,
                kind,
                reason,
                line(before),
                line(after),
                "keep the type of field " + before.getNumber() + ", or give the new field a new number");
    }

    private void add(String path, String kind, String reason, String writer, String reader, String remedy) {
        conflicts.add(new Conflict(path, kind, reason, writer, reader, remedy));
    }

    private static String line(FieldDescriptor field) {
        String type = field.isMapField()
                ? "map<" + typeName(part(field, 1)) + ", " + typeName(part(field, 2)) + ">"
                : (label(field) + " " + typeName(field)).strip();
        return type + " " + field.getName() + " = " + field.getNumber() + ";";
    }

    private static String typeName(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> local(field.getMessageType());
            case ENUM -> field.getEnumType().getName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private enum Kind {
        SCALAR,
        MESSAGE,
        MAP;

        static Kind of(FieldDescriptor field) {
            if (field.isMapField()) {
                return MAP;
            }
            return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? MESSAGE : SCALAR;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Types of one group may follow each other: https://protobuf.dev/programming-guides/proto3/#updating. */
    private enum ScalarKind {
        VARINT,
        ZIGZAG,
        STRING_OR_BYTES,
        FIXED32,
        FIXED64,
        FLOAT,
        DOUBLE;

        static ScalarKind of(FieldDescriptor field) {
            return switch (field.getType()) {
                case INT32, INT64, UINT32, UINT64, BOOL, ENUM -> VARINT;
                case SINT32, SINT64 -> ZIGZAG;
                case STRING, BYTES -> STRING_OR_BYTES;
                case FIXED32, SFIXED32 -> FIXED32;
                case FIXED64, SFIXED64 -> FIXED64;
                case FLOAT -> FLOAT;
                case DOUBLE -> DOUBLE;
                case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is no scalar");
            };
        }
    }
}
