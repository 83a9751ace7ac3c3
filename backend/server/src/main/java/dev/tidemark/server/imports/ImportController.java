package dev.tidemark.server.imports;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.server.problems.RequestProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Definitions from elsewhere: a ZIP file of their directory, and the store that has their tables. */
@RestController
@RequestMapping("/api/v1/workspaces/{name}/import")
class ImportController {

    private static final Pattern SETTING = Pattern.compile("(\\w+)=([\\w.$-]*)");

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = {"application/zip", "application/x-zip-compressed", "application/octet-stream"})
    Map<String, Object> zip(
            @PathVariable String name,
            @RequestParam String store,
            @RequestParam(required = false, defaultValue = "") List<String> set,
            @RequestBody byte[] body,
            Principal caller) {
        return shown(imports.take(name, body, store, variables(set), caller.getName()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Map<String, Object> form(
            @PathVariable String name,
            @RequestParam String store,
            @RequestParam(required = false, defaultValue = "") List<String> set,
            @RequestParam("file") MultipartFile file,
            Principal caller) {
        try {
            return shown(imports.take(name, file.getBytes(), store, variables(set), caller.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> variables(List<String> settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String setting : settings) {
            var matcher = SETTING.matcher(setting);
            if (!setting.isBlank() && !matcher.matches()) {
                throw new ProblemException(
                        RequestProblem.MALFORMED_REQUEST, "“set” is name=value, with a value that can name a schema.");
            }
            if (matcher.matches()) {
                variables.put(matcher.group(1), matcher.group(2));
            }
        }
        return variables;
    }

    private static Map<String, Object> shown(Imports.Taken taken) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("workspace", taken.workspace());
        document.put("store", taken.store());
        document.put("commit", taken.commit());
        document.put("files", taken.files());
        document.put("semantic_models", taken.models());
        document.put("metrics", taken.metrics());
        document.put("losses", taken.losses());
        return document;
    }
}
