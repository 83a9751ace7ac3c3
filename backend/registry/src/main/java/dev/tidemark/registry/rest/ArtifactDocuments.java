package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaReference;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The JSON documents of Apicurio Registry's core protocol, version 3. */
final class ArtifactDocuments {

    static final String ROOT = "/registry/apis/registry/v3";

    private static final MediaType PROTOBUF = MediaType.parseMediaType("application/x-protobuf");

    private ArtifactDocuments() {}

    static boolean asked(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + ROOT + "/");
    }

    /**
     * The request as Confluent's protocol would put it.
     *
     * @param artifact {@code CreateArtifact}: its type, and in {@code firstVersion} the content
     * @throws ProblemException MALFORMED_REGISTRY_REQUEST
     */
    static ObjectNode registration(JsonNode artifact) {
        JsonNode first = artifact.path("firstVersion");
        JsonNode content = first.path("content");
        if (!content.path("content").isTextual()) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST, "firstVersion.content.content is not a string");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("schemaType", artifact.path("artifactType"));
        body.set("schema", content.path("content"));
        if (!first.path("version").asText().isEmpty()) {
            body.put("version", Requests.version(first.path("version").asText()));
        }
        ArrayNode references = body.putArray("references");
        for (JsonNode each : content.path("references")) {
            ArtifactName name = new ArtifactName(
                    each.path("groupId").asText(), each.path("artifactId").asText());
            ObjectNode reference = references.addObject();
            reference.set("name", each.path("name"));
            reference.put("subject", name.subject().name());
            reference.put("version", Requests.version(each.path("version").asText("latest")));
        }
        return body;
    }

    static ObjectNode created(ArtifactName name, SchemaVersion version) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.putObject("artifact")
                .put("groupId", name.group())
                .put("artifactId", name.id())
                .put("artifactType", version.content().type().name());
        document.set("version", version(name, version));
        return document;
    }

    /** The ids of a version and of its content are both the schema's: who knows one can read the content. */
    static ObjectNode version(ArtifactName name, SchemaVersion version) {
        return Json.MAPPER
                .createObjectNode()
                .put("groupId", name.group())
                .put("artifactId", name.id())
                .put("version", Integer.toString(version.version()))
                .put("artifactType", version.content().type().name())
                .put("state", "ENABLED")
                .put("globalId", version.id())
                .put("contentId", version.id());
    }

    static ArrayNode references(List<SchemaReference> references) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (SchemaReference each : references) {
            ArtifactName name = ArtifactName.of(new Subject(each.subject()));
            list.addObject()
                    .put("groupId", name.group())
                    .put("artifactId", name.id())
                    .put("version", Integer.toString(each.version()))
                    .put("name", each.name());
        }
        return list;
    }

    static ResponseEntity<byte[]> text(SchemaContent content, String text) {
        return ResponseEntity.ok()
                .contentType(content.type() == SchemaType.PROTOBUF ? PROTOBUF : MediaType.APPLICATION_JSON)
                .header("X-Registry-ArtifactType", content.type().name())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    static ResponseEntity<byte[]> answer(JsonNode document) {
        return json(200, document);
    }

    static ResponseEntity<byte[]> error(int status, int code, String message, String remedy) {
        return json(
                status,
                Json.MAPPER
                        .createObjectNode()
                        .put("status", status)
                        .put("error_code", code)
                        .put("title", message)
                        .put("detail", remedy.isEmpty() ? message : message + " " + remedy)
                        .put("name", status == 409 ? "RuleViolationException" : "RegistryException"));
    }

    private static ResponseEntity<byte[]> json(int status, JsonNode document) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.text(document).getBytes(StandardCharsets.UTF_8));
    }
}
