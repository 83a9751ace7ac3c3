package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A dataset on its way to a semantic model. */
final class Dataset {

    final String name;
    final Part part;
    final String relation;
    final Optional<String> key;
    final Map<String, SqlExpression> fields = new LinkedHashMap<>();
    final Map<String, Object> dimensions = new LinkedHashMap<>();
    final Map<String, Part> facts = new LinkedHashMap<>();
    final Set<String> times = new LinkedHashSet<>();
    final List<Object> measures = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final Map<String, Object> entities = new LinkedHashMap<>();

    /**
     * @param key its primary key when that is one column
     */
    Dataset(Part part, String name, String relation, Optional<String> key) {
        this.part = part;
        this.name = name;
        this.relation = relation;
        this.key = key;
        key.ifPresent(column -> entity(name, "primary", column));
    }

    boolean hasEntity(String entity) {
        return entities.containsKey(entity);
    }

    /** Whether an entity is by this column. */
    boolean isKey(String column) {
        return keys.contains(column);
    }

    void entity(String entity, String type, String column) {
        keys.add(column);
        String expression = fields.containsKey(column)
                ? fields.get(column).text()
                : SqlExpression.name(column).text();
        entities.putIfAbsent(entity, map("name", entity, "type", type, "expr", expression));
    }

    Optional<String> time() {
        return times.stream().findFirst();
    }

    Map<String, Object> definition() {
        return map(
                "name",
                name,
                "description",
                part.text("description"),
                "node_relation",
                Definitions.relation(relation),
                "primary_entity",
                key.isPresent() ? "" : name,
                "defaults",
                map("agg_time_dimension", time()),
                "entities",
                new ArrayList<>(entities.values()),
                "dimensions",
                new ArrayList<>(dimensions.values()),
                "measures",
                measures,
                "config",
                Definitions.ours(map("timeless", times.isEmpty() && !measures.isEmpty() ? "true" : "")));
    }
}
