package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the .proto file that a descriptor was compiled from. */
final class ProtoText {

    private final StringBuilder text = new StringBuilder();
    private final boolean proto3;

    private ProtoText(boolean proto3) {
        this.proto3 = proto3;
    }

    static String of(FileDescriptorProto file) {
        ProtoText text = new ProtoText(file.getSyntax().equals("proto3"));
        text.file(file);
        return text.text.toString();
    }

    private void file(FileDescriptorProto file) {
        text.append("syntax = \"").append(proto3 ? "proto3" : "proto2").append("\";\n");
        if (!file.getPackage().isEmpty()) {
            text.append("package ").append(file.getPackage()).append(";\n");
        }
        for (int i = 0; i < file.getDependencyCount(); i++) {
            String kind = file.getPublicDependencyList().contains(i) ? "public " : "";
            text.append("import ")
                    .append(kind)
                    .append('"')
                    .append(file.getDependency(i))
                    .append("\";\n");
        }
        options(file.getOptions())
                .forEach(option -> text.append("option ").append(option).append(";\n"));
        file.getMessageTypeList().forEach(message -> message(message));
        file.getEnumTypeList().forEach(this::enumeration);
        extensions(file.getExtensionList());
        file.getServiceList().forEach(this::service);
    }

    private void extensions(List<FieldDescriptorProto> extensions) {
        for (FieldDescriptorProto extension : extensions) {
            text.append("extend ")
                    .append(extension.getExtendee().replaceFirst("^\\.", ""))
                    .append(" {\n");
            field(extension, DescriptorProto.getDefaultInstance(), false);
            text.append("}\n");
        }
    }

    private void message(DescriptorProto message) {
        text.append("message ").append(message.getName()).append(" {\n");
        options(message.getOptions())
                .forEach(option -> text.append("option ").append(option).append(";\n"));
        message.getReservedRangeList()
                .forEach(range -> text.append("reserved ")
                        .append(range.getStart())
                        .append(" to ")
                        .append(range.getEnd() - 1)
                        .append(";\n"));
        message.getReservedNameList()
                .forEach(name -> text.append("reserved \"").append(name).append("\";\n"));
        message.getExtensionRangeList()
                .forEach(range -> text.append("extensions ")
                        .append(range.getStart())
                        .append(" to ")
                        .append(range.getEnd() > 536_870_911 ? "max" : Integer.toString(range.getEnd() - 1))
                        .append(";\n"));
        message.getFieldList().stream()
                .filter(field -> !field.hasOneofIndex() || field.getProto3Optional())
                .forEach(field -> field(field, message, false));
        for (int i = 0; i < message.getOneofDeclCount(); i++) {
            oneOf(i, message);
        }
        message.getNestedTypeList().stream()
                .filter(nested -> !nested.getOptions().getMapEntry())
                .forEach(this::message);
        message.getEnumTypeList().forEach(this::enumeration);
        extensions(message.getExtensionList());
        text.append("}\n");
    }

    private void oneOf(int index, DescriptorProto message) {
        List<FieldDescriptorProto> members = message.getFieldList().stream()
                .filter(field -> field.hasOneofIndex() && !field.getProto3Optional())
                .filter(field -> field.getOneofIndex() == index)
                .toList();
        if (!members.isEmpty()) {
            text.append("oneof ").append(message.getOneofDecl(index).getName()).append(" {\n");
            members.forEach(field -> field(field, message, true));
            text.append("}\n");
        }
    }

    private void field(FieldDescriptorProto field, DescriptorProto message, boolean inOneOf) {
        DescriptorProto entry = message.getNestedTypeList().stream()
                .filter(nested -> nested.getOptions().getMapEntry()
                        && field.getTypeName().endsWith("." + message.getName() + "." + nested.getName()))
                .findFirst()
                .orElse(null);
        if (entry != null) {
            text.append("map<")
                    .append(type(entry.getField(0)))
                    .append(", ")
                    .append(type(entry.getField(1)))
                    .append('>');
        } else {
            text.append(inOneOf ? "" : label(field)).append(type(field));
        }
        text.append(' ').append(field.getName()).append(" = ").append(field.getNumber());
        List<String> options = new ArrayList<>(options(field.getOptions()));
        if (field.hasDefaultValue()) {
            boolean quoted = field.getType() == Type.TYPE_STRING || field.getType() == Type.TYPE_BYTES;
            options.addFirst("default = "
                    + (quoted
                            ? "\"" + TextFormat.escapeBytes(ByteString.copyFromUtf8(field.getDefaultValue())) + "\""
                            : field.getDefaultValue()));
        }
        text.append(bracketed(options)).append(";\n");
    }

    private static String bracketed(List<String> options) {
        return options.isEmpty() ? "" : " [" + String.join(", ", options) + "]";
    }

    private String label(FieldDescriptorProto field) {
        if (field.getLabel() == Label.LABEL_REPEATED) {
            return "repeated ";
        }
        if (field.getLabel() == Label.LABEL_REQUIRED) {
            return "required ";
        }
        return !proto3 || field.getProto3Optional() ? "optional " : "";
    }

    /** A full name without its dot at the front, as people write it. */
    private static String type(FieldDescriptorProto field) {
        String name = field.getTypeName();
        return name.isEmpty()
                ? field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT)
                : name.startsWith(".") ? name.substring(1) : name;
    }

    private void enumeration(EnumDescriptorProto enumeration) {
        text.append("enum ").append(enumeration.getName()).append(" {\n");
        options(enumeration.getOptions())
                .forEach(option -> text.append("option ").append(option).append(";\n"));
        enumeration
                .getValueList()
                .forEach(value -> text.append(value.getName())
                        .append(" = ")
                        .append(value.getNumber())
                        .append(bracketed(options(value.getOptions())))
                        .append(";\n"));
        text.append("}\n");
    }

    private void service(ServiceDescriptorProto service) {
        text.append("service ").append(service.getName()).append(" {\n");
        options(service.getOptions())
                .forEach(option -> text.append("option ").append(option).append(";\n"));
        service.getMethodList()
                .forEach(method -> text.append("rpc ")
                        .append(method.getName())
                        .append(" (")
                        .append(method.getClientStreaming() ? "stream " : "")
                        .append(method.getInputType().replaceFirst("^\\.", ""))
                        .append(") returns (")
                        .append(method.getServerStreaming() ? "stream " : "")
                        .append(method.getOutputType().replaceFirst("^\\.", ""))
                        .append(") {\n")
                        .append(options(method.getOptions()).stream()
                                .map(option -> "option " + option + ";\n")
                                .collect(Collectors.joining()))
                        .append("}\n"));
        text.append("}\n");
    }

    /** The options of the language itself that have one value, and Confluent's. */
    private static List<String> options(Message options) {
        List<String> result = new ArrayList<>();
        options.getAllFields().forEach((field, value) -> {
            if (field.isExtension()) {
                result.add("(" + field.getFullName() + ") = {"
                        + TextFormat.printer().escapingNonAscii(false).printToString((Message) value) + "}");
            } else if (!field.isRepeated()
                    && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                    && !field.getName().equals("map_entry")) {
                result.add(field.getName() + " = " + text(value));
            }
        });
        return result;
    }

    private static String text(Object value) {
        return value instanceof String string
                ? "\"" + TextFormat.escapeBytes(ByteString.copyFromUtf8(string)) + "\""
                : value instanceof EnumValueDescriptor constant ? constant.getName() : value.toString();
    }
}
