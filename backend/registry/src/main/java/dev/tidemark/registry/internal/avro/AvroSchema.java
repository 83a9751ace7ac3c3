package dev.tidemark.registry.internal.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.ContentPolicy;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaEntity;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.Conflict;
import dev.tidemark.registry.internal.ParsedSchema;
import dev.tidemark.registry.internal.Reading;
import dev.tidemark.registry.internal.rules.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Documentation, defaults and logical types belong to the text; white space and the order of a type's attributes do not. */
public record AvroSchema(Schema schema, List<Schema> referred, SchemaContent content) implements ParsedSchema {

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    public static AvroSchema parse(SchemaContent content, Map<String, String> references, Reading reading) {
        boolean strict = reading == Reading.AS_NEW;
        Schema.Parser parser = new Schema.Parser(strict ? NameValidator.STRICT_VALIDATOR : NameValidator.NO_VALIDATION)
                .setValidateDefaults(strict);
        List<Schema> referred = new ArrayList<>();
        references.forEach((name, text) -> {
            if (!parser.getTypes().containsKey(name)) {
                referred.add(schema(parser, text));
            }
        });
        Schema schema = schema(parser, content.text());
        String text = schema.toString(referred, false);
        return new AvroSchema(schema, referred, content.withText(text, content.references()));
    }

    @Override
    public SchemaContent normalized() {
        String text = NormalAvro.text(schema, referred);
        return content.withText(
                text, content.references().stream().sorted().distinct().toList());
    }

    @Override
    public List<Conflict> conflictsReading(ParsedSchema writer, ContentPolicy policy) {
        return SchemaCompatibility.checkReaderWriterCompatibility(schema, ((AvroSchema) writer).schema)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(AvroSchema::conflict)
                .toList();
    }

    @Override
    public List<SchemaField> fields() {
        return AvroFields.of(schema);
    }

    @Override
    public Map<SchemaEntity, Set<String>> tags() {
        return AvroTags.of(content.text());
    }

    @Override
    public SchemaContent tagged(TagChange change) {
        return content.withText(AvroTags.changed(content.text(), change), content.references());
    }

    @Override
    public String formatted(String format) {
        return format.equals("resolved") ? resolved() : content.text();
    }

    @Override
    public String resolved() {
        return schema.toString();
    }

    private static Conflict conflict(Incompatibility found) {
        return new Conflict(
                found.getLocation(),
                found.getType().name(),
                switch (found.getType()) {
                    case NAME_MISMATCH -> "the types have different names (" + found.getMessage() + ")";
                    case FIXED_SIZE_MISMATCH -> "the fixed types have different sizes (" + found.getMessage() + ")";
                    case MISSING_ENUM_SYMBOLS ->
                        "the reader lacks symbols that may have been written: " + found.getMessage();
                    case READER_FIELD_MISSING_DEFAULT_VALUE ->
                        "the field " + found.getMessage() + " has no default and was not written";
                    case TYPE_MISMATCH -> "the types differ (" + found.getMessage() + ")";
                    case MISSING_UNION_BRANCH ->
                        "the reader has no branch for what may have been written (" + found.getMessage() + ")";
                },
                found.getWriterFragment().toString(),
                found.getReaderFragment().toString(),
                switch (found.getType()) {
                    case NAME_MISMATCH -> "keep the name, or give the new type the old name as an alias";
                    case FIXED_SIZE_MISMATCH -> "keep the size, or add a new field with a default beside the old one";
                    case MISSING_ENUM_SYMBOLS -> "keep the symbols, or give the enum a default symbol";
                    case READER_FIELD_MISSING_DEFAULT_VALUE -> "give the field " + found.getMessage() + " a default";
                    case TYPE_MISMATCH ->
                        "keep the type or widen it (int to long, float or double; string and bytes "
                                + "either way), or add a new field with a default beside the old one";
                    case MISSING_UNION_BRANCH -> "keep every branch of the union";
                });
    }

    private static Schema schema(Schema.Parser parser, String json) {
        try {
            return parser.parse(json);
        } catch (NullPointerException e) {
            throw invalid("its type is not one that Avro knows", e);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()), e);
        } catch (AvroRuntimeException e) {
            throw invalid(
                    e.getCause() instanceof JsonProcessingException notJson
                            ? "it is no JSON: " + notJson.getOriginalMessage()
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static ProblemException invalid(String reason, Exception cause) {
        return new ProblemException(RegistryProblem.INVALID_SCHEMA, reason).because(cause);
    }
}
