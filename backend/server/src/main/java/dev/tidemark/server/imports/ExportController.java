package dev.tidemark.server.imports;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.ossie.Ossie;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.problems.RequestProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The definitions of a workspace for other tools: in JSON with what they lose; the document alone for who accepts YAML. */
@RestController
@RequestMapping("/api/v1/workspaces/{name}/export")
class ExportController {

    private static final String OSSIE = "ossie";

    private final Imports imports;

    ExportController(Imports imports) {
        this.imports = imports;
    }

    @GetMapping
    ResponseEntity<Object> export(
            @PathVariable String name,
            @RequestParam(defaultValue = OSSIE) String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        MetricCatalog catalog = catalog(name, format);
        Ossie.Exported exported = Ossie.write(catalog);
        if (accept.contains("yaml")) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(exported.document());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", name);
        document.put("commit", catalog.commit());
        document.put("format", OSSIE);
        document.put("format_version", Ossie.VERSION);
        document.put("document", exported.document());
        document.put("losses", exported.losses());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }

    private MetricCatalog catalog(String workspace, String format) {
        if (!format.equals(OSSIE)) {
            throw new ProblemException(
                    RequestProblem.MALFORMED_REQUEST, "“format” is ossie, the one format that is written.");
        }
        return imports.inForce(workspace);
    }
}
