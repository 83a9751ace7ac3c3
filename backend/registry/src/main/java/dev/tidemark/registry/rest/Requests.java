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
import dev.tidemark.registry.internal.RuleSetCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What requests mean. Members that are not known are let pass; clients are often newer than servers. */
final class Requests {

    private Requests() {}

    /**
     * @throws ProblemException INVALID_SCHEMA for a type of schema that is not known, or MALFORMED_REGISTRY_REQUEST
     */
    static SchemaContent content(ObjectNode body) {
        return new SchemaContent(
                type(body.path("schemaType")),
                text(body.path("schema")),
                references(body.path("references")),
                object(body, "metadata"),
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

    /** The schema is a string by the protocol; a JSON object in its place is taken for the text that it is. */
    private static String text(JsonNode schema) {
        if (schema.isMissingNode() || schema.isNull()) {
            return "";
        }
        if (schema.isTextual()) {
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
            if (!each.path("name").isTextual()
                    || !each.path("subject").isTextual()
                    || !each.path("version").isInt()) {
                throw new ProblemException(
                        RegistryProblem.MALFORMED_REGISTRY_REQUEST,
                        "a reference needs a name, a subject and a version");
            }
            references.add(new SchemaReference(
                    each.path("name").asText(),
                    each.path("subject").asText(),
                    each.path("version").asInt()));
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
        if (!value.isInt()) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member " + member + " is no number");
        }
        return value.asInt();
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
