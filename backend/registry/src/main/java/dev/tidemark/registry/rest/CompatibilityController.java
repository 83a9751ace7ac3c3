package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Compatibility;
import dev.tidemark.registry.Registry;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.SchemaVersion;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions whether a schema could follow others. */
@RestController
@RequestMapping("/registry/compatibility/subjects/{subject}/versions")
public class CompatibilityController {

    private final Registry registry;

    public CompatibilityController(Registry registry) {
        this.registry = registry;
    }

    /** With as many of the subject's versions as its level looks at. */
    @PostMapping
    ResponseEntity<byte[]> withSubject(@PathVariable String subject, HttpServletRequest request) {
        Subject of = registry.meant(subject);
        return check(of, registry.live(of), request);
    }

    /** With one version; the latest of a subject that has none gets along with anything. */
    @PostMapping("/{version}")
    ResponseEntity<byte[]> withVersion(
            @PathVariable String subject, @PathVariable String version, HttpServletRequest request) {
        Subject of = registry.meant(subject);
        int number = Requests.version(version);
        Optional<SchemaVersion> found = registry.find(of, number);
        if (found.isEmpty() && number != -1) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SCHEMA_VERSION, subject, number);
        }
        return check(of, found.stream().toList(), request);
    }

    private ResponseEntity<byte[]> check(Subject subject, List<SchemaVersion> with, HttpServletRequest request) {
        Query query = new Query(request);
        ObjectNode body = Wire.body(request);
        boolean verbose = query.flag("verbose");
        try {
            Compatibility compatibility =
                    registry.compatibility(subject, Requests.content(body), query.flag("normalize"), with);
            return answer(request, compatibility, verbose);
        } catch (ProblemException e) {
            if (verbose && e.problem() == RegistryProblem.INVALID_SCHEMA) {
                return answer(request, new Compatibility(List.of(e.detail())), true);
            }
            throw e;
        }
    }

    private static ResponseEntity<byte[]> answer(
            HttpServletRequest request, Compatibility compatibility, boolean verbose) {
        ObjectNode document = Json.MAPPER.createObjectNode().put("is_compatible", compatibility.holds());
        if (verbose && !compatibility.holds()) {
            document.set("messages", Documents.texts(compatibility.messages()));
        } else if (verbose) {
            document.putArray("messages");
        }
        return Wire.answer(request, document);
    }
}
