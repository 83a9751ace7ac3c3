package dev.tidemark.incidents.internal;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Evidence and notices as text. */
public final class Json {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** Keys in their order, so that the same evidence is the same text. */
    public static String sorted(Map<String, ?> object) {
        return JSON.writeValueAsString(object);
    }

    public static String inOrder(Map<String, ?> object) {
        return JSON.writer()
                .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(object);
    }

    public static Map<String, Object> read(String json) {
        return JSON.readValue(json, OBJECT);
    }
}
