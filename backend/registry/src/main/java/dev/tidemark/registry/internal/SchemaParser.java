package dev.tidemark.registry.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.internal.avro.AvroSchema;
import dev.tidemark.registry.internal.json.JsonSchema;
import dev.tidemark.registry.internal.protobuf.ProtobufSchema;
import java.util.Map;

/** Understands schemas of every language. */
public final class SchemaParser {

    /** Longer ones are refused; the largest that real systems carry is about a tenth of it. */
    static final int LONGEST = 4_000_000;

    private SchemaParser() {}

    /**
     * @param references the texts of what the schema refers to by the names it uses, those that others need first
     * @throws ProblemException INVALID_SCHEMA or SCHEMA_TOO_LARGE
     */
    public static ParsedSchema parse(SchemaContent content, Map<String, String> references, Reading reading) {
        if (content.text().length() > LONGEST) {
            throw new ProblemException(
                    RegistryProblem.SCHEMA_TOO_LARGE, content.text().length(), LONGEST);
        }
        if (content.text().indexOf('\0') >= 0) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "it holds the character NUL");
        }
        try {
            return switch (content.type()) {
                case AVRO -> AvroSchema.parse(content, references, reading);
                case JSON -> JsonSchema.parse(content, references);
                case PROTOBUF -> ProtobufSchema.parse(content, references);
            };
        } catch (StackOverflowError e) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "it is nested too deeply").because(e);
        }
    }
}
