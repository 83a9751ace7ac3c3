package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Listing;
import dev.tidemark.registry.RegisteredSchema;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.RegistrySettings;
import dev.tidemark.registry.SchemaForms;
import dev.tidemark.registry.SchemaType;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Schemas by their ids and guids, whatever their subjects. */
@RestController
@RequestMapping("/registry/schemas")
public class SchemasController {

    private final Registry registry;
    private final RegistrySettings settings;
    private final SchemaForms forms;

    public SchemasController(Registry registry, RegistrySettings settings, SchemaForms forms) {
        this.registry = registry;
        this.settings = settings;
        this.forms = forms;
    }

    @GetMapping
    ResponseEntity<byte[]> schemas(HttpServletRequest request) {
        Query query = new Query(request);
        Prefix prefix = Prefix.of(query.text("subjectPrefix"));
        Map<Subject, List<Subject>> aliases = query.flag("aliases") ? aliases(prefix) : Map.of();
        Stream<SchemaVersion> matching = registry.all(Listing.of(query.flag("deleted"), false)).stream()
                .filter(version -> prefix.covers(version.subject()) || aliases.containsKey(version.subject()));
        if (query.flag("latestOnly")) {
            Map<Subject, SchemaVersion> latest = new LinkedHashMap<>();
            matching.forEach(version -> latest.put(version.subject(), version));
            matching = latest.values().stream();
        }
        String ruleType = query.text("ruleType");
        ArrayNode list = Json.MAPPER.createArrayNode();
        query.page(matching.filter(version -> ruleType.isEmpty() || hasRule(version, ruleType)))
                .forEach(version -> list.add(listed(version, aliases)));
        return Wire.answer(request, list);
    }

    private Map<Subject, List<Subject>> aliases(Prefix prefix) {
        Map<Subject, List<Subject>> covered = new HashMap<>();
        settings.aliases()
                .forEach((meant, names) ->
                        covered.put(meant, names.stream().filter(prefix::covers).toList()));
        covered.values().removeIf(List::isEmpty);
        return covered;
    }

    private static boolean hasRule(SchemaVersion version, String type) {
        String ruleSet = version.content().ruleSet();
        return ruleSet != null
                && Stream.of("migrationRules", "domainRules", "encodingRules")
                        .flatMap(kind -> Json.kept(ruleSet).path(kind).valueStream())
                        .anyMatch(rule -> rule.path("type").asText().equals(type));
    }

    private static ObjectNode listed(SchemaVersion version, Map<Subject, List<Subject>> aliases) {
        ObjectNode document = Documents.version(version, version.schema());
        List<Subject> names = aliases.getOrDefault(version.subject(), List.of());
        if (!names.isEmpty()) {
            document.set(
                    "aliases", Documents.texts(names.stream().map(Subject::name).toList()));
        }
        return document;
    }

    /** In the order in which the protocol's first server has them. */
    @GetMapping("/types")
    ResponseEntity<byte[]> types(HttpServletRequest request) {
        return Wire.answer(
                request,
                Documents.texts(Stream.of(SchemaType.JSON, SchemaType.PROTOBUF, SchemaType.AVRO)
                        .map(Enum::name)
                        .toList()));
    }

    @GetMapping("/ids/{id}")
    ResponseEntity<byte[]> schema(@PathVariable String id, HttpServletRequest request) {
        Query query = new Query(request);
        RegisteredSchema schema = find(Requests.id(id), query);
        ObjectNode document = Json.MAPPER.createObjectNode();
        Optional<SchemaVersion> use = registry.usesOf(schema, Listing.WITH_DELETED).stream()
                .min(Comparator.comparing(SchemaVersion::deleted));
        use.ifPresent(
                version -> document.put("subject", version.subject().name()).put("version", version.version()));
        Documents.schema(document, schema.guid(), schema.content(), text(schema, query));
        use.ifPresent(version -> Documents.of(document, version));
        Subject place = Subject.EVERYBODY.in(schema.context());
        Documents.referring(document, place, query.text("referenceFormat"));
        Tags.found(document, query.texts("findTags"), () -> forms.tags(place, schema.content()));
        if (query.flag("includeSubjects")) {
            document.set(
                    "subjects",
                    Documents.texts(registry.usesOf(schema, Listing.LIVE).stream()
                            .map(live -> live.subject().name())
                            .distinct()
                            .toList()));
        }
        if (query.flag("fetchMaxId")) {
            document.put("maxId", registry.highestId(schema.context()));
        }
        return Wire.answer(request, document);
    }

    @GetMapping("/ids/{id}/schema")
    ResponseEntity<byte[]> text(@PathVariable String id, HttpServletRequest request) {
        Query query = new Query(request);
        return Wire.answer(request, 200, text(find(Requests.id(id), query), query));
    }

    @GetMapping("/ids/{id}/subjects")
    ResponseEntity<byte[]> subjects(@PathVariable String id, HttpServletRequest request) {
        Query query = new Query(request);
        return Wire.answer(
                request,
                Documents.texts(query.page(
                        uses(id, query).map(use -> use.subject().name()).distinct())));
    }

    @GetMapping("/ids/{id}/versions")
    ResponseEntity<byte[]> versions(@PathVariable String id, HttpServletRequest request) {
        Query query = new Query(request);
        ArrayNode list = Json.MAPPER.createArrayNode();
        query.page(uses(id, query))
                .forEach(use ->
                        list.addObject().put("subject", use.subject().name()).put("version", use.version()));
        return Wire.answer(request, list);
    }

    @GetMapping("/guids/{guid}")
    ResponseEntity<byte[]> byGuid(@PathVariable String guid, HttpServletRequest request) {
        RegisteredSchema schema = schemas(guid).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNKNOWN_SCHEMA, guid));
        ObjectNode document = Json.MAPPER.createObjectNode();
        Documents.schema(document, schema.guid(), schema.content(), text(schema, new Query(request)));
        return Wire.answer(request, document);
    }

    @GetMapping("/guids/{guid}/ids")
    ResponseEntity<byte[]> idsByGuid(@PathVariable String guid, HttpServletRequest request) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        schemas(guid)
                .forEach(schema ->
                        list.addObject().put("context", schema.context()).put("id", schema.id()));
        return Wire.answer(request, list);
    }

    /** What is no GUID is the GUID of nothing. */
    private List<RegisteredSchema> schemas(String guid) {
        try {
            return registry.schemas(UUID.fromString(guid));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** All of them: a subject in the query only says which schema of the id is meant. */
    private Stream<SchemaVersion> uses(String id, Query query) {
        return registry.usesOf(find(Requests.id(id), query), Listing.of(query.flag("deleted"), false)).stream();
    }

    private RegisteredSchema find(int id, Query query) {
        return registry.schema(id, registry.meant(query.text("subject")));
    }

    private String text(RegisteredSchema schema, Query query) {
        Subject place = Subject.EVERYBODY.in(schema.context());
        return forms.formatted(place, schema.content(), query.text("format"));
    }
}
