package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.SemanticModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private CatalogReader() {}

    public static Contents read(String workspace, Map<String, String> yamlFiles) {
        Faults faults = new Faults();
        List<SemanticModel> models = new ArrayList<>();
        List<Metric> metrics = new ArrayList<>();
        ModelReader modelReader = new ModelReader(faults);
        new TreeMap<>(yamlFiles).forEach((file, text) -> {
            MetricReader metricReader = new MetricReader(faults, text);
            for (YamlMap document : YamlMap.read(file, text, faults)) {
                document.maps("semantic_models").forEach(map -> models.add(modelReader.read(map)));
                document.maps("metrics").forEach(map -> metrics.add(metricReader.read(map)));
            }
        });
        Map<String, MeasureUse> measures = measures(models, faults);
        new CatalogChecks(models, metrics, measures, faults).run();
        faults.throwIfAny(workspace);
        return new Contents(models, Versions.stamp(metrics, measures), measures);
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
