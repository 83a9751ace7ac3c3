package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Metric;
import dev.tidemark.catalog.MetricCatalog;
import dev.tidemark.catalog.MetricDefinition;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a catalog as a document: what the format can say for everyone, and all of it in an extension. */
final class OssieWriter {

    private final MetricCatalog catalog;
    private final Losses losses = new Losses();

    OssieWriter(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    Ossie.Exported write() {
        Map<String, Object> model = map(
                "name",
                catalog.workspace(),
                "datasets",
                catalog.models().stream().map(this::dataset).toList(),
                "relationships",
                relationships(),
                "metrics",
                metrics());
        catalog.savedQueries()
                .forEach(query -> lost(
                        "saved_queries/" + query.name(),
                        "The saved query",
                        "Other readers do not know it.",
                        "Ask it here."));
        catalog.timeSpines()
                .forEach(spine -> lost(
                        "time_spines/" + spine.relation(),
                        "The time spine",
                        "Other readers lay out time in their own way; empty periods may be absent.",
                        "Name the table in their settings."));
        return new Ossie.Exported(Yaml.text(Carried.into(model, Definitions.of(catalog))), losses.all());
    }

    private Map<String, Object> dataset(SemanticModel model) {
        String where = "datasets/" + model.name();
        Map<String, Object> fields = new LinkedHashMap<>();
        model.dimensions().forEach(dimension -> fields.put(dimension.name(), field(where, dimension)));
        model.entities().forEach(entity -> key(where, entity, fields));
        model.bindings()
                .forEach(binding -> lost(
                        where,
                        (binding.rollup().isPresent() ? "The rollup " : "The binding ") + binding.id() + " ("
                                + binding.store() + " " + binding.table() + ")",
                        "Other readers know one table, and nothing of stores, conditions and rollups.",
                        "Nothing, when the source of the dataset holds all rows."));
        model.bridges()
                .forEach(bridge -> lost(
                        where,
                        "That measures pass from " + bridge.from() + " to " + bridge.to() + " by "
                                + bridge.rule().sentence(),
                        "Other readers do not know the bridge: they refuse such a question, or count rows several times.",
                        "Ask it here."));
        List<List<String>> unique = model.entities().stream()
                .filter(entity -> entity.type() == Entity.Type.UNIQUE)
                .map(OssieWriter::column)
                .map(List::of)
                .toList();
        return map(
                "name",
                model.name(),
                "source",
                source(where, model),
                "primary_key",
                model.entities().stream()
                        .filter(entity -> entity.type() == Entity.Type.PRIMARY)
                        .map(OssieWriter::column)
                        .toList(),
                "unique_keys",
                unique,
                "description",
                model.description(),
                "fields",
                new ArrayList<>(fields.values()));
    }

    private String source(String where, SemanticModel model) {
        Optional<Binding> bound = model.bindings().stream()
                .filter(binding ->
                        model.relation().isEmpty() && binding.rollup().isEmpty())
                .findFirst();
        bound.ifPresent(binding -> differences(where, binding));
        Optional<String> table = model.relation().or(() -> bound.map(Binding::table));
        if (table.isEmpty()) {
            lost(where, "The source, which the model does not name", "Its own name is written.", "Bind the model.");
        }
        return table.orElse(model.name());
    }

    /** What the table that is written as the source has otherwise than the model. */
    private void differences(String where, Binding binding) {
        binding.where()
                .ifPresent(condition -> lost(
                        where,
                        "The condition " + condition + " on the rows of " + binding.table(),
                        "Other readers count rows that are not the model's: their numbers differ.",
                        "Make a view with this condition and name it there."));
        if (!binding.columns().isEmpty()) {
            lost(
                    where,
                    "That columns of " + binding.table() + " have other names: " + new TreeMap<>(binding.columns()),
                    "Other readers do not find them.",
                    "Make a view with the names of the model and name it there.");
        }
    }

    private Map<String, Object> field(String where, Dimension dimension) {
        String path = where + "/fields/" + dimension.name();
        dimension
                .grain()
                .ifPresent(grain -> lost(
                        path,
                        "The grain " + grain.word(),
                        "Other readers do not know how fine its values are.",
                        "Tell them, or give it the datatype there."));
        if (dimension.validity().isPresent() || dimension.partition()) {
            lost(
                    path,
                    dimension.partition() ? "That it is a partition" : "That it bounds the versions of a row",
                    "Other readers may join rows that do not belong together.",
                    "Do not join this dataset there, or make a view of its current rows.");
        }
        return map(
                "name",
                dimension.name(),
                "expression",
                expression(dimension.expression().text()),
                "dimension",
                map("is_time", dimension.isTime()),
                "description",
                dimension.description());
    }

    /** A key is a field under the name of its column, so that relationships can name it. */
    private void key(String where, Entity entity, Map<String, Object> fields) {
        String column = column(entity);
        fields.putIfAbsent(
                column,
                map("name", column, "expression", expression(entity.expression().text())));
        if (entity.type() == Entity.Type.NATURAL) {
            lost(
                    where,
                    "The natural entity " + entity.name(),
                    "The format has keys of rows only, so nothing joins by it.",
                    "Make a view with one row for each, and a primary key.");
        }
    }

    /** Its column, or its name when it is computed. */
    private static String column(Entity entity) {
        return entity.expression().isName()
                ? entity.expression().names().iterator().next()
                : entity.name();
    }

    private List<Object> relationships() {
        List<Object> all = new ArrayList<>();
        for (SemanticModel from : catalog.models()) {
            for (Entity foreign : from.entities()) {
                if (foreign.type() == Entity.Type.FOREIGN) {
                    all.addAll(relationships(from, foreign));
                }
            }
        }
        return all;
    }

    private List<Map<String, Object>> relationships(SemanticModel from, Entity foreign) {
        List<Map<String, Object>> found = catalog.models().stream()
                .filter(to -> !to.equals(from))
                .flatMap(to -> to.entity(foreign.name()).stream()
                        .filter(key -> key.type() == Entity.Type.PRIMARY || key.type() == Entity.Type.UNIQUE)
                        .map(key -> map(
                                "name", from.name() + "_" + foreign.name() + "_" + to.name(),
                                "from", from.name(),
                                "to", to.name(),
                                "from_columns", List.of(column(foreign)),
                                "to_columns", List.of(column(key)))))
                .toList();
        if (found.isEmpty()) {
            lost(
                    "datasets/" + from.name(),
                    "The foreign entity " + foreign.name(),
                    "No dataset has it as a key, so no relationship says it.",
                    "Add the model that it leads to.");
        }
        return found;
    }

    private List<Object> metrics() {
        List<Object> all = new ArrayList<>();
        for (Metric metric : catalog.metrics()) {
            String where = "metrics/" + metric.name();
            MetricText text = MetricText.of(catalog, metric);
            text.expression()
                    .ifPresentOrElse(
                            expression -> all.add(map(
                                    "name", metric.name().value(),
                                    "expression", expression(expression.text()),
                                    "description", metric.description(),
                                    "ai_context", map("synonyms", metric.synonyms()))),
                            () -> lost(
                                    where,
                                    "The metric: " + text.reason(),
                                    "It is not written for other readers, as the nearest expression gives another number.",
                                    "Ask for it here."));
            if (text.expression().isPresent()) {
                details(where, metric);
            }
        }
        return all;
    }

    private void details(String where, Metric metric) {
        List<String> names = new ArrayList<>();
        metric.owner().ifPresent(owner -> names.add("owner " + owner));
        metric.unit().ifPresent(unit -> names.add("unit " + unit));
        metric.timeZone().ifPresent(zone -> names.add("time zone " + zone));
        metric.weekStart().ifPresent(day -> names.add("week start " + Definitions.word(day)));
        metric.defaultGrain().map(Grain::word).ifPresent(grain -> names.add("grain " + grain));
        if (!metric.label().equals(metric.name().value())) {
            names.add("label");
        }
        if (metric.direction() != Metric.Direction.NEUTRAL) {
            names.add("direction " + Definitions.word(metric.direction()));
        }
        if (metric.definition().measures().anyMatch(MetricDefinition.Simple::joinToTimeSpine)) {
            names.add("empty periods");
        }
        names.add("status " + Definitions.word(metric.status()));
        names.add("version " + metric.version());
        lost(
                where,
                "Its " + String.join(", ", names) + ", and its time dimension",
                "Other readers do not show them, and choose its time themselves.",
                "Say in the description what must be known.");
    }

    private static Map<String, Object> expression(String text) {
        return map("dialects", List.of(map("dialect", "ANSI_SQL", "expression", text)));
    }

    private void lost(String where, String what, String consequence, String remedy) {
        losses.add(where, what, consequence, remedy);
    }
}
