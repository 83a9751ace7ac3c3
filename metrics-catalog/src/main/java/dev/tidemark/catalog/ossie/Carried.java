package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The definitions that a document of Tidemark carries, with a fingerprint of the rest of it: when that was changed since, the
 * definitions do not belong to it any more.
 */
record Carried(String fingerprint, Map<String, Object> definitions) {

    private static final String EXTENSIONS = "custom_extensions";
    private static final String MODELS = "semantic_model";
    private static final JsonMapper JSON = new JsonMapper();

    /** Empty when it is not what {@link #data} says. */
    static Optional<Carried> read(String data) {
        try {
            Map<String, Object> all = entries(JSON.readValue(data, Object.class));
            Map<String, Object> definitions = entries(all.get("definitions"));
            return all.get("fingerprint") instanceof String fingerprint && !definitions.isEmpty()
                    ? Optional.of(new Carried(fingerprint, definitions))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A document of one model with the definitions in an extension of it. */
    static Map<String, Object> into(Map<String, Object> model, Map<String, Object> definitions) {
        Map<String, Object> bare = document(model);
        Map<String, Object> data = map("fingerprint", Yaml.fingerprint(Yaml.text(bare)), "definitions", definitions);
        Map<String, Object> whole = new LinkedHashMap<>(model);
        whole.put(EXTENSIONS, List.of(map("vendor_name", OssieReader.VENDOR, "data", JSON.writeValueAsString(data))));
        return document(whole);
    }

    private static Map<String, Object> document(Map<String, Object> model) {
        return map("version", Ossie.VERSION, MODELS, List.of(model));
    }

    /**
     * @param text a document whose depth was checked
     */
    boolean belongsTo(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Part.LONGEST)
                .setAllowDuplicateKeys(true)
                .build();
        Map<String, Object> document = entries(new Load(settings).loadFromString(text));
        List<Object> models = new ArrayList<>();
        if (document.get(MODELS) instanceof List<?> all) {
            for (Object model : all) {
                models.add(bare(entries(model)));
            }
        }
        document.put(MODELS, models);
        return Yaml.fingerprint(Yaml.text(document)).equals(fingerprint);
    }

    private static Map<String, Object> bare(Map<String, Object> model) {
        List<Object> others = new ArrayList<>();
        if (model.get(EXTENSIONS) instanceof List<?> all) {
            for (Object extension : all) {
                if (!OssieReader.VENDOR.equals(entries(extension).get("vendor_name"))) {
                    others.add(extension);
                }
            }
        }
        model.put(EXTENSIONS, others);
        if (others.isEmpty()) {
            model.remove(EXTENSIONS);
        }
        return model;
    }

    private static Map<String, Object> entries(@Nullable Object value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                if (each != null) {
                    entries.put(String.valueOf(key), each);
                }
            });
        }
        return entries;
    }
}
