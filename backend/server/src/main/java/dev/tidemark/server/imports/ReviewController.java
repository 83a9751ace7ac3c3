package dev.tidemark.server.imports;

import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks at definitions, as a ZIP file of their directory, and keeps nothing of them. */
@RestController
@RequestMapping("/api/v1/workspaces/{name}")
class ReviewController {

    private static final String ZIP = "application/zip";

    private final Imports imports;

    ReviewController(Imports imports) {
        this.imports = imports;
    }

    /** What is there, if all of it holds together. */
    @PostMapping(path = "/validate", consumes = ZIP)
    Map<String, Object> validate(
            @PathVariable String name,
            @RequestParam(required = false, defaultValue = "") List<String> set,
            @RequestBody byte[] body) {
        Imports.Read read = imports.read(name, body, ImportController.variables(set));
        MetricCatalog catalog = read.catalog();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", name);
        document.put("semantic_models", catalog.models().size());
        document.put("metrics", catalog.metrics().size());
        document.put("saved_queries", catalog.savedQueries().size());
        document.put("losses", read.losses());
        return document;
    }

    /** What would become of each metric of the workspace; those that stay as they are, are left out. */
    @PostMapping(path = "/diff", consumes = ZIP)
    Map<String, Object> diff(
            @PathVariable String name,
            @RequestParam(required = false, defaultValue = "") List<String> set,
            @RequestBody byte[] body) {
        MetricCatalog now = imports.inForce(name);
        MetricCatalog then =
                imports.read(name, body, ImportController.variables(set)).catalog();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", name);
        document.put("commit", now.commit());
        document.put(
                "changes",
                MetricChange.between(now, then).stream()
                        .map(ReviewController::shown)
                        .toList());
        return document;
    }

    private static Map<String, Object> shown(MetricChange change) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("metric", change.name().value());
        document.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        document.put("differences", change.differences());
        put(document, "owner", change.owner());
        put(document, "version_before", change.before());
        put(document, "version_after", change.after());
        put(document, "version_called_for", change.versionCalledFor());
        return document;
    }

    private static void put(Map<String, Object> document, String name, Optional<String> value) {
        value.ifPresent(present -> document.put(name, present));
    }
}
