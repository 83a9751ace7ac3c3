package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.Mode;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.RegistrySettings;
import dev.tidemark.registry.Subject;
import dev.tidemark.registry.internal.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What may be written, for everybody, in a context or under a subject. */
@RestController
@RequestMapping("/registry/mode")
public class ModeController {

    private final RegistrySettings settings;

    public ModeController(RegistrySettings settings) {
        this.settings = settings;
    }

    @GetMapping
    ResponseEntity<byte[]> general(HttpServletRequest request) {
        return mode(Subject.EVERYBODY, request);
    }

    @PutMapping
    ResponseEntity<byte[]> setGeneral(HttpServletRequest request) {
        return set(Subject.EVERYBODY, request);
    }

    @DeleteMapping
    ResponseEntity<byte[]> deleteGeneral(HttpServletRequest request) {
        return delete(Subject.EVERYBODY, request);
    }

    @GetMapping("/{subject}")
    ResponseEntity<byte[]> own(@PathVariable String subject, HttpServletRequest request) {
        return mode(new Subject(subject), request);
    }

    private ResponseEntity<byte[]> mode(Subject of, HttpServletRequest request) {
        Mode mode = new Query(request).flag("defaultToGlobal")
                ? settings.mode(of)
                : settings.ownMode(of).orElseThrow(() -> new ProblemException(RegistryProblem.NO_SUBJECT_MODE, of));
        return answer(request, Optional.of(mode));
    }

    @PutMapping("/{subject}")
    ResponseEntity<byte[]> setOwn(@PathVariable String subject, HttpServletRequest request) {
        return set(new Subject(subject), request);
    }

    @DeleteMapping("/{subject}")
    ResponseEntity<byte[]> deleteOwn(@PathVariable String subject, HttpServletRequest request) {
        return delete(new Subject(subject), request);
    }

    private ResponseEntity<byte[]> set(Subject subject, HttpServletRequest request) {
        ObjectNode body = Wire.body(request);
        Optional<Mode> wanted = mode(body.path("mode"));
        if (wanted.equals(Optional.of(Mode.FORWARD)) && !subject.isGlobal()) {
            throw new ProblemException(RegistryProblem.INVALID_MODE, "Forward mode only supported on global level");
        }
        settings.setMode(subject, wanted, new Query(request).flag("force"));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("mode", body.get("mode"));
        return Wire.answer(request, answer);
    }

    private static Optional<Mode> mode(JsonNode name) {
        if (name.isNull()) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(Mode.values())
                .filter(mode -> mode.name().equals(name.asText().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        RegistryProblem.INVALID_MODE,
                        "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD.")));
    }

    private ResponseEntity<byte[]> delete(Subject subject, HttpServletRequest request) {
        Optional<Mode> own = settings.ownMode(subject);
        boolean recursive = new Query(request).flag("recursive");
        if (own.isEmpty() && !recursive) {
            throw new ProblemException(RegistryProblem.UNKNOWN_SUBJECT, subject);
        }
        settings.setMode(subject, Optional.empty(), true);
        if (recursive && subject.isContext()) {
            settings.removeModes(subject.context());
        }
        return answer(request, own);
    }

    /** A mode that nobody has set is left out. */
    private static ResponseEntity<byte[]> answer(HttpServletRequest request, Optional<Mode> mode) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        mode.ifPresent(set -> document.put("mode", set.name()));
        return Wire.answer(request, document);
    }
}
