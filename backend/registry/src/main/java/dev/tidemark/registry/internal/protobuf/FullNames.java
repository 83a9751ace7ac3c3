package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

/** Writes the resolved names of types into a descriptor, so that readers without a resolver understand it. */
final class FullNames {

    private FullNames() {}

    static FileDescriptorProto in(FileDescriptor file) {
        FileDescriptorProto.Builder result = file.toProto().toBuilder();
        for (int i = 0; i < result.getMessageTypeCount(); i++) {
            complete(file.getMessageTypes().get(i), result.getMessageTypeBuilder(i));
        }
        for (int i = 0; i < result.getExtensionCount(); i++) {
            complete(file.getExtensions().get(i), result.getExtensionBuilder(i));
        }
        for (int i = 0; i < result.getServiceCount(); i++) {
            ServiceDescriptor service = file.getServices().get(i);
            for (int j = 0; j < service.getMethods().size(); j++) {
                result.getServiceBuilder(i)
                        .getMethodBuilder(j)
                        .setInputType(
                                "." + service.getMethods().get(j).getInputType().getFullName())
                        .setOutputType("."
                                + service.getMethods().get(j).getOutputType().getFullName());
            }
        }
        return result.build();
    }

    private static void complete(Descriptor message, DescriptorProto.Builder result) {
        for (int i = 0; i < result.getFieldCount(); i++) {
            complete(message.findFieldByNumber(result.getField(i).getNumber()), result.getFieldBuilder(i));
        }
        for (int i = 0; i < result.getExtensionCount(); i++) {
            complete(message.getExtensions().get(i), result.getExtensionBuilder(i));
        }
        for (int i = 0; i < result.getNestedTypeCount(); i++) {
            complete(message.getNestedTypes().get(i), result.getNestedTypeBuilder(i));
        }
    }

    private static void complete(FieldDescriptor field, FieldDescriptorProto.Builder result) {
        result.setType(field.getType().toProto());
        if (field.isExtension()) {
            result.setExtendee("." + field.getContainingType().getFullName());
        }
        switch (field.getJavaType()) {
            case MESSAGE -> result.setTypeName("." + field.getMessageType().getFullName());
            case ENUM -> result.setTypeName("." + field.getEnumType().getFullName());
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
        }
    }
}
