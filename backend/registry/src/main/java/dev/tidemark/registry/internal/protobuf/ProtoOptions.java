package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ServiceElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the options of a file into its descriptor as a compiler does: those of the language, and those of others whose definition the
 * file has, imports, or every client of Confluent's has. Options that nobody defines are left out.
 */
final class ProtoOptions {

    private final Extensions extensions;

    private ProtoOptions(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * @param descriptor of the file, with its messages, fields and constants in the order of the file
     */
    static FileDescriptorProto in(FileDescriptorProto descriptor, ProtoFileElement file, FileDescriptor linked) {
        ProtoOptions options = new ProtoOptions(Extensions.of(linked));
        FileDescriptorProto.Builder result = descriptor.toBuilder();
        String scope = descriptor.getPackage();
        options.write(file.getOptions(), scope, result);
        options.types(file.getTypes(), scope, result.getMessageTypeBuilderList(), result.getEnumTypeBuilderList());
        for (int i = 0; i < file.getServices().size(); i++) {
            options.service(file.getServices().get(i), scope, result.getServiceBuilder(i));
        }
        return result.build();
    }

    private void types(
            List<TypeElement> types,
            String scope,
            List<DescriptorProto.Builder> messages,
            List<EnumDescriptorProto.Builder> enums) {
        Map<String, DescriptorProto.Builder> messageNames =
                messages.stream().collect(Collectors.toMap(DescriptorProto.Builder::getName, Function.identity()));
        Map<String, EnumDescriptorProto.Builder> enumNames =
                enums.stream().collect(Collectors.toMap(EnumDescriptorProto.Builder::getName, Function.identity()));
        for (TypeElement type : types) {
            DescriptorProto.Builder message = messageNames.get(type.getName());
            EnumDescriptorProto.Builder enumeration = enumNames.get(type.getName());
            if (type instanceof MessageElement element && message != null) {
                message(element, scope, message);
            } else if (type instanceof EnumElement element && enumeration != null) {
                enumeration(element, scope, enumeration);
            }
        }
    }

    private void message(MessageElement element, String outer, DescriptorProto.Builder result) {
        String scope = outer.isEmpty() ? element.getName() : outer + "." + element.getName();
        write(element.getOptions(), scope, result);
        Map<Integer, FieldDescriptorProto.Builder> fields = result.getFieldBuilderList().stream()
                .collect(Collectors.toMap(FieldDescriptorProto.Builder::getNumber, Function.identity()));
        Stream.concat(
                        element.getFields().stream(),
                        element.getOneOfs().stream()
                                .map(OneOfElement::getFields)
                                .flatMap(List::stream))
                .forEach(field -> field(field, scope, fields));
        for (int i = 0; i < element.getOneOfs().size(); i++) {
            write(element.getOneOfs().get(i).getOptions(), scope, result.getOneofDeclBuilder(i));
        }
        types(element.getNestedTypes(), scope, result.getNestedTypeBuilderList(), result.getEnumTypeBuilderList());
    }

    private void field(FieldElement field, String scope, Map<Integer, FieldDescriptorProto.Builder> fields) {
        FieldDescriptorProto.Builder result = fields.get(field.getTag());
        if (result != null) {
            write(field.getOptions(), scope, result);
        }
    }

    private void enumeration(EnumElement element, String scope, EnumDescriptorProto.Builder result) {
        write(element.getOptions(), scope, result);
        for (int i = 0; i < element.getConstants().size(); i++) {
            write(element.getConstants().get(i).getOptions(), scope, result.getValueBuilder(i));
        }
    }

    private void service(ServiceElement element, String scope, ServiceDescriptorProto.Builder result) {
        write(element.getOptions(), scope, result);
        for (int i = 0; i < element.getRpcs().size(); i++) {
            write(element.getRpcs().get(i).getOptions(), scope, result.getMethodBuilder(i));
        }
    }

    /**
     * @param owner what has the options, a descriptor
     */
    private void write(List<OptionElement> options, String scope, Message.Builder owner) {
        FieldDescriptor member = owner.getDescriptorForType().findFieldByName("options");
        Message.Builder written = ((Message) owner.getField(member)).toBuilder();
        for (OptionElement option : options) {
            Message.Builder more = written.clone();
            try {
                String text = OptionText.of(option, name -> extensions.resolve(name, scope));
                TextFormat.merge(text, extensions.known(), more);
                written = more;
            } catch (TextFormat.ParseException e) {
                // Nobody defines the option, or it is not as it was defined: a compiler would say so, a registry keeps
                // the text.
            }
        }
        Message all = written.buildPartial();
        if (!all.equals(all.getDefaultInstanceForType())) {
            owner.setField(member, all);
        }
    }
}
