package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.Conflict;
import dev.tidemark.registry.internal.ParsedSchema;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options belong to the text, comments and white space do not. */
public record ProtobufSchema(ProtoFileElement file, FileDescriptor descriptor, SchemaContent content)
        implements ParsedSchema {

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    public static ProtobufSchema parse(SchemaContent content, Map<String, String> references) {
        ProtoFileElement file = ProtoSource.read(content.text().strip());
        FileDescriptor descriptor = ProtoLinker.link(file, references);
        return new ProtobufSchema(file, descriptor, content.withText(ProtoLayout.of(file), content.references()));
    }

    @Override
    public SchemaContent normalized() {
        return content.withText(
                ProtoLayout.of(NormalProto.of(file, descriptor)),
                content.references().stream().sorted().distinct().toList());
    }

    @Override
    public List<Conflict> conflictsReading(ParsedSchema writer, ContentPolicy policy) {
        return new ProtobufDiff().compare(((ProtobufSchema) writer).descriptor, descriptor);
    }

    @Override
    public List<SchemaField> fields() {
        return ProtobufFields.of(descriptor);
    }

    @Override
    public Map<SchemaEntity, Set<String>> tags() {
        return ProtoTags.of(file);
    }

    @Override
    public SchemaContent tagged(TagChange change) {
        return content.withText(ProtoLayout.of(ProtoTags.changed(file, change)), content.references());
    }

    @Override
    public String formatted(String format) {
        return switch (format) {
            case "serialized" -> serialized();
            case "ignore_extensions" -> ProtoLayout.of(PlainProto.of(file));
            default -> content.text();
        };
    }

    /** The descriptor with full names and options, as the compiler makes it. */
    private String serialized() {
        FileDescriptorProto full = ProtoOptions.in(FullNames.in(descriptor), file, descriptor);
        return Base64.getEncoder().encodeToString(full.toByteArray());
    }
}
