package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ExtendElement;
import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A .proto file in the layout in which other registries of this protocol keep it, so that a text copied from one to another stays the same:
 * a blank line between kinds of things, none between things of a kind, messages before enums. Lines are Wire's.
 */
final class ProtoLayout {

    private ProtoLayout() {}

    static String of(ProtoFileElement file) {
        String head = syntax(file) + (file.getPackageName() == null ? "" : "package " + file.getPackageName() + ";\n");
        String imports = each(file.getImports(), name -> "import \"" + name + "\";\n")
                + each(file.getPublicImports(), name -> "import public \"" + name + "\";\n")
                + each(file.getWeakImports(), name -> "import weak \"" + name + "\";\n");
        return Stream.of(
                        head,
                        imports,
                        each(file.getOptions(), OptionElement::toSchemaDeclaration),
                        types(file.getTypes()),
                        each(file.getExtendDeclarations(), ExtendElement::toSchema),
                        each(file.getServices(), ProtoLayout::service))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String syntax(ProtoFileElement file) {
        return file.getSyntax() == null ? "" : "syntax = \"" + file.getSyntax() + "\";\n";
    }

    private static String types(List<TypeElement> types) {
        return types.stream()
                        .filter(MessageElement.class::isInstance)
                        .map(type -> message((MessageElement) type))
                        .collect(Collectors.joining())
                + types.stream()
                        .filter(EnumElement.class::isInstance)
                        .map(type -> enumeration((EnumElement) type))
                        .collect(Collectors.joining());
    }

    private static String message(MessageElement message) {
        return block(
                "message " + message.getName(),
                each(message.getReserveds(), ReservedElement::toSchema),
                each(message.getOptions(), OptionElement::toSchemaDeclaration),
                each(message.getFields(), FieldElement::toSchema),
                each(message.getOneOfs(), ProtoLayout::oneOf),
                each(message.getGroups(), GroupElement::toSchema),
                each(message.getExtensions(), ExtensionsElement::toSchema),
                each(message.getExtendDeclarations(), ExtendElement::toSchema),
                types(message.getNestedTypes()));
    }

    private static String oneOf(OneOfElement oneOf) {
        return block(
                "oneof " + oneOf.getName(),
                each(oneOf.getOptions(), OptionElement::toSchemaDeclaration),
                each(oneOf.getFields(), FieldElement::toSchema),
                each(oneOf.getGroups(), GroupElement::toSchema));
    }

    private static String enumeration(EnumElement enumeration) {
        return block(
                "enum " + enumeration.getName(),
                each(enumeration.getReserveds(), ReservedElement::toSchema)
                        + each(enumeration.getOptions(), OptionElement::toSchemaDeclaration)
                        + each(enumeration.getConstants(), EnumConstantElement::toSchema));
    }

    private static String service(ServiceElement service) {
        return block(
                "service " + service.getName(),
                each(service.getOptions(), OptionElement::toSchemaDeclaration),
                each(service.getRpcs(), RpcElement::toSchema));
    }

    private static String block(String name, String... parts) {
        String body = Stream.of(parts)
                .filter(part -> !part.isEmpty())
                .map(ProtoLayout::indented)
                .collect(Collectors.joining("\n"));
        return name + " {" + (body.isEmpty() ? "" : "\n" + body) + "}\n";
    }

    private static String indented(String lines) {
        return lines.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    private static <T> String each(List<T> parts, Function<T, String> text) {
        return parts.stream().map(text).collect(Collectors.joining());
    }
}
