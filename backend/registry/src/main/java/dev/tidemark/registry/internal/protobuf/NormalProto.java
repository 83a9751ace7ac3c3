package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.Comparator;
import java.util.List;

/** A file whose imports, options, fields and constants stand in one order. Messages stay, for records count them. */
final class NormalProto {

    private NormalProto() {}

    static ProtoFileElement of(ProtoFileElement file) {
        return new ProtoFileElement(
                file.getLocation(),
                file.getPackageName(),
                file.getSyntax(),
                file.getImports().stream().sorted().distinct().toList(),
                file.getPublicImports().stream().sorted().distinct().toList(),
                file.getWeakImports(),
                file.getTypes().stream().map(NormalProto::type).toList(),
                file.getServices(),
                file.getExtendDeclarations(),
                options(file.getOptions()));
    }

    private static TypeElement type(TypeElement type) {
        if (type instanceof MessageElement message) {
            return new MessageElement(
                    message.getLocation(),
                    message.getName(),
                    message.getDocumentation(),
                    message.getNestedTypes().stream().map(NormalProto::type).toList(),
                    options(message.getOptions()),
                    message.getReserveds(),
                    message.getFields().stream()
                            .map(NormalProto::field)
                            .sorted(Comparator.comparing(FieldElement::getTag))
                            .toList(),
                    message.getOneOfs(),
                    message.getExtensions(),
                    message.getGroups(),
                    message.getExtendDeclarations());
        }
        if (type instanceof EnumElement enumeration) {
            return new EnumElement(
                    enumeration.getLocation(),
                    enumeration.getName(),
                    enumeration.getDocumentation(),
                    options(enumeration.getOptions()),
                    enumeration.getConstants().stream()
                            .sorted(Comparator.comparing(EnumConstantElement::getTag))
                            .toList(),
                    enumeration.getReserveds());
        }
        return type;
    }

    private static FieldElement field(FieldElement field) {
        return new FieldElement(
                field.getLocation(),
                field.getLabel(),
                field.getType(),
                field.getName(),
                field.getDefaultValue(),
                field.getJsonName(),
                field.getTag(),
                field.getDocumentation(),
                options(field.getOptions()));
    }

    private static List<OptionElement> options(List<OptionElement> options) {
        return options.stream()
                .sorted(Comparator.comparing(OptionElement::getName))
                .toList();
    }
}
