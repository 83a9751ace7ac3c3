package dev.tidemark.registry.internal.protobuf;

import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.RpcElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;

/** A file without extensions and without the options that extensions define, but for Confluent's. */
final class PlainProto {

    private PlainProto() {}

    static ProtoFileElement of(ProtoFileElement file) {
        return new ProtoFileElement(
                file.getLocation(),
                file.getPackageName(),
                file.getSyntax(),
                file.getImports(),
                file.getPublicImports(),
                file.getWeakImports(),
                file.getTypes().stream().map(PlainProto::type).toList(),
                file.getServices().stream().map(PlainProto::service).toList(),
                List.of(),
                options(file.getOptions()));
    }

    private static TypeElement type(TypeElement type) {
        if (type instanceof MessageElement message) {
            return new MessageElement(
                    message.getLocation(),
                    message.getName(),
                    message.getDocumentation(),
                    message.getNestedTypes().stream().map(PlainProto::type).toList(),
                    options(message.getOptions()),
                    message.getReserveds(),
                    fields(message.getFields()),
                    message.getOneOfs().stream().map(PlainProto::oneOf).toList(),
                    List.of(),
                    message.getGroups(),
                    List.of());
        }
        if (type instanceof EnumElement enumeration) {
            return new EnumElement(
                    enumeration.getLocation(),
                    enumeration.getName(),
                    enumeration.getDocumentation(),
                    options(enumeration.getOptions()),
                    enumeration.getConstants().stream()
                            .map(PlainProto::constant)
                            .toList(),
                    enumeration.getReserveds());
        }
        return type;
    }

    private static OneOfElement oneOf(OneOfElement oneOf) {
        return new OneOfElement(
                oneOf.getName(),
                oneOf.getDocumentation(),
                fields(oneOf.getFields()),
                oneOf.getGroups(),
                options(oneOf.getOptions()),
                oneOf.getLocation());
    }

    private static List<FieldElement> fields(List<FieldElement> fields) {
        return fields.stream()
                .map(field -> new FieldElement(
                        field.getLocation(),
                        field.getLabel(),
                        field.getType(),
                        field.getName(),
                        field.getDefaultValue(),
                        field.getJsonName(),
                        field.getTag(),
                        field.getDocumentation(),
                        options(field.getOptions())))
                .toList();
    }

    private static EnumConstantElement constant(EnumConstantElement constant) {
        return new EnumConstantElement(
                constant.getLocation(),
                constant.getName(),
                constant.getTag(),
                constant.getDocumentation(),
                options(constant.getOptions()));
    }

    private static ServiceElement service(ServiceElement service) {
        return new ServiceElement(
                service.getLocation(),
                service.getName(),
                service.getDocumentation(),
                service.getRpcs().stream().map(PlainProto::rpc).toList(),
                options(service.getOptions()));
    }

    private static RpcElement rpc(RpcElement rpc) {
        return new RpcElement(
                rpc.getLocation(),
                rpc.getName(),
                rpc.getDocumentation(),
                rpc.getRequestType(),
                rpc.getResponseType(),
                rpc.getRequestStreaming(),
                rpc.getResponseStreaming(),
                options(rpc.getOptions()));
    }

    private static List<OptionElement> options(List<OptionElement> options) {
        return options.stream()
                .filter(option -> !option.isParenthesized() || option.getName().startsWith("confluent."))
                .toList();
    }
}
