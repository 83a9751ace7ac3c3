package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.TextFormat;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kotlin.ranges.IntRange;
import org.jspecify.annotations.Nullable;

/** Makes the descriptor of a parsed .proto file; names of types stay as they are written and are resolved when it is linked. */
final class ProtoDescriptors {

    private final boolean proto3;

    private ProtoDescriptors(boolean proto3) {
        this.proto3 = proto3;
    }

    static FileDescriptorProto of(String name, ProtoFileElement file) {
        boolean proto3 = file.getSyntax() != null && file.getSyntax() != Syntax.PROTO_2;
        ProtoDescriptors make = new ProtoDescriptors(proto3);
        FileDescriptorProto.Builder result =
                FileDescriptorProto.newBuilder().setName(name).setSyntax(proto3 ? "proto3" : "proto2");
        if (file.getPackageName() != null) {
            result.setPackage(file.getPackageName());
        }
        result.addAllDependency(file.getImports());
        file.getPublicImports().forEach(each -> {
            result.addPublicDependency(result.getDependencyCount());
            result.addDependency(each);
        });
        for (TypeElement type : file.getTypes()) {
            if (type instanceof MessageElement message) {
                result.addMessageType(make.message(message));
            } else if (type instanceof EnumElement enumeration) {
                result.addEnumType(enumeration(enumeration));
            }
        }
        file.getServices().forEach(service -> result.addService(service(service)));
        file.getExtendDeclarations().forEach(extend -> make.extensions(extend).forEach(result::addExtension));
        text(file.getOptions(), "java_package")
                .ifPresent(value -> result.getOptionsBuilder().setJavaPackage(value));
        text(file.getOptions(), "go_package")
                .ifPresent(value -> result.getOptionsBuilder().setGoPackage(value));
        text(file.getOptions(), "java_outer_classname")
                .ifPresent(value -> result.getOptionsBuilder().setJavaOuterClassname(value));
        text(file.getOptions(), "java_multiple_files")
                .ifPresent(value -> result.getOptionsBuilder().setJavaMultipleFiles(Boolean.parseBoolean(value)));
        return result.build();
    }

    private DescriptorProto message(MessageElement message) {
        DescriptorProto.Builder result = DescriptorProto.newBuilder().setName(message.getName());
        for (TypeElement type : message.getNestedTypes()) {
            if (type instanceof MessageElement nested) {
                result.addNestedType(message(nested));
            } else if (type instanceof EnumElement nested) {
                result.addEnumType(enumeration(nested));
            }
        }
        List<FieldDescriptorProto.Builder> optional = new ArrayList<>();
        for (FieldElement field : message.getFields()) {
            FieldDescriptorProto.Builder made = field(field, result);
            result.addField(made);
            if (proto3 && field.getLabel() == Field.Label.OPTIONAL) {
                optional.add(result.getFieldBuilder(result.getFieldCount() - 1));
            }
        }
        for (OneOfElement oneOf : message.getOneOfs()) {
            int index = result.getOneofDeclCount();
            result.addOneofDeclBuilder().setName(oneOf.getName());
            oneOf.getFields()
                    .forEach(field -> result.addField(field(field, result).setOneofIndex(index)));
        }
        // The compiler puts the one-member oneofs of optional fields behind the real ones.
        optional.forEach(field -> {
            field.setOneofIndex(result.getOneofDeclCount()).setProto3Optional(true);
            result.addOneofDeclBuilder().setName("_" + field.getName());
        });
        reserve(message, result);
        message.getExtendDeclarations().forEach(extend -> extensions(extend).forEach(result::addExtension));
        return result.build();
    }

    private List<FieldDescriptorProto> extensions(ExtendElement extend) {
        return extend.getFields().stream()
                .map(field -> field(field, DescriptorProto.newBuilder())
                        .setExtendee(extend.getName())
                        .build())
                .toList();
    }

    private static void reserve(MessageElement message, DescriptorProto.Builder result) {
        message.getReserveds()
                .forEach(reserved -> reserved.getValues().forEach(value -> {
                    if (value instanceof String name) {
                        result.addReservedName(name);
                    } else if (value instanceof Integer tag) {
                        result.addReservedRangeBuilder().setStart(tag).setEnd(tag + 1);
                    } else if (value instanceof IntRange range) {
                        result.addReservedRangeBuilder()
                                .setStart(range.getFirst())
                                .setEnd(range.getLast() + 1);
                    }
                }));
        message.getExtensions()
                .forEach(extension -> extension.getValues().forEach(value -> {
                    if (value instanceof Integer tag) {
                        result.addExtensionRangeBuilder().setStart(tag).setEnd(tag + 1);
                    } else if (value instanceof IntRange range) {
                        result.addExtensionRangeBuilder()
                                .setStart(range.getFirst())
                                .setEnd(range.getLast() + 1);
                    }
                }));
    }

