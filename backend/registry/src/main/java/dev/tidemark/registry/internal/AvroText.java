package dev.tidemark.registry.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A schema and its one text. Documentation, defaults and logical types belong to the text; white space and the order of a type's
 * attributes do not.
 */
public record AvroText(Schema schema, String text, String fingerprint) {

    /**
     * @throws ProblemException INVALID_SCHEMA
     */
    public static AvroText parse(String json) {
        Schema schema = schema(json);
        List<String> ignored = new ArrayList<>();
        SchemaWalk.visit(schema, (path, part) -> {
            String wanted = part.getProp("logicalType");
            if (wanted != null
                    && part.getLogicalType() == null
                    && AvroCompatibility.KNOWN_LOGICAL_TYPES.contains(wanted)) {
                ignored.add(path + ": " + part.getType().getName() + " cannot be a " + wanted + " as given");
            }
        });
        if (!ignored.isEmpty()) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, String.join("; ", ignored));
        }
        String text = schema.toString();
        return new AvroText(schema, text, sha256(text));
    }

    private static Schema schema(String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (NullPointerException e) {
            throw invalid("its own type is not one that Avro knows", e);
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

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
