package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.AggregateSql;
import dev.tidemark.sql.AggregateSql.Aggregate;
import dev.tidemark.sql.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the expressions of metrics measures, simple metrics, ratios and derived metrics. */
final class MetricParts {

    private static final Set<String> METRIC =
            Set.of("name", "expression", "description", "datatype", "ai_context", "custom_extensions");

    private final OssieReader reader;
    private final Map<String, Dataset> datasets;
    private final Losses losses;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, String> metricOf = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> timeless = new HashSet<>();
    private final List<Object> definitions = new ArrayList<>();

    /** A metric as it stands in the document. */
    private record Source(Part part, AggregateSql sql, List<String> synonyms) {}

    /** An aggregate over the columns of one dataset. */
    private record Sum(Dataset dataset, AggregateSql.Function function, SqlExpression argument) {
        String key() {
            return dataset.name + " " + function + " " + argument;
        }
    }

    /** Why a metric cannot be read. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String remedy;

        Refused(String why, String remedy) {
            super(why);
            this.remedy = remedy;
        }
    }

    MetricParts(OssieReader reader, Map<String, Dataset> datasets, Losses losses) {
        this.reader = reader;
        this.datasets = datasets;
        this.losses = losses;
    }

    List<Object> all(Part model) {
        model.parts("metrics").forEach(this::parse);
        sources.forEach((name, source) -> {
            if (source.sql().shape() == AggregateSql.Shape.ONE_AGGREGATE) {
                attempt(source.part(), () -> simple(name, source));
            }
        });
        sources.forEach((name, source) -> {
            if (source.sql().shape() != AggregateSql.Shape.ONE_AGGREGATE) {
                attempt(source.part(), () -> composed(name, source));
            }
        });
        datasets.values().forEach(this::unused);
        return definitions;
    }

    /** Semantic models have columns only as parts of entities, dimensions and measures. */
    private void unused(Dataset dataset) {
        dataset.facts.forEach((name, field) -> {
            if (!dataset.isKey(name)) {
                losses.add(
                        field.where(),
                        "The field, which is no dimension, no key and in no metric",
                        "It is left out.",
                        "Mark it as a dimension to group and filter by it.");
            }
        });
    }

    private void parse(Part part) {
        reader.unknown(part, METRIC);
        List<String> synonyms = reader.spoken(part, true);
        String name = part.required("name");
        String text = reader.expression(part);
        part.text("datatype")
                .ifPresent(type -> losses.add(
                        part.where(),
                        "The datatype " + type + " of the metric",
                        "The store's own type of the aggregate is shown.",
                        "Nothing, or a CAST in the expression."));
        if (!name.isEmpty() && !taken.add(name)) {
            part.fault("The metric " + name + " stands here twice. Give one of them another name.");
        }
        attempt(part, () -> {
            if (!DatasetReader.NAME.matcher(name).matches()) {
                throw new Refused("“" + name + "” cannot name a metric.", "Write letters, digits and underscores.");
            }
            if (text.isEmpty()) {
                throw new Refused("It has no expression in ANSI_SQL.", "Write one.");
            }
            sources.put(name, new Source(part, AggregateSql.parse(text), synonyms));
        });
    }

    /** What goes wrong with one metric leaves the others alone. */
    private void attempt(Part part, Runnable step) {
        try {
            step.run();
        } catch (Refused e) {
            losses.add(part.where(), "The metric", "It is left out. " + e.getMessage(), e.remedy);
        } catch (ProblemException e) {
            losses.add(
                    part.where(),
                    "The metric",
                    "It is left out. " + e.detail(),
                    "Write aggregates of columns, such as SUM(orders.amount), and arithmetic over them.");
        }
    }

    private void simple(String name, Source source) {
        Sum sum = sum(source.sql().aggregates().getFirst());
        metricOf.putIfAbsent(sum.key(), name);
        add(name, sum, source.part().text("description").orElse(""), source.synonyms());
    }

