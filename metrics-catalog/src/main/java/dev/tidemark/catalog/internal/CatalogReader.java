package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeSpine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads all files of a workspace and checks them as a whole. */
public final class CatalogReader {

    /** What the files of a workspace say. */
    public record Contents(
            List<SemanticModel> models,
            List<Metric> metrics,
            Map<String, MeasureUse> measures,
            List<TimeSpine> spines,
            List<SavedQuery> queries,
            Optional<String> store) {
        public Contents {
            spines = List.copyOf(spines);
            queries = List.copyOf(queries);
            models = List.copyOf(models);
            metrics = List.copyOf(metrics);
            measures = Map.copyOf(measures);
        }

        /** The same with another model in the place of one. */
        public Contents with(SemanticModel old, SemanticModel model) {
            Map<String, MeasureUse> uses = new HashMap<>(measures);
            uses.replaceAll((name, use) -> use.model().equals(old) ? new MeasureUse(model, use.measure()) : use);
            return new Contents(
                    models.stream().map(each -> each.equals(old) ? model : each).toList(),
                    metrics,
                    uses,
                    spines,
                    queries,
                    store);
        }
    }

    /** Before the name of a simple metric that stands where a measure is expected. */
    static final String METRIC = "metric:";

    /** The settings of a dbt project, among whose keys some are called as those of definitions are. */
    private static final String SETTINGS = "dbt_project.yml";

    private final Faults faults = new Faults();
    private final ProjectReader project = new ProjectReader(faults);
    private final List<SemanticModel> models = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    private CatalogReader() {}

    public static Contents read(String workspace, Map<String, String> yamlFiles) {
        return new CatalogReader().all(workspace, yamlFiles);
    }

    private Contents all(String workspace, Map<String, String> yamlFiles) {
        Map<String, List<YamlMap>> documents = new TreeMap<>();
        yamlFiles.forEach((file, text) -> {
            if (!file.equals(SETTINGS) && !file.endsWith("/" + SETTINGS)) {
                documents.put(file, YamlMap.read(file, text, faults));
            }
        });
        documents.forEach((file, all) -> {
            all.forEach(project::read);
            SavedQueryChecks.alone(file, all, faults);
        });
        Set<String> customGrains = project.spines().stream()
                .flatMap(spine -> spine.customGrains().keySet().stream())
                .collect(Collectors.toSet());
        Words words = new Words(faults, customGrains);
        documents.forEach((file, all) -> {
            MetricReader metricReader = new MetricReader(words, faults, yamlFiles.getOrDefault(file, ""));
            all.forEach(document -> document(document, words, metricReader));
        });
        // Only now is every model known: a metric may stand in a file before that of its model.
        documents
                .values()
                .forEach(all -> all.forEach(document -> all(document, words, "metrics", "metric")
                        .forEach(metric -> measureOf(metric, new ModelReader(words, faults)))));
        project.store().ifPresent(this::bind);
        Map<String, MeasureUse> measures = measures(models, faults);
        List<Metric> whole = new Inlining(metrics, faults).all();
        new CatalogChecks(models, whole, measures, project.spines(), faults).run(project.queries());
        faults.throwIfAny(workspace);
        return new Contents(
                models,
                Versions.stamp(whole, measures),
                measures,
                project.spines(),
                project.queries(),
                project.store());
    }

    /** Models that say no binding are read where the definitions' own tool would. */
    private void bind(String store) {
        models.replaceAll(
                model -> model.bindings().isEmpty() && model.relation().isPresent()
                        ? model.withBindings(List.of(new Binding(
                                store,
                                store,
                                model.relation().get(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Optional.empty(),
                                Optional.empty(),
                                model.place())))
                        : model);
    }

    private void document(YamlMap document, Words words, MetricReader metricReader) {
        ModelReader modelReader = new ModelReader(words, faults);
        all(document, words, "semantic_models", "semantic_model").forEach(map -> model(map, modelReader, metricReader));
        NewerModelReader newer = new NewerModelReader(words, faults, modelReader);
        for (YamlMap map : document.maps("models")) {
            newer.read(map).ifPresent(model -> {
                models.add(model);
                map.maps("metrics").stream()
                        .filter(words::isOn)
                        .forEach(metric -> metrics.add(metricReader.read(metric)));
            });
        }
        all(document, words, "metrics", "metric").forEach(map -> metrics.add(metricReader.read(map)));
    }

    /** What stands in a list, or alone in its document, and is not switched off. */
    private static List<YamlMap> all(YamlMap document, Words words, String list, String one) {
        return Stream.concat(
                        document.maps(list).stream(), document.isMap(one) ? document.map(one).stream() : Stream.empty())
                .filter(words::isOn)
                .toList();
    }

    private void model(YamlMap map, ModelReader modelReader, MetricReader metricReader) {
        models.add(modelReader.read(map));
        map.maps("measures").stream()
                .filter(measure -> measure.text("create_metric")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent())
                .forEach(measure -> metrics.add(metricReader.ofMeasure(measure)));
    }

    /** A compiled manifest of newer definitions keeps a simple metric's measure with the metric. */
    private void measureOf(YamlMap metric, ModelReader modelReader) {
        Optional<YamlMap> params = metric.map("type_params");
        Optional<YamlMap> measure = params.filter(found -> !found.isMap("measure"))
                .flatMap(found -> found.map("metric_aggregation_params"));
        measure.ifPresent(found -> {
            String name = found.required("semantic_model");
            for (int i = 0; i < models.size(); i++) {
                SemanticModel model = models.get(i);
                if (model.name().equals(name)) {
                    List<Measure> more = new ArrayList<>(model.measures());
                    more.add(modelReader.measure(
                            found.with("name", metric, "expr", params.orElse(found)), model.timeDimension()));
                    models.set(i, model.withMeasures(more));
                }
            }
        });
    }

    private static Map<String, MeasureUse> measures(List<SemanticModel> models, Faults faults) {
        Map<String, MeasureUse> measures = new LinkedHashMap<>();
        for (SemanticModel model : models) {
            model.measures().forEach(measure -> {
                MeasureUse other = measures.putIfAbsent(measure.name(), new MeasureUse(model, measure));
                if (other != null) {
                    faults.add(
                            measure.place(),
                            "The measure " + measure.name() + " is already defined at "
                                    + other.measure().place() + ". Give one of them another name.");
                }
            });
        }
        return measures;
    }
}
