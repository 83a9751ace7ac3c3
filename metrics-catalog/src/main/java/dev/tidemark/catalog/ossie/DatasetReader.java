package dev.tidemark.catalog.ossie;

import static dev.tidemark.catalog.ossie.Yaml.map;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads datasets: where their rows are, what identifies them, what they can be grouped by. */
final class DatasetReader {

    static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,127}");

    private static final Pattern SOURCE = Pattern.compile("(?:[\\w$-]+\\.)?(?:[\\w$-]+\\.)?[\\w$-]+");
    private static final Set<String> TEMPORAL = Set.of("Date", "DateTime", "DateTimeTz");
    private static final List<String> TYPES = List.of(
            "String", "Integer", "Decimal", "Float", "Boolean", "Date", "Time", "DateTime", "DateTimeTz", "Opaque");
    private static final Set<String> DATASET = Set.of(
            "name", "source", "primary_key", "unique_keys", "description", "ai_context", "fields", "custom_extensions");
    private static final Set<String> FIELD = Set.of(
            "name", "expression", "dimension", "label", "description", "datatype", "ai_context", "custom_extensions");

    private final OssieReader reader;
    private final Losses losses;

    DatasetReader(OssieReader reader, Losses losses) {
        this.reader = reader;
        this.losses = losses;
    }

    Map<String, Dataset> all(Part model) {
        List<Part> parts = model.parts("datasets");
        if (parts.isEmpty()) {
            model.fault("“datasets” is missing. A semantic model has one dataset at least.");
        }
        Map<String, Dataset> datasets = new LinkedHashMap<>();
        for (Part part : parts) {
            Dataset dataset = dataset(part);
            if (datasets.putIfAbsent(dataset.name, dataset) != null) {
                part.fault("The dataset " + dataset.name + " stands here twice. Give one of them another name.");
            }
        }
        return datasets;
    }

    private Dataset dataset(Part part) {
        reader.unknown(part, DATASET);
        reader.spoken(part, false);
        String name = part.required("name");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            part.fault("“" + name + "” cannot name a semantic model. Write letters, digits and underscores.");
        }
        List<String> primary = part.texts("primary_key");
        if (primary.size() > 1) {
            losses.add(
                    part.where(),
                    "The primary key of " + primary.size() + " columns",
                    "No other dataset can join to " + name + " by it.",
                    "Give the table one column that identifies a row, and add it as a primary entity.");
        }
        Dataset dataset = new Dataset(
                part,
                name,
                source(part, name),
                primary.size() == 1 ? Optional.of(primary.getFirst()) : Optional.empty());
        for (List<String> key : part.lists("unique_keys")) {
            unique(dataset, key, primary);
        }
        part.parts("fields").forEach(field -> field(dataset, field));
        if (dataset.times.size() > 1) {
            losses.add(
                    part.where(),
                    "Which of " + String.join(", ", dataset.times) + " is the time of its metrics",
                    "The first, " + dataset.times.iterator().next() + ", is taken.",
                    "Change agg_time_dimension after the import if it is another.");
        }
        return dataset;
    }

    private void unique(Dataset dataset, List<String> key, List<String> primary) {
        if (key.size() == 1 && !key.equals(primary)) {
            dataset.entity(dataset.name + "_" + key.getFirst(), "unique", key.getFirst());
        } else if (key.size() != 1 && !key.equals(primary)) {
            losses.add(
                    dataset.part.where(),
                    "The unique key of " + key.size() + " columns",
                    "It is not known, and nothing can join by it.",
                    "Give the table one column that is unique, and add it as a unique entity.");
        }
    }

    private String source(Part part, String name) {
        String source = part.required("source").strip();
        if (source.isEmpty()) {
            return name;
        }
        if (!SOURCE.matcher(source).matches()) {
            losses.add(
                    part.where(),
                    "The query that is the source",
                    "The rows are looked for in a table " + name + ", which may not exist.",
                    "Make the query a view and name that as the source.");
            return name;
        }
        String[] parts = source.split("\\.");
        if (parts.length == 3) {
            losses.add(
                    part.where(),
                    "The database " + parts[0] + " of the source",
                    "The table is looked for in the store that the import names.",
                    "Import into a store that is connected to this database.");
        }
        return parts.length < 2 ? source : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private void field(Dataset dataset, Part field) {
        reader.unknown(field, FIELD);
        reader.spoken(field, false);
        String name = field.required("name");
        String text = reader.expression(field);
        Optional<String> type = field.text("datatype");
        type.filter(found -> !TYPES.contains(found))
                .ifPresent(found ->
                        field.fault("“" + found + "” is no datatype. Known are " + String.join(", ", TYPES) + "."));
        field.text("label")
                .ifPresent(label -> losses.add(
                        field.where(), "The label of the field", "It is not kept.", "Say it in the description."));
        Optional<Part> dimension = field.part("dimension");
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            leftOut(field, "“" + name + "” cannot be a name in questions.", "Write letters, digits and underscores.");
            return;
        }
        Optional<SqlExpression> expression = expression(field, dataset.name, text);
        if (expression.isEmpty() || name.isEmpty()) {
            return;
        }
        if (dataset.fields.putIfAbsent(name, expression.get()) != null) {
            field.fault("The field " + name + " stands here twice. Give one of them another name.");
        }
        dimension.ifPresent(found -> dimension(dataset, field, found, name, expression.get(), type));
        if (dimension.isEmpty()) {
            dataset.facts.put(name, field);
            field.text("description")
                    .ifPresent(description -> losses.add(
                            field.where(),
                            "The description of a field that is no dimension",
                            "The field is part of metrics only, where it has no description.",
                            "Say it in the description of the metric."));
        }
    }

    private Optional<SqlExpression> expression(Part field, String dataset, String text) {
        if (text.isEmpty()) {
            leftOut(field, "It has no expression in ANSI_SQL.", "Write one.");
            return Optional.empty();
        }
        try {
            SqlExpression own = NAME.matcher(text).matches() ? SqlExpression.name(text) : SqlExpression.parse(text);
            return Optional.of(Columns.without(own, dataset));
        } catch (ProblemException e) {
            leftOut(field, e.detail(), "Write the expression with what is allowed, or make it a column of the table.");
            return Optional.empty();
        }
    }

    private void leftOut(Part field, String why, String remedy) {
        losses.add(field.where(), "The field", "It is left out, and metrics over it with it. " + why, remedy);
    }

    private void dimension(
            Dataset dataset, Part field, Part dimension, String name, SqlExpression expression, Optional<String> type) {
        Optional<String> flag = dimension.text("is_time");
        flag.filter(found -> !found.equals("true") && !found.equals("false"))
                .ifPresent(found -> dimension.fault("“is_time” is true or false, not “" + found + "”."));
        boolean temporal = type.map(TEMPORAL::contains).orElse(flag.isPresent());
        boolean time = flag.map("true"::equals).orElse(temporal) && temporal;
        if (!time && flag.filter("true"::equals).isPresent()) {
            losses.add(
                    field.where(),
                    "That a field of the type " + type.orElse("unknown") + " is time",
                    "It groups and filters like a text or a number; ranges of time do not use it.",
                    "Use a column with a date or a moment.");
        }
        if (time && !type.filter("Date"::equals).isPresent()) {
            losses.add(
                    field.where(),
                    "The grain of the time",
                    "Questions finer than a day are refused.",
                    "Set time_granularity after the import if its values are finer than a day.");
        }
        if (time) {
            dataset.times.add(name);
        }
        dataset.dimensions.put(
                name,
                map(
                        "name",
                        name,
                        "type",
                        time ? "time" : "categorical",
                        "description",
                        field.text("description"),
                        "expr",
                        expression.text(),
                        "type_params",
                        time ? map("time_granularity", "day") : ""));
    }
}
