package dev.tidemark.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.registry.RegistryProblem;
import dev.tidemark.registry.RegistrySettings;
import dev.tidemark.registry.Settings;
import dev.tidemark.registry.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Settings of everybody, of contexts and of subjects. */
@RestController
@RequestMapping("/registry/config")
public class ConfigController {

    private final RegistrySettings settings;

    public ConfigController(RegistrySettings settings) {
        this.settings = settings;
    }

    @GetMapping
    ResponseEntity<byte[]> general(HttpServletRequest request) {
        return settings(Subject.EVERYBODY, request);
    }

    @PutMapping
    ResponseEntity<byte[]> changeGeneral(HttpServletRequest request) {
        return change(Subject.EVERYBODY, request);
    }

    @DeleteMapping
    ResponseEntity<byte[]> deleteGeneral(HttpServletRequest request) {
        return Wire.answer(request, settings.remove(Subject.EVERYBODY).document());
    }

    @GetMapping("/{subject}")
    ResponseEntity<byte[]> own(@PathVariable String subject, HttpServletRequest request) {
        return settings(new Subject(subject), request);
    }

    private ResponseEntity<byte[]> settings(Subject of, HttpServletRequest request) {
        Settings found = new Query(request).flag("defaultToGlobal")
                ? settings.inScope(of)
                : settings.own(of).orElseThrow(() -> new ProblemException(RegistryProblem.NO_SUBJECT_LEVEL, of));
        return Wire.answer(request, found.document());
    }

    @PutMapping("/{subject}")
    ResponseEntity<byte[]> changeOwn(@PathVariable String subject, HttpServletRequest request) {
        return change(new Subject(subject), request);
    }

    @DeleteMapping("/{subject}")
    ResponseEntity<byte[]> deleteOwn(@PathVariable String subject, HttpServletRequest request) {
        return Wire.answer(request, settings.remove(new Subject(subject)).document());
    }

    /** Who sets a level calls it compatibility; who copies what a GET has answered, compatibilityLevel. */
    private ResponseEntity<byte[]> change(Subject subject, HttpServletRequest request) {
        ObjectNode change = Wire.body(request);
        if (change.has("compatibility")) {
            change.set("compatibilityLevel", change.remove("compatibility"));
        }
        return Wire.answer(request, Documents.change(settings.change(subject, change)));
    }
}