    private void composed(String name, Source source) {
        AggregateSql sql = source.sql();
        List<Sum> sums = sql.aggregates().stream().map(this::sum).toList();
        for (String other : sql.formula().names()) {
            boolean alias = sql.aggregates().stream()
                    .anyMatch(aggregate -> aggregate.alias().equals(other));
            if (!alias && !sources.containsKey(other)) {
                throw new Refused(
                        "“" + other + "” stands outside of an aggregate and is no metric.",
                        "Put it into an aggregate.");
            }
            if (!alias && sources.containsKey(other)) {
                throw new Refused("It builds on the metric " + other + ".", "Write out that metric's expression.");
            }
        }
        Map<String, String> metrics = new LinkedHashMap<>();
        for (int i = 0; i < sums.size(); i++) {
            metrics.put(
                    sql.aggregates().get(i).alias(), part(name, sql.aggregates().get(i), sums.get(i)));
        }
        if (sums.stream().map(Sum::dataset).distinct().count() > 1) {
            losses.add(
                    source.part().where(),
                    "A computation over joined rows of several datasets",
                    "Each aggregate is taken over all rows of its own dataset.",
                    "Nothing, when that is meant; it is what avoids counting rows twice.");
        }
        Map<String, Object> definition =
                new LinkedHashMap<>(head(name, source.part().text("description").orElse("")));
        List<String> names = List.copyOf(sql.formula().names());
        if (names.isEmpty()) {
            throw new Refused("It has no aggregate.", "Write an aggregate, such as SUM(orders.amount).");
        }
        boolean ratio = sql.shape() == AggregateSql.Shape.RATIO;
        definition.put("type", ratio ? "ratio" : "derived");
        definition.put(
                "type_params",
                ratio
                        ? map(
                                "numerator",
                                metrics.getOrDefault(names.getFirst(), ""),
                                "denominator",
                                metrics.getOrDefault(names.getLast(), ""))
                        : map(
                                "expr",
                                sql.formula().text(),
                                "metrics",
                                metrics.entrySet().stream()
                                        .map(entry -> map("name", entry.getValue(), "alias", entry.getKey()))
                                        .toList()));
        definition.put("config", Definitions.ours(map("synonyms", source.synonyms())));
        definitions.add(definition);
    }

    /** The metric of an aggregate: one that the document has, or one of its own. */
    private String part(String name, Aggregate aggregate, Sum sum) {
        return metricOf.computeIfAbsent(sum.key(), key -> {
            String own = name + "_" + aggregate.alias();
            while (!taken.add(own)) {
                own += "_";
            }
            add(own, sum, "A part of " + name + ".", List.of());
            return own;
        });
    }

    private void add(String name, Sum sum, String description, List<String> synonyms) {
        sum.dataset()
                .measures
                .add(map(
                        "name", name,
                        "agg", sum.function().name().toLowerCase(Locale.ROOT),
                        "expr", sum.argument().text()));
        Map<String, Object> definition = new LinkedHashMap<>(head(name, description));
        definition.put("type", "simple");
        definition.put("type_params", map("measure", name));
        definition.put("config", Definitions.ours(map("synonyms", synonyms)));
        definitions.add(definition);
    }

    private static Map<String, Object> head(String name, String description) {
        return map("name", name, "description", description);
    }

    private Sum sum(Aggregate aggregate) {
        SqlExpression written = aggregate.argument().orElseGet(() -> SqlExpression.parse("1"));
        Dataset dataset = dataset(written);
        if (dataset.time().isEmpty() && timeless.add(dataset.name)) {
            losses.add(
                    dataset.part.where(),
                    "The time of its metrics, which the dataset does not have",
                    "They can be asked as a whole and by dimensions, and not for a range or by periods.",
                    "Add a field with a date to it, with dimension: {is_time: true} and its datatype.");
        }
        Map<String, SqlExpression> fields = new HashMap<>();
        SqlExpression own = Columns.without(written, dataset.name);
        own.names().forEach(name -> {
            SqlExpression field = dataset.fields.get(name);
            if (field != null) {
                fields.put(name, field);
                dataset.facts.remove(name);
            } else if (dataset.part.has("fields") && isLeftOut(dataset, name)) {
                throw new Refused("The field " + dataset.name + "." + name + " is left out.", "See that field.");
            }
        });
        return new Sum(dataset, aggregate.function(), fields.isEmpty() ? own : own.withNames(fields));
    }

    private static boolean isLeftOut(Dataset dataset, String name) {
        return dataset.part.parts("fields").stream()
                .anyMatch(field -> field.isText("name")
                        && field.text("name").filter(name::equals).isPresent());
    }

    /** The one dataset whose columns an expression names. */
    private Dataset dataset(SqlExpression expression) {
        Set<Dataset> found = new HashSet<>();
        for (String name : expression.names()) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                found.addAll(datasets.values().stream()
                        .filter(dataset -> datasets.size() == 1 || dataset.fields.containsKey(name))
                        .toList());
            } else {
                Dataset dataset = datasets.get(name.substring(0, dot));
                if (dataset == null) {
                    throw new Refused(
                            "There is no dataset " + name.substring(0, dot) + ".",
                            "Use one of: " + String.join(", ", datasets.keySet()) + ".");
                }
                found.add(dataset);
            }
        }
        if (expression.names().isEmpty() && datasets.size() == 1) {
            found.addAll(datasets.values());
        }
        if (found.size() != 1) {
            throw new Refused(
                    "The aggregate of " + expression + " is over the columns of " + found.size()
                            + " datasets; it must be over those of one.",
                    "Name columns with their dataset, as in orders.amount, and aggregate columns of one dataset.");
        }
        return found.iterator().next();
    }
}
