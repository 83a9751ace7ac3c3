package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.SavedQuery;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what definitions say beside models and metrics: time spines, saved queries, and the store that imported tables are in. */
final class ProjectReader {

    private final Faults faults;
    private final Words words;
    private final List<TimeSpine> spines = new ArrayList<>();
    private final List<SavedQuery> queries = new ArrayList<>();
    private Optional<String> store = Optional.empty();

    ProjectReader(Faults faults) {
        this.faults = faults;
        this.words = new Words(faults);
    }

    void read(YamlMap document) {
        document.map("project_configuration").ifPresent(project -> {
            project.maps("time_spines").forEach(this::spine);
            project.maps("time_spine_table_configurations").forEach(this::olderSpine);
        });
        document.maps("models").forEach(this::spineOfModel);
        document.maps("saved_queries").stream().filter(words::isOn).forEach(this::query);
        if (document.isMap("saved_query")) {
            document.map("saved_query").filter(words::isOn).ifPresent(this::query);
        }
        document.map("tidemark").ifPresent(ours -> {
            Optional<String> found = ours.text("store");
            store = found.isPresent() ? found : store;
        });
    }

    List<TimeSpine> spines() {
        return List.copyOf(spines);
    }

    List<SavedQuery> queries() {
        return List.copyOf(queries);
    }

    /** Where models without bindings are read. */
    Optional<String> store() {
        return store;
    }

    private void spine(YamlMap map) {
        Optional<YamlMap> column = map.map("primary_column");
        Optional<String> relation = ModelReader.relationOf(map);
        Optional<Grain> grain = column.flatMap(found -> words.grain(found, "time_granularity"));
        if (relation.isEmpty() || column.isEmpty() || grain.isEmpty()) {
            faults.add(
                    map.place(),
                    "A time spine has a node_relation, and a primary_column with name and time_granularity. Add what is missing.");
            return;
        }
        add(new TimeSpine(relation.get(), column.get().required("name"), grain.get(), customs(map), map.place()));
    }

    private static Map<String, String> customs(YamlMap map) {
        Map<String, String> customs = new HashMap<>();
        for (YamlMap custom : map.maps("custom_granularities")) {
            String name = custom.required("name");
            customs.put(name, custom.text("column_name").orElse(name));
        }
        return customs;
    }

    private void olderSpine(YamlMap map) {
        Optional<Grain> grain = words.grain(map, "grain");
        if (grain.isPresent() && spines.stream().noneMatch(known -> known.grain() == grain.get())) {
            add(new TimeSpine(
                    map.required("location"), map.required("column_name"), grain.get(), Map.of(), map.place()));
        }
    }

    /** A model of the newer YAML that says it is a time spine. */
    private void spineOfModel(YamlMap model) {
        model.map("time_spine").ifPresent(spine -> {
            String column = spine.required("standard_granularity_column");
            Grain grain = model.maps("columns").stream()
                    .filter(each -> each.text("name").filter(column::equals).isPresent())
                    .flatMap(each -> words.grain(each, "granularity").stream())
                    .findFirst()
                    .orElse(Grain.DAY);
            add(new TimeSpine(NewerModelReader.relation(model), column, grain, customs(spine), spine.place()));
        });
    }

    private void add(TimeSpine spine) {
        spines.removeIf(known -> known.grain() == spine.grain());
        spines.add(spine);
    }

    private void query(YamlMap map) {
        YamlMap params = map.map("query_params").orElse(map);
        Optional<YamlMap> ours = map.map("config", "meta", "tidemark");
        queries.add(new SavedQuery(
                map.required("name"),
                map.text("label").map(String::strip).orElse(""),
                map.text("description").map(String::strip).orElse(""),
                texts(params, "metrics"),
                names(params, "group_by"),
                words.filters(params, "where").stream()
                        .map(filter -> filter.text())
                        .toList(),
                names(params, "order_by"),
                words.whole(params, "limit").map(limit -> Math.clamp(limit, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                ours.flatMap(found -> words.timeRange(found, "time_range")),
                ours.flatMap(found -> words.comparison(found, "compare")),
                map.place()));
    }

    /** Names as a question has them, however they are written here. */
    private List<String> names(YamlMap params, String key) {
        List<String> names = new ArrayList<>();
        for (YamlMap.Text text : params.texts(key)) {
            try {
                names.add(FilterTemplate.asked(text.value()));
            } catch (ProblemException e) {
                faults.add(text.place(), "The name cannot be used", e);
            }
        }
        return names;
    }

    private static List<String> texts(YamlMap map, String key) {
        return map.texts(key).stream().map(YamlMap.Text::value).toList();
    }
}
