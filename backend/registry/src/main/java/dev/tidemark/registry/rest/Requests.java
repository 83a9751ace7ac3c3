package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistrationRequest;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.TagChange;
import dev.tidemark.registry.internal.Json;
import dev.tidemark.registry.internal.NormalMetadata;
import dev.tidemark.registry.internal.RuleSetCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What requests mean. Members that are not known are let pass; clients are often newer than servers. */
final class Requests {

    private Requests() {}

    /**
     * @throws ProblemException INVALID_SCHEMA for a type of schema that is not known, or MALFORMED_REGISTRY_REQUEST
     */
    static SchemaContent content(ObjectNode body) {
        number(body, "id");
        number(body, "version");
        return new SchemaContent(
                type(body.path("schemaType")),
                text(body.path("schema")),
                references(body.path("references")),
                metadata(body),
                ruleSet(body, "ruleSet"));
    }

    static RegistrationRequest registration(ObjectNode body, boolean normalize, boolean force) {
        TagChange tags = new TagChange(
                Tags.in(body.path("schemaTagsToAdd")),
                Tags.in(body.path("schemaTagsToRemove")),
                body.path("propagateSchemaTags").asBoolean(false));
        return new RegistrationRequest(
                content(body), number(body, "id"), number(body, "version"), normalize, force, tags);
    }

    static @Nullable String metadata(ObjectNode body) {
        return object(body, "metadata") == null ? null : Json.text(NormalMetadata.of(body.path("metadata")));
    }

    static @Nullable String ruleSet(ObjectNode body, String member) {
        String ruleSet = object(body, member);
        if (ruleSet != null) {
            RuleSetCheck.check(body.path(member));
        }
        return ruleSet;
    }

    private static SchemaType type(JsonNode name) {
        if (name.isMissingNode() || name.isNull()) {
            return SchemaType.AVRO;
        }
        return Stream.of(SchemaType.values())
                .filter(type -> type.name().equals(name.asText()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        RegistryProblem.INVALID_SCHEMA,
                        "Invalid schema type " + name.asText() + "; the types are AVRO," + " JSON and PROTOBUF."));
    }

    /** The schema is a string by the protocol; a number or a truth value is taken for its text, and nothing for an empty one. */
    private static String text(JsonNode schema) {
        if (schema.isMissingNode() || schema.isNull()) {
            return "";
        }
        if (schema.isValueNode()) {
            return schema.asText();
        }
        throw new ProblemException(
                RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member schema is not a string that holds the schema");
    }

    private static List<SchemaReference> references(JsonNode array) {
        if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member references is not a list");
        }
        List<SchemaReference> references = new ArrayList<>();
        for (JsonNode each : array) {
            Integer version = each instanceof ObjectNode reference ? number(reference, "version") : null;
            if (version == null
                    || !each.path("name").isTextual()
                    || !each.path("subject").isTextual()) {
                throw new ProblemException(
                        RegistryProblem.INVALID_SCHEMA,
                        "Invalid reference: " + each + "; it needs a name, a subject and a version.");
            }
            references.add(new SchemaReference(
                    each.path("name").asText(), each.path("subject").asText(), version));
        }
        return references;
    }

    static @Nullable String object(ObjectNode body, String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member " + member + " is no object");
        }
        return Json.text(Json.sorted(value));
    }

    static @Nullable Integer number(ObjectNode body, String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Optional<Integer> number = value.isNumber() || value.isTextual() ? number(value.asText()) : Optional.empty();
        return number.orElseThrow(() -> new ProblemException(
                RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member " + member + " is no whole number"));
    }

    /**
     * An id in a path.
     *
     * @throws Wire.Refusal 404, as what is no number names nothing
     */
    static int id(String text) {
        return number(text).orElseThrow(() -> new Wire.Refusal(HttpStatus.NOT_FOUND));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * @return a number from 1, or -1 for the latest
     * @throws ProblemException INVALID_VERSION_NUMBER
     */
    static int version(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("latest")) {
            return -1;
        }
        try {
            int number = Integer.parseInt(wanted);
            if (number > 0 || number == -1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ProblemException(RegistryProblem.INVALID_VERSION_NUMBER, text).because(e);
        }
        throw new ProblemException(RegistryProblem.INVALID_VERSION_NUMBER, text);
    }
}
