package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegisteredSchema;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaContent;
import dev.tidemark.registry.SchemaForms;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The part of Apicurio Registry's core protocol, version 3, that its serializers speak, over the same subjects as Confluent's protocol. Source:
 * the requests of {@code apicurio-registry-avro-serde-kafka} 3.1.
 */
@RestController
@RequestMapping(ArtifactDocuments.ROOT)
public class ArtifactsController {

    private static final String LATEST = "branch=latest";

    private final Registry registry;
    private final SchemaForms forms;

    public ArtifactsController(Registry registry, SchemaForms forms) {
        this.registry = registry;
        this.forms = forms;
    }

    /** Registers; {@code ifExists} says whether the artifact may be there already. */
    @PostMapping("/groups/{group}/artifacts")
    ResponseEntity<byte[]> create(@PathVariable String group, HttpServletRequest request) {
        Query query = new Query(request);
        ObjectNode body = Wire.body(request);
        if (!body.path("artifactId").isTextual()) {
            throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "artifactId is not a string");
        }
        ArtifactName name = new ArtifactName(group, body.path("artifactId").asText());
        Subject subject = registry.meant(name.subject().name());
        String exists = query.text("ifExists");
        if ((exists.isEmpty() || exists.equals("FAIL"))
                && !registry.live(subject).isEmpty()) {
            throw new ProblemException(RegistryProblem.SUBJECT_EXISTS, subject);
        }
        SchemaVersion registered = registry.register(
                subject, Requests.registration(ArtifactDocuments.registration(body), query.flag("canonical"), false));
        return ArtifactDocuments.answer(ArtifactDocuments.created(name, registered));
    }

    @GetMapping("/groups/{group}/artifacts/{artifact}/versions/{version}")
    ResponseEntity<byte[]> version(
            @PathVariable String group, @PathVariable String artifact, @PathVariable String version) {
        ArtifactName name = new ArtifactName(group, artifact);
        return ArtifactDocuments.answer(ArtifactDocuments.version(name, find(name, version)));
    }

    @GetMapping("/groups/{group}/artifacts/{artifact}/versions/{version}/content")
    ResponseEntity<byte[]> content(
            @PathVariable String group,
            @PathVariable String artifact,
            @PathVariable String version,
            HttpServletRequest request) {
        SchemaVersion found = find(new ArtifactName(group, artifact), version);
        return ArtifactDocuments.text(found.content(), text(found.subject(), found.content(), request));
    }

    @GetMapping("/groups/{group}/artifacts/{artifact}/versions/{version}/references")
    ResponseEntity<byte[]> references(
            @PathVariable String group, @PathVariable String artifact, @PathVariable String version) {
        SchemaVersion found = find(new ArtifactName(group, artifact), version);
        return ArtifactDocuments.answer(
                ArtifactDocuments.references(found.content().references()));
    }

    /** The version of the artifact that has the content of the body, or none. */
    @PostMapping("/search/versions")
    ResponseEntity<byte[]> search(HttpServletRequest request) {
        Query query = new Query(request);
        if (query.text("artifactId").isEmpty()) {
            throw new ProblemException(
                    RegistryProblem.MALFORMED_REGISTRY_REQUEST, "only a search within one artifactId is known here");
        }
        ArtifactName name = new ArtifactName(query.text("groupId"), query.text("artifactId"));
        ObjectNode body = Json.MAPPER.createObjectNode().put("schema", Wire.text(request));
        if (!query.text("artifactType").isEmpty()) {
            body.put("schemaType", query.text("artifactType"));
        }
        Optional<SchemaVersion> found = lookup(name, Requests.content(body), query.flag("canonical"));
        ObjectNode results = Json.MAPPER.createObjectNode().put("count", found.isPresent() ? 1 : 0);
        var versions = results.putArray("versions");
        found.ifPresent(version -> versions.add(ArtifactDocuments.version(name, version)));
        return ArtifactDocuments.answer(results);
    }

    private Optional<SchemaVersion> lookup(ArtifactName name, SchemaContent content, boolean canonical) {
        try {
            return Optional.of(registry.lookup(registry.meant(name.subject().name()), content, canonical, false));
        } catch (ProblemException e) {
            if (e.problem() == RegistryProblem.UNKNOWN_SUBJECT || e.problem() == RegistryProblem.UNREGISTERED_SCHEMA) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @GetMapping({"/ids/contentIds/{id}", "/ids/globalIds/{id}"})
    ResponseEntity<byte[]> byId(@PathVariable int id, HttpServletRequest request) {
        RegisteredSchema schema = registry.schema(id, Subject.EVERYBODY);
        return ArtifactDocuments.text(
                schema.content(), text(Subject.EVERYBODY.in(schema.context()), schema.content(), request));
    }

    @GetMapping({"/ids/contentIds/{id}/references", "/ids/globalIds/{id}/references"})
    ResponseEntity<byte[]> referencesById(@PathVariable int id) {
        return ArtifactDocuments.answer(ArtifactDocuments.references(
                registry.schema(id, Subject.EVERYBODY).content().references()));
    }

    /** With {@code references=DEREFERENCE} one text that needs no other. */
    private String text(Subject place, SchemaContent content, HttpServletRequest request) {
        String handling = new Query(request).text("references");
        return forms.formatted(place, content, handling.equals("DEREFERENCE") ? "resolved" : "");
    }

    private SchemaVersion find(ArtifactName name, String version) {
        return registry.version(
                registry.meant(name.subject().name()),
                Requests.version(version.equals(LATEST) ? "latest" : version),
                false);
    }
}
