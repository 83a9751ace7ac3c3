package dev.tidemark.registry;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.internal.Governance;
import dev.tidemark.registry.internal.ParsedSchema;
import dev.tidemark.registry.internal.Reading;
import dev.tidemark.registry.internal.SchemaStore;
import dev.tidemark.registry.internal.SettingsStore;
import dev.tidemark.registry.internal.SubjectParser;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What can be told about a schema beside its text. */
public final class SchemaForms {

    private final SubjectParser parser;

    public SchemaForms(JdbcClient jdbc) {
        this.parser = new SubjectParser(new SchemaStore(jdbc), new Governance(new SettingsStore(jdbc)));
    }

    /**
     * The schema's text in another form: {@code resolved} for Avro, {@code serialized} or {@code ignore_extensions} for Protobuf; as it is
     * kept in any other.
     *
     * @param place a subject of the schema, or its context
     */
    public String formatted(Subject place, SchemaContent content, String format) {
        return format.isBlank()
                ? content.text()
                : parsed(place, content).formatted(format.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Everything in the schema that can carry tags, with those that are written there.
     *
     * @throws ProblemException INVALID_SCHEMA when what it refers to is gone
     */
    public Map<SchemaEntity, Set<String>> tags(Subject place, SchemaContent content) {
        return parsed(place, content).tags();
    }

    private ParsedSchema parsed(Subject place, SchemaContent content) {
        return parser.parse(place, content, false, Reading.AS_KEPT);
    }
}
