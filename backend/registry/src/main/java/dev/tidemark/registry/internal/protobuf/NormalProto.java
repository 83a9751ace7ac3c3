package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file with full names whose imports, options, fields, constants and reserved numbers stand in one order. Messages and methods stay where
 * they are, for records count messages.
 */
final class NormalProto {

    private final NormalOptions options;

    private NormalProto(NormalOptions options) {
        this.options = options;
    }

    static ProtoFileElement of(ProtoFileElement file, FileDescriptor linked) {
        NormalProto normal = new NormalProto(new NormalOptions(Extensions.of(linked)));
        String scope = linked.getPackage();
        return new ProtoFileElement(
                file.getLocation(),
                file.getPackageName(),
                file.getSyntax() == Syntax.PROTO_2 ? null : file.getSyntax(),
                file.getImports().stream().sorted().distinct().toList(),
                file.getPublicImports().stream().sorted().distinct().toList(),
                file.getWeakImports(),
                normal.types(file.getTypes(), named(linked.getMessageTypes()), scope),
                file.getServices().stream()
                        .map(service -> normal.service(service, linked.findServiceByName(service.getName()), scope))
                        .toList(),
                normal.extensions(file.getExtendDeclarations(), named(linked.getExtensions()), scope),
                normal.options.of(file.getOptions(), scope));
    }

    private static <T extends GenericDescriptor> Map<String, T> named(List<T> descriptors) {
        return descriptors.stream().collect(Collectors.toMap(GenericDescriptor::getName, Function.identity()));
    }

    private List<TypeElement> types(List<TypeElement> types, Map<String, Descriptor> messages, String scope) {
        return types.stream()
                .map(type -> type instanceof MessageElement message
                        ? message(message, Objects.requireNonNull(messages.get(message.getName())))
                        : type instanceof EnumElement enumeration ? enumeration(enumeration, scope) : type)
                .toList();
    }

    private MessageElement message(MessageElement message, Descriptor linked) {
        String scope = linked.getFullName();
        return new MessageElement(
                message.getLocation(),
                message.getName(),
                message.getDocumentation(),
                types(message.getNestedTypes(), named(linked.getNestedTypes()), scope),
                options.of(message.getOptions(), scope),
                NormalRanges.reserved(message.getReserveds()),
                fields(message.getFields(), linked, scope),
                message.getOneOfs().stream()
                        .filter(oneOf -> !oneOf.getFields().isEmpty())
                        .map(oneOf -> oneOf(oneOf, linked, scope))
                        .sorted(Comparator.comparing(
                                oneOf -> oneOf.getFields().getFirst().getTag()))
                        .toList(),
                NormalRanges.extensions(message.getExtensions()),
                message.getGroups().stream()
                        .sorted(Comparator.comparing(GroupElement::getTag))
                        .toList(),
                extensions(message.getExtendDeclarations(), named(linked.getExtensions()), scope));
    }

    private OneOfElement oneOf(OneOfElement oneOf, Descriptor linked, String scope) {
        return new OneOfElement(
                oneOf.getName(),
                oneOf.getDocumentation(),
                fields(oneOf.getFields(), linked, scope),
                oneOf.getGroups(),
                options.of(oneOf.getOptions(), scope),
                oneOf.getLocation());
    }

    private List<FieldElement> fields(List<FieldElement> fields, Descriptor linked, String scope) {
        return fields.stream()
                .map(field -> field(field, linked.findFieldByNumber(field.getTag()), scope))
                .sorted(Comparator.comparing(FieldElement::getTag))
                .toList();
    }

    private FieldElement field(FieldElement field, @Nullable FieldDescriptor linked, String scope) {
        return new FieldElement(
                field.getLocation(),
                field.getLabel(),
                linked == null ? field.getType() : type(linked),
                field.getName(),
                field.getDefaultValue(),
                field.getJsonName(),
                field.getTag(),
                field.getDocumentation(),
                options.of(field.getOptions(), scope));
    }

    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return "map<" + type(entry.findFieldByNumber(1)) + ", " + type(entry.findFieldByNumber(2)) + ">";
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> "." + field.getMessageType().getFullName();
            case ENUM -> "." + field.getEnumType().getFullName();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
                field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private EnumElement enumeration(EnumElement enumeration, String scope) {
        return new EnumElement(
                enumeration.getLocation(),
                enumeration.getName(),
                enumeration.getDocumentation(),
                options.of(enumeration.getOptions(), scope),
                enumeration.getConstants().stream()
                        .map(constant -> new EnumConstantElement(
                                constant.getLocation(),
                                constant.getName(),
                                constant.getTag(),
                                constant.getDocumentation(),
                                options.of(constant.getOptions(), scope)))
                        .sorted(Comparator.comparing(EnumConstantElement::getTag)
                                .thenComparing(EnumConstantElement::getName))
                        .toList(),
                NormalRanges.reserved(enumeration.getReserveds()));
    }

    private ServiceElement service(ServiceElement service, ServiceDescriptor linked, String scope) {
        return new ServiceElement(
                service.getLocation(),
                service.getName(),
                service.getDocumentation(),
                service.getRpcs().stream()
                        .map(rpc -> method(rpc, linked.findMethodByName(rpc.getName()), scope))
                        .toList(),
                options.of(service.getOptions(), scope));
    }

    private RpcElement method(RpcElement rpc, MethodDescriptor linked, String scope) {
        return new RpcElement(
                rpc.getLocation(),
                rpc.getName(),
                rpc.getDocumentation(),
                "." + linked.getInputType().getFullName(),
                "." + linked.getOutputType().getFullName(),
                rpc.getRequestStreaming(),
                rpc.getResponseStreaming(),
                options.of(rpc.getOptions(), scope));
    }

    /** One block for everything that is extended. */
    private List<ExtendElement> extensions(
            List<ExtendElement> extensions, Map<String, FieldDescriptor> linked, String scope) {
        Map<String, List<FieldElement>> byExtended = new LinkedHashMap<>();
        for (ExtendElement extend : extensions) {
            for (FieldElement field : extend.getFields()) {
                FieldDescriptor descriptor = linked.get(field.getName());
                String extended = descriptor == null
                        ? extend.getName()
                        : "." + descriptor.getContainingType().getFullName();
                byExtended.computeIfAbsent(extended, name -> new ArrayList<>()).add(field(field, descriptor, scope));
            }
        }
        return byExtended.entrySet().stream()
                .map(each -> new ExtendElement(
                        extensions.getFirst().getLocation(),
                        each.getKey(),
                        "",
                        each.getValue().stream()
                                .sorted(Comparator.comparing(FieldElement::getTag))
                                .toList()))
                .toList();
    }
}
