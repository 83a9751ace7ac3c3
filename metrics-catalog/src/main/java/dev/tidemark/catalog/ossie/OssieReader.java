package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.problems.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a document: of Tidemark's own the definitions that it carries, of others what definitions can say. */
final class OssieReader {

    static final String VENDOR = "TIDEMARK";
    static final List<String> VERSIONS = List.of("0.1.0", "0.1.1", Ossie.VERSION);

    private static final Set<String> DOCUMENT = Set.of("version", "semantic_model", "dialects", "vendors");
    private static final Set<String> MODEL =
            Set.of("name", "description", "ai_context", "datasets", "relationships", "metrics", "custom_extensions");

    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private final Losses losses = new Losses();

    OssieReader(String file) {
        this.file = file;
    }

    Ossie.Imported read(String text) {
        Part document = Part.document(file, text, faults);
        String version = document.required("version");
        if (!version.isEmpty() && !VERSIONS.contains(version)) {
            document.fault("The version “" + version + "” is not read. Known are " + String.join(", ", VERSIONS) + ".");
        }
        if (!document.has("semantic_model")) {
            document.fault("“semantic_model” is missing. Add a list with one model at least.");
        }
        unknown(document, DOCUMENT);
        SortedMap<String, String> files = new TreeMap<>();
        int position = 0;
        for (Part model : document.parts("semantic_model")) {
            position++;
            files.put(position + ".yaml", model(model, text));
        }
        if (!faults.isEmpty()) {
            throw Part.refused(file, faults.toArray(Fault[]::new));
        }
        return new Ossie.Imported(files, losses.all());
    }

    private String model(Part model, String text) {
        model.required("name");
        for (Part extension : model.parts("custom_extensions")) {
            if (extension.required("vendor_name").equals(VENDOR)) {
                Optional<Carried> carried = Carried.read(extension.required("data"));
                if (carried.isPresent() && carried.get().belongsTo(text)) {
                    return Yaml.text(carried.get().definitions());
                }
                losses.add(
                        extension.where(),
                        "The definitions that Tidemark put into this document",
                        "The document was changed since, so they are set aside and only what Ossie says is read.",
                        "Change the definitions in Tidemark and export again, or go through the losses below.");
            }
        }
        return portable(model);
    }

    private String portable(Part model) {
        unknown(model, MODEL);
        spoken(model, false);
        model.text("description")
                .ifPresent(found -> losses.add(
                        model.where(),
                        "The description of the semantic model",
                        "It is not shown: a workspace has none.",
                        "Keep it in the README of the definitions."));
        Map<String, Dataset> datasets = new DatasetReader(this, losses).all(model);
        new Relationships(datasets, losses).read(model);
        List<Object> metrics = new MetricParts(this, datasets, losses).all(model);
        List<Object> models = new ArrayList<>();
        datasets.values().forEach(dataset -> models.add(dataset.definition()));
        return Yaml.text(map("semantic_models", models, "metrics", metrics));
    }

    /** Notes keys that no version of the format has. */
    void unknown(Part part, Set<String> known) {
        for (String key : part.keysBeside(known)) {
            losses.add(
                    part.where(),
                    "The key “" + key + "”",
                    "It is not part of the format and is not read.",
                    "Check its spelling, or move it into custom_extensions.");
        }
    }

    /** Notes what is said to other tools; the synonyms of a metric stay. */
    List<String> spoken(Part part, boolean keepSynonyms) {
        for (Part extension : part.parts("custom_extensions")) {
            String vendor = extension.required("vendor_name");
            extension.required("data");
            if (!vendor.equals(VENDOR)) {
                losses.add(
                        extension.where(),
                        "The extension of " + vendor,
                        "It is for another tool and is not kept.",
                        "Keep the original document beside the definitions.");
            }
        }
        List<String> synonyms = new ArrayList<>();
        if (part.isText("ai_context")) {
            context(part, "instructions");
        } else {
            part.part("ai_context").ifPresent(context -> {
                for (String key : context.keysBeside(Set.of())) {
                    if (key.equals("synonyms") && keepSynonyms) {
                        synonyms.addAll(context.texts("synonyms"));
                    } else {
                        context(part, key);
                    }
                }
            });
        }
        return synonyms;
    }

    private void context(Part part, String key) {
        losses.add(
                part.where(),
                "ai_context: " + key,
                "It is not kept; only metrics have synonyms.",
                "Say what matters in the description.");
    }

    /** The text that is read of an expression in several dialects; empty after noting that there is none. */
    String expression(Part owner) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!owner.has("expression")) {
            owner.fault("“expression” is missing. Add expression: {dialects: [{dialect: ANSI_SQL, expression: …}]}.");
        }
        owner.part("expression").ifPresent(expression -> {
            List<Part> dialects = expression.parts("dialects");
            if (dialects.isEmpty()) {
                expression.fault("“dialects” needs one expression at least.");
            }
            for (Part dialect : dialects) {
                String name = dialect.text("dialect").orElse("ANSI_SQL");
                if (!DIALECTS.contains(name)) {
                    dialect.fault("“" + name + "” is no dialect. Known are " + String.join(", ", DIALECTS) + ".");
                }
                texts.put(name, dialect.required("expression"));
            }
        });
        texts.forEach((dialect, text) -> {
            if (!dialect.equals("ANSI_SQL")) {
                losses.add(
                        owner.where(),
                        "The expression in " + dialect,
                        "Only ANSI_SQL is read.",
                        texts.containsKey("ANSI_SQL") ? "Nothing, when both mean the same." : "Write it in ANSI_SQL.");
            }
        });
        return texts.getOrDefault("ANSI_SQL", "");
    }

    private static final List<String> DIALECTS =
            List.of("ANSI_SQL", "SNOWFLAKE", "MDX", "TABLEAU", "DATABRICKS", "MAQL", "BIGQUERY");
}
