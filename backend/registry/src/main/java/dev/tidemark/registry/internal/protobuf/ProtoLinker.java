package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links a file with what it imports: the referred schemas, and the files that every Protobuf compiler brings. */
final class ProtoLinker {

    /** Money, dates, addresses and more, that Google publishes for everybody. */
    private static final Pattern GOOGLE_TYPE = Pattern.compile("google/type/[a-z_]+\\.proto");

    private final Map<String, String> references;
    private final Map<String, FileDescriptor> linked = new HashMap<>();
    private final Set<String> under = new LinkedHashSet<>();

    private ProtoLinker(Map<String, String> references) {
        this.references = references;
    }

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    static FileDescriptor link(ProtoFileElement file, Map<String, String> references) {
        return new ProtoLinker(references).link("default", file);
    }

    private FileDescriptor link(String name, ProtoFileElement file) {
        if (!under.add(name)) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "the imports form a circle at " + name);
        }
        FileDescriptorProto proto = ProtoDescriptors.of(name, file);
        FileDescriptor[] imports =
                proto.getDependencyList().stream().map(this::imported).toArray(FileDescriptor[]::new);
        try {
            return built(proto, imports);
        } catch (DescriptorValidationException e) {
            throw ProtoSource.invalid(e.getProblemSymbolName() + ": " + e.getDescription(), e);
        } finally {
            under.remove(name);
        }
    }

    /** What extends something that is not there is left out: it takes no part in what records look like. */
    private static FileDescriptor built(FileDescriptorProto proto, FileDescriptor[] imports)
            throws DescriptorValidationException {
        try {
            return FileDescriptor.buildFrom(proto, imports);
        } catch (DescriptorValidationException e) {
            FileDescriptorProto plain = withoutExtensions(proto);
            if (plain.equals(proto)) {
                throw e;
            }
            return FileDescriptor.buildFrom(plain, imports);
        }
    }

    private static FileDescriptorProto withoutExtensions(FileDescriptorProto proto) {
        FileDescriptorProto.Builder plain = proto.toBuilder().clearExtension();
        plain.getMessageTypeBuilderList().forEach(ProtoLinker::removeExtensions);
        return plain.build();
    }

    private static void removeExtensions(DescriptorProto.Builder message) {
        message.clearExtension();
        message.getNestedTypeBuilderList().forEach(ProtoLinker::removeExtensions);
    }

    private FileDescriptor imported(String name) {
        FileDescriptor known = linked.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptor file = references.containsKey(name)
                ? link(name, ProtoSource.read(String.valueOf(references.get(name))))
                : common(name);
        linked.put(name, file);
        return file;
    }

    private FileDescriptor common(String name) {
        FileDescriptor common = Common.FILES.get(name);
        if (common != null) {
            return common;
        }
        String client = ConfluentProtos.TEXTS.get(name);
        if (client != null) {
            return link(name, ProtoSource.read(client));
        }
        if (GOOGLE_TYPE.matcher(name).matches()) {
            Optional<String> type = resource(name);
            if (type.isPresent()) {
                return link(name, ProtoSource.read(type.get()));
            }
        }
        throw new ProblemException(
                RegistryProblem.INVALID_SCHEMA,
                "it imports \"" + name + "\", which is neither a reference nor one of Protobuf's own files.");
    }

    private static Optional<String> resource(String name) {
        try (InputStream text = ProtoLinker.class.getClassLoader().getResourceAsStream(name)) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The library's file " + name + " cannot be read", e);
        }
    }

    /** Loaded only when a file imports something. */
    private static final class Common {

        private static final Map<String, FileDescriptor> FILES = Stream.of(
                        AnyProto.getDescriptor(),
                        ApiProto.getDescriptor(),
                        DescriptorProtos.getDescriptor(),
                        DurationProto.getDescriptor(),
                        EmptyProto.getDescriptor(),
                        FieldMaskProto.getDescriptor(),
                        SourceContextProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        TimestampProto.getDescriptor(),
                        TypeProto.getDescriptor(),
                        WrappersProto.getDescriptor())
                .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));
    }
}
