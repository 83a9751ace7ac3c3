package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Listing;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaForms;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Subjects and their versions. */
@RestController
@RequestMapping("/registry/subjects")
public class SubjectsController {

    private final Registry registry;
    private final SchemaForms forms;

    public SubjectsController(Registry registry, SchemaForms forms) {
        this.registry = registry;
        this.forms = forms;
    }

    @GetMapping
    ResponseEntity<byte[]> subjects(HttpServletRequest request) {
        Query query = new Query(request);
        Prefix prefix = Prefix.of(query.has("subjectPrefix") ? query.text("subjectPrefix") : Prefix.EVERY_CONTEXT);
        Listing listing = Listing.of(query.flag("deleted"), query.flag("deletedOnly"));
        return Wire.answer(
                request,
                Documents.texts(query.page(registry.subjects(listing).stream()
                        .filter(prefix::covers)
                        .map(Subject::name))));
    }

    @PostMapping("/{subject}")
    ResponseEntity<byte[]> lookup(@PathVariable String subject, HttpServletRequest request) {
        Query query = new Query(request);
        ObjectNode body = Wire.body(request);
        SchemaVersion found =
                registry.lookup(meant(subject), Requests.content(body), query.flag("normalize"), query.flag("deleted"));
        return Wire.answer(request, document(found, query));
    }

    @DeleteMapping("/{subject}")
    ResponseEntity<byte[]> delete(@PathVariable String subject, HttpServletRequest request) {
        List<Integer> gone = registry.delete(meant(subject), new Query(request).flag("permanent"));
        return Wire.answer(request, Documents.numbers(gone));
    }

    /** The latest version whose metadata has the given properties. */
    @GetMapping("/{subject}/metadata")
    ResponseEntity<byte[]> latestWithMetadata(@PathVariable String subject, HttpServletRequest request) {
        Query query = new Query(request);
        List<String> keys = query.texts("key");
        List<String> values = query.texts("value");
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            wanted.put(keys.get(i), values.get(i));
        }
        Listing listing = Listing.of(query.flag("deleted"), false);
        SchemaVersion found = registry.history(meant(subject), listing).reversed().stream()
                .filter(version -> has(version, wanted))
                .findFirst()
                .orElseThrow(() -> new ProblemException(RegistryProblem.UNREGISTERED_SCHEMA, subject));
        return Wire.answer(request, document(found, query));
    }

    private static boolean has(SchemaVersion version, Map<String, String> wanted) {
        String metadata = version.content().metadata();
        return metadata != null
                && wanted.entrySet().stream()
                        .allMatch(each -> Json.kept(metadata)
                                .path("properties")
                                .path(each.getKey())
                                .asText()
                                .equals(each.getValue()));
    }

    @GetMapping("/{subject}/versions")
    ResponseEntity<byte[]> versions(@PathVariable String subject, HttpServletRequest request) {
        Query query = new Query(request);
        boolean negative = query.flag("deletedAsNegative");
        Listing listing = Listing.of(query.flag("deleted") || negative, query.flag("deletedOnly") && !negative);
        return Wire.answer(
                request,
                Documents.numbers(query.page(registry.history(meant(subject), listing).stream()
                        .map(version -> negative && version.deleted() ? -version.version() : version.version()))));
    }

    @PostMapping("/{subject}/versions")
    ResponseEntity<byte[]> register(@PathVariable String subject, HttpServletRequest request) {
        Query query = new Query(request);
        ObjectNode body = Wire.body(request);
        SchemaVersion registered = registry.register(
                meant(subject), Requests.registration(body, query.flag("normalize"), query.flag("force")));
        return Wire.answer(request, Documents.registered(registered, text(registered, query)));
    }

    @GetMapping("/{subject}/versions/{version}")
    ResponseEntity<byte[]> version(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        Query query = new Query(request);
        SchemaVersion found = find(subject, version, query.flag("deleted"));
        ObjectNode document =
                Documents.referring(document(found, query), found.subject(), query.text("referenceFormat"));
        return Wire.answer(
                request,
                Tags.found(document, query.texts("findTags"), () -> forms.tags(found.subject(), found.content())));
    }

    @GetMapping("/{subject}/versions/{version}/schema")
    ResponseEntity<byte[]> text(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        Query query = new Query(request);
        return Wire.answer(request, 200, text(find(subject, version, query.flag("deleted")), query));
    }

    @GetMapping("/{subject}/versions/{version}/referencedby")
    ResponseEntity<byte[]> referencedBy(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        Query query = new Query(request);
        SchemaVersion found = find(subject, version, true);
        return Wire.answer(
                request,
                Documents.numbers(query.page(registry.referrers(found, query.flag("deleted")).stream()
                        .map(SchemaVersion::id)
                        .distinct()
                        .sorted())));
    }

    @DeleteMapping("/{subject}/versions/{version}")
    ResponseEntity<byte[]> delete(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        int number = Requests.version(version);
        int gone = registry.delete(meant(subject), number, new Query(request).flag("permanent"));
        return Wire.answer(request, 200, Integer.toString(gone));
    }

    private SchemaVersion find(String subject, String version, boolean withDeleted) {
        return registry.version(meant(subject), Requests.version(version), withDeleted);
    }

    private Subject meant(String subject) {
        return registry.meant(subject);
    }

    private ObjectNode document(SchemaVersion version, Query query) {
        return Documents.version(version, text(version, query));
    }

    private String text(SchemaVersion version, Query query) {
        return forms.formatted(version.subject(), version.content(), query.text("format"));
    }
}
