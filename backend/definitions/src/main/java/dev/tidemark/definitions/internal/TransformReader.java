package dev.tidemark.definitions.internal;

import dev.tidemark.definitions.Check;
import dev.tidemark.definitions.Materialization;
import dev.tidemark.definitions.TransformDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads {@code transforms/}: a SELECT and what is declared about its result. */
final class TransformReader {

    private final String workspace;
    private final SortedMap<String, String> files;
    private final Faults faults;

    TransformReader(String workspace, SortedMap<String, String> files, Faults faults) {
        this.workspace = workspace;
        this.files = files;
        this.faults = faults;
    }

    List<TransformDefinition> read() {
        List<TransformDefinition> transforms = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.startsWith("transforms/") && path.endsWith(".sql")) {
                transform(path, text).ifPresent(transforms::add);
            } else if (path.startsWith("transforms/") && path.endsWith(".yaml")) {
                String sql = path.replaceAll("\\.yaml$", ".sql");
                if (!files.containsKey(sql)) {
                    faults.add(full(path), 0, "The query " + sql + " is missing beside this file.");
                }
            }
        });
        return transforms;
    }

    private Optional<TransformDefinition> transform(String path, String sql) {
        String name = WorkspaceReader.stem(path);
        Naming.TRANSFORM.check(name, full(path), 0, faults);
        if (sql.isBlank()) {
            faults.add(full(path), 0, "The query is empty. Write one SELECT.");
        }
        String declared = path.replaceAll("\\.sql$", ".yaml");
        if (!files.containsKey(declared)) {
            faults.add(full(declared), 0, "This file is missing. It says how " + name + " is built and who owns it.");
            return Optional.empty();
        }
        return YamlObject.read(full(declared), files.getOrDefault(declared, ""), faults)
                .map(yaml -> {
                    TransformDefinition transform = new TransformDefinition(
                            name,
                            sql,
                            yaml.choice("materialization", Materialization.class, Materialization.FULL),
                            yaml.texts("inputs"),
                            yaml.texts("key"),
                            yaml.optionalText("effective_time"),
                            yaml.optionalText("time_column"),
                            yaml.duration("every", Duration.ofHours(1)),
                            checks(yaml, full(declared)),
                            yaml.text("owner"),
                            yaml.text("description"));
                    needs(transform, yaml, full(declared));
                    yaml.done();
                    return transform;
                });
    }

    private List<Check> checks(YamlObject yaml, String file) {
        List<Check> checks = new ArrayList<>();
        for (YamlObject check : yaml.objects("checks")) {
            if (check.has("not_null")) {
                checks.add(new Check.NotNull(check.texts("not_null")));
            } else if (check.has("unique")) {
                checks.add(new Check.Unique(check.texts("unique")));
            } else if (check.has("accepted")) {
                checks.add(new Check.Accepted(check.text("accepted"), check.texts("values")));
            } else if (check.has("at_least")) {
                checks.add(new Check.AtLeast(check.number("at_least", 0, 0)));
            } else {
                faults.add(
                        file,
                        check.line(),
                        "This is no check. Write not_null: [columns], unique: [columns], accepted: column with values: [a, b], or at_least: rows.");
                continue;
            }
            check.done();
        }
        return checks;
    }

    private void needs(TransformDefinition transform, YamlObject yaml, String file) {
        String word = transform.materialization().word();
        boolean keyed = switch (transform.materialization()) {
            case MERGE, SCD1, SCD2 -> true;
            case FULL, PARTITION -> false;
        };
        if (keyed && transform.key().isEmpty()) {
            faults.add(file, yaml.lineOf("materialization"), "“" + word + "” needs a key. Add “key: [column]”.");
        }
        if (transform.materialization() == Materialization.SCD2 && transform.effectiveTime() == null) {
            faults.add(
                    file,
                    yaml.lineOf("materialization"),
                    "“scd2” needs to know from when a row holds. Add “effective_time: column”.");
        }
        if (transform.materialization() == Materialization.PARTITION && transform.timeColumn() == null) {
            faults.add(
                    file,
                    yaml.lineOf("materialization"),
                    "“partition” needs the column whose days are replaced. Add “time_column: column”.");
        }
    }

    private String full(String path) {
        return workspace + "/" + path;
    }
}
