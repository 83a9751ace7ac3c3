package dev.tidemark.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How one subject, one context or everybody is treated: the settings of the protocol as a JSON object. Members that this registry does
 * not know are kept and given back.
 */
public final class Settings {

    static final String LEVEL = "compatibilityLevel";

    private final ObjectNode document;

    private Settings(ObjectNode document) {
        this.document = document;
    }

    public static Settings of(ObjectNode document) {
        return new Settings(document.deepCopy());
    }

    /** A copy, for the caller to change. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** These settings with a level; their own when they have one. */
    public Settings withDefault(CompatibilityLevel level) {
        if (document.hasNonNull(LEVEL)) {
            return this;
        }
        ObjectNode copy = document.deepCopy();
        copy.put(LEVEL, level.name());
        return new Settings(copy);
    }

    /** What is absent in the change stays, what is null goes away. */
    public Settings changedBy(ObjectNode change) {
        ObjectNode copy = document.deepCopy();
        change.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                copy.remove(member.getKey());
            } else {
                copy.set(member.getKey(), member.getValue());
            }
        });
        return new Settings(copy);
    }

    /** These settings, and for what they leave open the general ones. */
    public Settings over(Settings general) {
        ObjectNode copy = general.document.deepCopy();
        copy.remove("alias");
        copy.setAll(document);
        return new Settings(copy);
    }

    public CompatibilityLevel level() {
        String name = document.path(LEVEL).asText("");
        return name.isEmpty() ? Registry.DEFAULT_LEVEL : CompatibilityLevel.named(name);
    }

    public ContentPolicy policy() {
        return document.path("compatibilityPolicy").asText("").equalsIgnoreCase("LENIENT")
                ? ContentPolicy.LENIENT
                : ContentPolicy.STRICT;
    }

    /** The metadata property that schemas must have in common to be compared at all. */
    public Optional<String> group() {
        return text("compatibilityGroup");
    }

    /** The subject that is meant when this one is asked for. */
    public Optional<String> alias() {
        return text("alias");
    }

    /** Whether every schema is normalized before it is kept or sought. */
    public boolean normalizes() {
        return document.path("normalize").asBoolean(false);
    }

    /** Whether a new schema must be right in everything, not only be understood. */
    public boolean validatesNew() {
        return document.path("validateNewSchemas").asBoolean(true);
    }

    /** Whether the names of fields are held against those that the metadata reserves. */
    public boolean validatesFields() {
        return document.path("validateFields").asBoolean(false);
    }

    /** A member that other features read; missing when it is not set. */
    public JsonNode member(String name) {
        return document.path(name);
    }

    private Optional<String> text(String name) {
        return Optional.of(document.path(name).asText("")).filter(value -> !value.isEmpty());
    }
}
