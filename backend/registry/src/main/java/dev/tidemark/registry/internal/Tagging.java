package dev.tidemark.registry.internal;

import dev.tidemark.registry.RegistrationRequest;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.TagChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the tags that a request names, and those of the version before, into the schema that is to be kept. */
final class Tagging {

    private final SubjectParser parser;

    Tagging(SubjectParser parser) {
        this.parser = parser;
    }

    /**
     * @param live the versions before, the first first
     */
    RegistrationRequest apply(Subject subject, RegistrationRequest request, List<SchemaVersion> live) {
        TagChange tags = request.tags();
        SchemaContent content =
                tags.named() ? parser.kept(subject, request.content()).tagged(tags) : request.content();
        boolean carries = tags.carried() && !live.isEmpty() && !content.text().isBlank();
        return request.tagged(carries ? carried(subject, content, live.getLast()) : content);
    }

    private SchemaContent carried(Subject subject, SchemaContent content, SchemaVersion before) {
        if (before.content().type() != content.type()) {
            return content;
        }
        ParsedSchema schema = parser.kept(subject, content);
        Map<SchemaEntity, Set<String>> carried =
                new LinkedHashMap<>(parser.kept(before).tags());
        carried.keySet().retainAll(schema.tags().keySet());
        carried.values().removeIf(Set::isEmpty);
        return schema.tagged(TagChange.adding(carried));
    }
}
