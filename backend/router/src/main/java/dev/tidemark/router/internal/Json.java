package dev.tidemark.router.internal;

import dev.tidemark.router.MetricQuery;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The router's documents as JSON. A member that nobody knows is an error: a slip in a question must not change its answer. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantText()))
            .build();

    private Json() {}

    public static String write(Object document) {
        return MAPPER.writeValueAsString(document);
    }

    /**
     * @throws JacksonException when the text is no such document
     */
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    static <T> T read(JsonNode document, Class<T> type) {
        return MAPPER.treeToValue(document, type);
    }

    /**
     * @throws JacksonException when the text is no question
     */
    public static MetricQuery question(String text) {
        return question(MAPPER.readTree(text));
    }

    /**
     * @throws JacksonException when the document is no question
     */
    public static MetricQuery question(JsonNode document) {
        return read(SaidAliases.gathered(document), MetricQuery.class);
    }
}
