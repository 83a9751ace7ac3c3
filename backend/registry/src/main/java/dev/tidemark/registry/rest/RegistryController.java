package dev.tidemark.registry.rest;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.CompatibilityLevel;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Confluent's schema registry API, version 1. Errors have Confluent's shape instead of the portal's, because its clients read it. */
@RestController
@RequestMapping(
        path = "/registry",
        produces = {RegistryController.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
public class RegistryController {

    static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final Registry registry;

    public RegistryController(Registry registry) {
        this.registry = registry;
    }

    @GetMapping("/schemas/types")
    List<String> types() {
        return List.of("AVRO");
    }

    @GetMapping("/schemas/ids/{id}")
    RegistryDocuments.SchemaText schema(@PathVariable int id) {
        return new RegistryDocuments.SchemaText(registry.byId(id));
    }

    @GetMapping("/schemas/ids/{id}/versions")
    List<RegistryDocuments.Use> uses(@PathVariable int id) {
        return registry.usesOf(id).stream()
                .map(use -> new RegistryDocuments.Use(use.subject().name(), use.version()))
                .toList();
    }

    @GetMapping("/subjects")
    List<String> subjects() {
        return registry.subjects().stream().map(Subject::name).toList();
    }

    @GetMapping("/subjects/{subject}/versions")
    List<Integer> versions(@PathVariable String subject) {
        return registry.versions(new Subject(subject));
    }

    @GetMapping("/subjects/{subject}/versions/{version}")
    RegistryDocuments.Version version(@PathVariable String subject, @PathVariable String version) {
        return RegistryDocuments.Version.of(find(subject, version));
    }

    @PostMapping("/subjects/{subject}/versions")
    RegistryDocuments.Id register(@PathVariable String subject, @RequestBody RegistryDocuments.SchemaRequest request) {
        return new RegistryDocuments.Id(
                registry.register(new Subject(subject), schemaOf(request)).id());
    }

    @PostMapping("/subjects/{subject}")
    RegistryDocuments.Version lookup(
            @PathVariable String subject, @RequestBody RegistryDocuments.SchemaRequest request) {
        return RegistryDocuments.Version.of(registry.lookup(new Subject(subject), schemaOf(request)));
    }

    @PostMapping("/compatibility/subjects/{subject}/versions")
    RegistryDocuments.Verdict compatibility(
            @PathVariable String subject, @RequestBody RegistryDocuments.SchemaRequest request) {
        return verdict(registry.compatibility(new Subject(subject), schemaOf(request)));
    }

    @PostMapping("/compatibility/subjects/{subject}/versions/{version}")
    RegistryDocuments.Verdict compatibility(
            @PathVariable String subject,
            @PathVariable String version,
            @RequestBody RegistryDocuments.SchemaRequest request) {
        return verdict(registry.compatibility(find(subject, version), schemaOf(request)));
    }

    @GetMapping("/config")
    RegistryDocuments.Level level() {
        return new RegistryDocuments.Level(registry.globalLevel().name());
    }

    @PutMapping("/config")
    RegistryDocuments.ChangedLevel setLevel(@RequestBody RegistryDocuments.LevelRequest request) {
        CompatibilityLevel level = levelOf(request);
        registry.setGlobalLevel(level);
        return new RegistryDocuments.ChangedLevel(level.name());
    }

    @GetMapping("/config/{subject}")
    RegistryDocuments.Level level(
            @PathVariable String subject, @RequestParam(defaultValue = "false") boolean defaultToGlobal) {
        Subject of = new Subject(subject);
        CompatibilityLevel level = defaultToGlobal
                ? registry.level(of)
                : registry.ownLevel(of)
                        .orElseThrow(() -> new ProblemException(RegistryProblem.NO_SUBJECT_LEVEL, subject));
        return new RegistryDocuments.Level(level.name());
    }

    @PutMapping("/config/{subject}")
    RegistryDocuments.ChangedLevel setLevel(
            @PathVariable String subject, @RequestBody RegistryDocuments.LevelRequest request) {
        CompatibilityLevel level = levelOf(request);
        registry.setLevel(new Subject(subject), level);
        return new RegistryDocuments.ChangedLevel(level.name());
    }

    @ExceptionHandler
    ResponseEntity<RegistryDocuments.RegistryError> problem(ProblemException occurrence) {
        int code = occurrence.problem() instanceof RegistryProblem known
                ? known.errorCode()
                : occurrence.problem().status();
        return ResponseEntity.status(occurrence.problem().status())
                .contentType(MediaType.parseMediaType(MEDIA_TYPE))
                .body(new RegistryDocuments.RegistryError(code, occurrence.detail() + " " + occurrence.remedy()));
    }

    @ExceptionHandler
    ResponseEntity<RegistryDocuments.RegistryError> unreadable(HttpMessageNotReadableException e) {
        return problem(new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "it is not the expected JSON")
                .because(e));
    }

    private SchemaVersion find(String subject, String version) {
        if (version.equals("latest") || version.equals("-1")) {
            return registry.latest(new Subject(subject));
        }
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return registry.version(new Subject(subject), number);
            }
        } catch (NumberFormatException e) {
            throw new ProblemException(RegistryProblem.INVALID_VERSION_NUMBER, version).because(e);
        }
        throw new ProblemException(RegistryProblem.INVALID_VERSION_NUMBER, version);
    }

    private static RegistryDocuments.Verdict verdict(Compatibility compatibility) {
        return new RegistryDocuments.Verdict(compatibility.holds(), compatibility.conflicts());
    }

    private static CompatibilityLevel levelOf(RegistryDocuments.LevelRequest request) {
        return Registry.levelNamed(String.valueOf(request.compatibility()));
    }

    private static String schemaOf(RegistryDocuments.SchemaRequest request) {
        String type = request.schemaType();
        if (type != null && !type.equals("AVRO")) {
            throw new ProblemException(
                    RegistryProblem.INVALID_SCHEMA, "schema type " + type + " is not supported, only AVRO");
        }
        List<Object> references = request.references();
        if (references != null && !references.isEmpty()) {
            throw new ProblemException(RegistryProblem.INVALID_SCHEMA, "references to other schemas are not supported");
        }
        String schema = request.schema();
        if (schema == null) {
            throw new ProblemException(RegistryProblem.MALFORMED_REGISTRY_REQUEST, "the member schema is missing");
        }
        return schema;
    }
}
