package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a file, and what it imports, adds to messages of others. */
record Extensions(ExtensionRegistry known, Map<String, FieldDescriptor> byName) {

    static Extensions of(FileDescriptor file) {
        Extensions extensions = new Extensions(ExtensionRegistry.newInstance(), new HashMap<>());
        extensions.add(file, new HashSet<>());
        if (!extensions.byName.containsKey("confluent.field_meta")) {
            extensions.add(ConfluentProtos.meta(), new HashSet<>());
        }
        return extensions;
    }

    private void add(FileDescriptor file, Set<String> visited) {
        if (visited.add(file.getName())) {
            file.getDependencies().forEach(each -> add(each, visited));
            file.getExtensions().forEach(this::add);
            file.getMessageTypes().forEach(this::add);
        }
    }

    private void add(Descriptor message) {
        message.getExtensions().forEach(this::add);
        message.getNestedTypes().forEach(this::add);
    }

    private void add(FieldDescriptor extension) {
        byName.put(extension.getFullName(), extension);
        if (extension.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            known.add(extension, DynamicMessage.getDefaultInstance(extension.getMessageType()));
        } else {
            known.add(extension);
        }
    }

    /**
     * The full name of an extension; the name itself when there is none of it.
     *
     * @param scope the full name of what it is written in
     */
    String resolve(String name, String scope) {
        if (name.startsWith(".")) {
            return name.substring(1);
        }
        for (String place = scope; !place.isEmpty(); place = place.substring(0, Math.max(0, place.lastIndexOf('.')))) {
            if (byName.containsKey(place + "." + name)) {
                return place + "." + name;
            }
        }
        return name;
    }

    /** Whether an option may be given several times, each time another value. */
    boolean repeated(String fullName) {
        FieldDescriptor extension = byName.get(fullName);
        return extension != null && extension.isRepeated();
    }
}
