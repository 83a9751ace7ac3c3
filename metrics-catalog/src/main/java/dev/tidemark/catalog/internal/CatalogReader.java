package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.SemanticModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads all files of a workspace and checks them as a whole. */
public final class CatalogReader {

    /** What the files of a workspace say. */
    public record Contents(List<SemanticModel> models, List<Metric> metrics, Map<String, MeasureUse> measures) {
        public Contents {
            models = List.copyOf(models);
            metrics = List.copyOf(metrics);
            measures = Map.copyOf(measures);
        }
    }

    /** Before the name of a simple metric that stands where a measure is expected. */
    static final String METRIC = "metric:";

    private final Faults faults = new Faults();
    private final ModelReader modelReader = new ModelReader(faults);
    private final List<SemanticModel> models = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    private CatalogReader() {}

    public static Contents read(String workspace, Map<String, String> yamlFiles) {
        return new CatalogReader().all(workspace, yamlFiles);
    }

    private Contents all(String workspace, Map<String, String> yamlFiles) {
        new TreeMap<>(yamlFiles).forEach((file, text) -> {
            MetricReader metricReader = new MetricReader(faults, text);
            YamlMap.read(file, text, faults).forEach(document -> document(document, metricReader));
        });
        Map<String, MeasureUse> measures = measures(models, faults);
        List<Metric> whole = new Inlining(metrics, faults).all();
        new CatalogChecks(models, whole, measures, faults).run();
        faults.throwIfAny(workspace);
        return new Contents(models, Versions.stamp(whole, measures), measures);
    }

    private void document(YamlMap document, MetricReader metricReader) {
        for (YamlMap map : document.maps("semantic_models")) {
            SemanticModel model = modelReader.read(map);
            models.add(model);
            map.maps("measures").stream()
                    .filter(measure ->
                            measure.text("create_metric").filter("true"::equals).isPresent())
                    .forEach(measure -> metrics.add(metricReader.ofMeasure(measure)));
        }
        if (!document.has("semantic_models")) {
            for (YamlMap map : document.maps("models")) {
                modelReader.readNewer(map).ifPresent(model -> {
                    models.add(model);
                    map.maps("metrics").forEach(metric -> metrics.add(metricReader.read(metric)));
                });
            }
        }
        document.maps("metrics").forEach(map -> {
            metrics.add(metricReader.read(map));
            measureOf(map);
        });
    }

    /** A compiled manifest of newer definitions keeps a simple metric's measure with the metric. */
    private void measureOf(YamlMap metric) {
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