    private FieldDescriptorProto.Builder field(FieldElement field, DescriptorProto.Builder owner) {
        FieldDescriptorProto.Builder result = FieldDescriptorProto.newBuilder()
                .setName(field.getName())
                .setNumber(field.getTag())
                .setLabel(label(field.getLabel()));
        if (field.getJsonName() != null) {
            result.setJsonName(field.getJsonName());
        }
        if (field.getDefaultValue() != null) {
            result.setDefaultValue(defaultValue(field.getType(), field.getDefaultValue()));
        }
        text(field.getOptions(), "deprecated")
                .ifPresent(value -> result.getOptionsBuilder().setDeprecated(Boolean.parseBoolean(value)));
        text(field.getOptions(), "packed")
                .ifPresent(value -> result.getOptionsBuilder().setPacked(Boolean.parseBoolean(value)));
        String type = field.getType();
        if (type.startsWith("map<")) {
            String entry = entryName(field.getName());
            int comma = type.indexOf(',');
            DescriptorProto.Builder made = owner.addNestedTypeBuilder().setName(entry);
            made.getOptionsBuilder().setMapEntry(true);
            made.addField(typed(part("key", 1), type.substring(4, comma).strip()));
            made.addField(typed(
                    part("value", 2),
                    type.substring(comma + 1, type.length() - 1).strip()));
            return result.setLabel(Label.LABEL_REPEATED).setTypeName(entry);
        }
        return typed(result, type);
    }

    /** A descriptor has strings as they are, and bytes as they are written. */
    private static String defaultValue(String type, String written) {
        try {
            return type.equals("string") ? TextFormat.unescapeBytes(written).toStringUtf8() : written;
        } catch (TextFormat.InvalidEscapeSequenceException e) {
            throw ProtoSource.invalid("the default '" + written + "' has an escape that Protobuf does not know", e);
        }
    }

    private static FieldDescriptorProto.Builder part(String name, int number) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
    }

    private static Label label(Field.@Nullable Label label) {
        return label == Field.Label.REPEATED
                ? Label.LABEL_REPEATED
                : label == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
    }

    private static FieldDescriptorProto.Builder typed(FieldDescriptorProto.Builder field, String type) {
        return switch (type) {
            case "double",
                    "float",
                    "int64",
                    "uint64",
                    "int32",
                    "fixed64",
                    "fixed32",
                    "bool",
                    "string",
                    "bytes",
                    "uint32",
                    "sfixed32",
                    "sfixed64",
                    "sint32",
                    "sint64" -> field.setType(Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
            default -> field.setTypeName(type);
        };
    }

    /** {@code order_lines} has entries called {@code OrderLinesEntry}. */
    private static String entryName(String field) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (char c : field.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.append("Entry").toString();
    }

    private static EnumDescriptorProto enumeration(EnumElement enumeration) {
        EnumDescriptorProto.Builder result = EnumDescriptorProto.newBuilder().setName(enumeration.getName());
        enumeration
                .getConstants()
                .forEach(constant ->
                        result.addValueBuilder().setName(constant.getName()).setNumber(constant.getTag()));
        enumeration
                .getReserveds()
                .forEach(reserved -> reserved.getValues().forEach(value -> {
                    if (value instanceof String name) {
                        result.addReservedName(name);
                    } else if (value instanceof Integer number) {
                        result.addReservedRangeBuilder().setStart(number).setEnd(number);
                    } else if (value instanceof IntRange range) {
                        result.addReservedRangeBuilder()
                                .setStart(range.getFirst())
                                .setEnd(range.getLast());
                    }
                }));
        text(enumeration.getOptions(), "allow_alias")
                .ifPresent(value -> result.getOptionsBuilder().setAllowAlias(Boolean.parseBoolean(value)));
        return result.build();
    }

    private static ServiceDescriptorProto service(ServiceElement service) {
        ServiceDescriptorProto.Builder result =
                ServiceDescriptorProto.newBuilder().setName(service.getName());
        service.getRpcs()
                .forEach(rpc -> result.addMethodBuilder()
                        .setName(rpc.getName())
                        .setInputType(rpc.getRequestType())
                        .setOutputType(rpc.getResponseType())
                        .setClientStreaming(rpc.getRequestStreaming())
                        .setServerStreaming(rpc.getResponseStreaming()));
        return result.build();
    }

    private static Optional<String> text(List<OptionElement> options, String name) {
        return options.stream()
                .filter(option -> option.getName().equals(name) && !option.isParenthesized())
                .map(option -> option.getValue().toString())
                .findFirst();
    }
}
