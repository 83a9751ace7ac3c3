package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schema that has been understood. */
public interface ParsedSchema {

    /** With the text as it is kept: what does not change its meaning is gone, or unified. */
    SchemaContent content();

    /** The text in which also the order of what has no order is unified. */
    SchemaContent normalized();

    /**
     * What stands against reading with this schema what was written with the other, which has the same type.
     *
     * @param writer of the same type as this
     */
    List<Conflict> conflictsReading(ParsedSchema writer, ContentPolicy policy);

    /** What the rules of a source look at. */
    List<SchemaField> fields();

    /** Everything that can carry tags, with the tags that are written there. */
    Map<SchemaEntity, Set<String>> tags();

    /**
     * With tags written into the text, or taken out of it.
     *
     * @throws ProblemException INVALID_SCHEMA when what is to be tagged is not there
     */
    SchemaContent tagged(TagChange change);

    /** The text in another form that clients may ask for; the kept text when the form is not known. */
    String formatted(String format);

    /** With the text of everything it refers to in it, if the language can say that; otherwise the kept text. */
    default String resolved() {
        return content().text();
    }
}
