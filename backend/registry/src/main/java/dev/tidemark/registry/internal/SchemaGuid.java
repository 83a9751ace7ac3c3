package dev.tidemark.registry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.registry.SchemaContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The GUID of a schema: the MD5 of its text, its references, its metadata and its rules, taken in the order in which Confluent's Schema
 * Registry takes them. So a record that carries the GUID of a schema there finds the same schema here.
 */
final class SchemaGuid {

    private final MessageDigest digest = md5();

    private SchemaGuid() {}

    static UUID of(SchemaContent content) {
        SchemaGuid guid = new SchemaGuid();
        guid.text(content.text());
        content.references().forEach(reference -> {
            guid.text(reference.name());
            guid.text(reference.subject());
            guid.digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(reference.version())
                    .array());
        });
        guid.metadata(json(content.metadata()));
        guid.ruleSet(json(content.ruleSet()));
        ByteBuffer sum = ByteBuffer.wrap(guid.digest.digest());
        return new UUID(sum.getLong(), sum.getLong());
    }

    private static JsonNode json(@Nullable String text) {
        return text == null ? MissingNode.getInstance() : Json.sorted(Json.kept(text));
    }

    private void metadata(JsonNode metadata) {
        present(metadata);
        metadata.path("tags").properties().forEach(tagged -> {
            text(tagged.getKey());
            set(tagged.getValue());
        });
        map(metadata.path("properties"));
        set(metadata.path("sensitive"));
    }

    private void ruleSet(JsonNode ruleSet) {
        present(ruleSet);
        for (String kind : new String[] {"migrationRules", "domainRules", "encodingRules"}) {
            ruleSet.path(kind).forEach(this::rule);
        }
        text(ruleSet.path("enableAt").asText(""));
    }

    private void rule(JsonNode rule) {
        text(rule.path("name").asText(""));
        text(rule.path("doc").asText(""));
        text(rule.path("kind").asText("TRANSFORM"));
        text(rule.path("mode").asText("WRITEREAD"));
        text(rule.path("type").asText(""));
        set(rule.path("tags"));
        map(rule.path("params"));
        for (String member : new String[] {"expr", "onSuccess", "onFailure"}) {
            text(rule.path(member).asText(""));
        }
        if (rule.path("disabled").asBoolean(false)) {
            digest.update((byte) 1);
        }
    }

    /** Metadata or rules that say nothing are still not the same as none. */
    private void present(JsonNode node) {
        if (!node.isMissingNode()) {
            digest.update((byte) 1);
        }
    }

    private void map(JsonNode map) {
        map.properties().forEach(member -> {
            text(member.getKey());
            text(member.getValue().asText(""));
        });
    }

    private void set(JsonNode list) {
        TreeSet<String> values = new TreeSet<>();
        list.forEach(value -> values.add(value.asText("")));
        values.forEach(this::text);
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
