package dev.tidemark.registry.internal.protobuf;

import com.google.protobuf.TextFormat;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.InlineTags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tags of messages and fields: the member {@code tags} of Confluent's options for them, in whichever way it is written. */
final class ProtoTags {

    private static final String MESSAGE = "confluent.message_meta";
    private static final String FIELD = "confluent.field_meta";
    private static final String TAGS = "tags";

    private final TagChange change;
    private final Set<SchemaEntity> reached = new HashSet<>();
    private final Map<SchemaEntity, Set<String>> found = new LinkedHashMap<>();

    private ProtoTags(TagChange change) {
        this.change = change;
    }

    static Map<SchemaEntity, Set<String>> of(ProtoFileElement file) {
        ProtoTags tags = new ProtoTags(TagChange.NONE);
        file.getTypes().forEach(type -> tags.type(type, ""));
        return tags.found;
    }

    /** Options of which tags change are written in one, the others stay as they are. */
    static ProtoFileElement changed(ProtoFileElement file, TagChange change) {
        ProtoTags tags = new ProtoTags(change);
        ProtoFileElement result = new ProtoFileElement(
                file.getLocation(),
                file.getPackageName(),
                file.getSyntax(),
                file.getImports(),
                file.getPublicImports(),
                file.getWeakImports(),
                file.getTypes().stream().map(type -> tags.type(type, "")).toList(),
                file.getServices(),
                file.getExtendDeclarations(),
                file.getOptions());
        change.entities().stream()
                .filter(entity -> !tags.reached.contains(entity))
                .findFirst()
                .ifPresent(entity -> {
                    throw InlineTags.nowhere(entity);
                });
        return result;
    }

    private TypeElement type(TypeElement type, String scope) {
        if (!(type instanceof MessageElement message)) {
            return type;
        }
        String path = scope + message.getName();
        return new MessageElement(
                message.getLocation(),
                message.getName(),
                message.getDocumentation(),
                message.getNestedTypes().stream()
                        .map(nested -> type(nested, path + "."))
                        .toList(),
                options(message.getOptions(), MESSAGE, SchemaEntity.record(path)),
                message.getReserveds(),
                message.getFields().stream()
                        .map(field -> field(field, SchemaEntity.field(path + "." + field.getName())))
                        .toList(),
                message.getOneOfs().stream().map(oneOf -> oneOf(oneOf, path)).toList(),
                message.getExtensions(),
                message.getGroups(),
                message.getExtendDeclarations());
    }

    /** A member of a oneof may be named with the oneof or without it. */
    private OneOfElement oneOf(OneOfElement oneOf, String path) {
        return new OneOfElement(
                oneOf.getName(),
                oneOf.getDocumentation(),
                oneOf.getFields().stream()
                        .map(field -> field(
                                field,
                                SchemaEntity.field(path + "." + field.getName()),
                                SchemaEntity.field(path + "." + oneOf.getName() + "." + field.getName())))
                        .toList(),
                oneOf.getGroups(),
                oneOf.getOptions(),
                oneOf.getLocation());
    }

    private FieldElement field(FieldElement field, SchemaEntity... names) {
        return new FieldElement(
                field.getLocation(),
                field.getLabel(),
                field.getType(),
                field.getName(),
                field.getDefaultValue(),
                field.getJsonName(),
                field.getTag(),
                field.getDocumentation(),
                options(field.getOptions(), FIELD, names));
    }

    private List<OptionElement> options(List<OptionElement> options, String name, SchemaEntity... entities) {
        Map<String, Object> meta = new LinkedHashMap<>();
        options.stream()
                .filter(option -> is(option, name))
                .forEach(option -> OptionMembers.merge(meta, OptionMembers.of(option)));
        Set<String> tags = new LinkedHashSet<>();
        OptionMembers.values(meta.get(TAGS)).forEach(tag -> tags.add(plain(String.valueOf(tag))));
        found.put(entities[0], tags);
        List<SchemaEntity> meant =
                Stream.of(entities).filter(change.entities()::contains).toList();
        if (meant.isEmpty()) {
            return options;
        }
        reached.addAll(meant);
        Set<String> after = tags;
        for (SchemaEntity entity : meant) {
            after = change.applied(entity, after);
        }
        meta.remove(TAGS);
        if (!after.isEmpty()) {
            meta.put(
                    TAGS,
                    after.stream()
                            .map(TextFormat::escapeDoubleQuotesAndBackslashes)
                            .toList());
        }
        return replaced(options, name, meta);
    }

    private static List<OptionElement> replaced(List<OptionElement> options, String name, Map<String, Object> meta) {
        List<OptionElement> result = new ArrayList<>();
        int at = -1;
        for (OptionElement option : options) {
            if (!is(option, name)) {
                result.add(option);
            } else if (at < 0) {
                at = result.size();
            }
        }
        if (!meta.isEmpty()) {
            result.add(at < 0 ? result.size() : at, new OptionElement(name, OptionElement.Kind.MAP, meta, true));
        }
        return result;
    }

    private static boolean is(OptionElement option, String name) {
        return option.isParenthesized()
                && option.getName().replaceFirst("^\\.", "").equals(name);
    }

    private static String plain(String written) {
        try {
            return TextFormat.unescapeBytes(written).toStringUtf8();
        } catch (TextFormat.InvalidEscapeSequenceException e) {
            return written;
        }
    }
}
