package dev.tidemark.server.captures;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.RowChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The text of an Avro schema, changed where it has to be and nowhere else, so that a reviewer sees the lines that matter. */
final class SchemaText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectWriter ON_ONE_LINE = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Spacing.AFTER)
                            .withObjectEntrySpacing(Spacing.AFTER)
                            .withArrayValueSpacing(Spacing.AFTER))
                    .withObjectIndenter(DefaultPrettyPrinter.NopIndenter.instance)
                    .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance));

    private SchemaText() {}

    /**
     * @param avro a record with a field that says what happened to a row, as captured events have
     * @param fields to stand before the fields about the change
     */
    static String with(List<ObjectNode> fields, String avro) {
        try {
            int at = firstAboutTheChange(avro);
            int blank = at;
            while (blank > 0 && Character.isWhitespace(avro.charAt(blank - 1))) {
                blank--;
            }
            StringBuilder text = new StringBuilder(avro.substring(0, at));
            for (ObjectNode field : fields) {
                text.append(ON_ONE_LINE.writeValueAsString(field)).append(',').append(avro, blank, at);
            }
            return text.append(avro.substring(at)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("A schema in force is no JSON", e);
        }
    }

    /** Where the first of the record's fields about the change begins. */
    private static int firstAboutTheChange(String avro) throws IOException {
        try (JsonParser parser = JSON.createParser(avro)) {
            int depth = 0;
            long field = -1;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart() && ++depth == 3) {
                    field = parser.currentTokenLocation().getCharOffset();
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 3
                        && token == JsonToken.VALUE_STRING
                        && "name".equals(parser.currentName())
                        && RowChange.FIELDS.contains(parser.getText())) {
                    return (int) field;
                }
            }
        }
        throw new IllegalStateException("The schema has none of the fields " + RowChange.FIELDS);
    }
}
