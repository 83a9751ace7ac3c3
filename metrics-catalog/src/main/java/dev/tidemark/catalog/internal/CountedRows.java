package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.DatePart;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Join;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows counted as such, for questions that ask for values of dimensions and no metric. */
public final class CountedRows {

    /** Rows without a metric have no time of which a version could be that of, so any other way is nearer. */
    private static final int VERSIONS = 100;

    private final List<SemanticModel> models;
    private final DimensionNames names;
    private final List<TimeSpine> spines;

    public CountedRows(List<SemanticModel> models, DimensionNames names, List<TimeSpine> spines) {
        this.models = models;
        this.names = names;
        this.spines = List.copyOf(spines);
    }

    /**
     * Of the models that lead to all names the one with the fewest joins. Of several, to MetricFlow, whose definitions bring time spines, the one with the
     * fewest names of its own; else one of which an entity asked for is the key.
     */
    public Optional<MeasureUse> with(List<String> asked) {
        return models.stream()
                .map(CountedRows::of)
                .filter(use -> joins(use, asked).isPresent())
                .min(Comparator.<MeasureUse>comparingInt(
                                use -> joins(use, asked).getAsInt())
                        .thenComparingInt(
                                use -> spines.isEmpty() ? foreign(use.model(), asked) : ownNames(use.model())));
    }

    private static int foreign(SemanticModel model, List<String> asked) {
        return (int) asked.stream()
                .flatMap(name -> model.entity(name).stream())
                .filter(entity -> entity.type() != Entity.Type.PRIMARY && entity.type() != Entity.Type.UNIQUE)
                .count();
    }

    /** How many ways to other models are joined, more than there are where one leads to versions; empty when a name leads nowhere. */
    private OptionalInt joins(MeasureUse use, List<String> asked) {
        Set<List<Join>> ways = new HashSet<>();
        for (String name : asked) {
            try {
                var path = names.resolve(use, name);
                if (path.isEmpty() || path.get().crossing().isPresent()) {
                    return OptionalInt.empty();
                }
                ways.add(path.get().joins());
            } catch (ProblemException e) {
                return OptionalInt.empty(); // several ways from there
            }
        }
        ways.remove(List.<Join>of());
        boolean versions = ways.stream()
                .flatMap(List::stream)
                .anyMatch(join -> join.to().validity(Dimension.Validity.START).isPresent());
        return OptionalInt.of(versions ? ways.size() + VERSIONS : ways.size());
    }

    /** How many names MetricFlow has for what is in a model: each by itself and after each entity that tells its rows apart, times in every grain and part. */
    private static int ownNames(SemanticModel model) {
        Set<String> prefixes = model.entities().stream()
                .filter(entity -> entity.type() != Entity.Type.FOREIGN)
                .map(Entity::name)
                .collect(Collectors.toCollection(HashSet::new));
        model.primaryEntity().ifPresent(prefixes::add);
        int plain = model.entities().size()
                + model.dimensions().stream().mapToInt(CountedRows::names).sum();
        int doubled = (int) model.entities().stream()
                .filter(entity -> prefixes.contains(entity.name()))
                .count();
        return (1 + prefixes.size()) * plain - doubled;
    }

    private static int names(Dimension dimension) {
        return dimension
                .grain()
                .map(grain -> Grain.values().length - grain.ordinal() + parts(grain))
                .orElse(1);
    }

    private static int parts(Grain grain) {
        return (int) Arrays.stream(DatePart.values())
                .filter(part -> part.grain().compareTo(grain) >= 0)
                .count();
    }

    /** The rows that are of the model itself and not only of one that is joined to it. */
    public static Optional<MeasureUse> keyed(MeasureUse rows) {
        SemanticModel model = rows.model();
        return model.entities().stream()
                .filter(entity -> entity.type() == Entity.Type.PRIMARY)
                .map(Entity::expression)
                .findFirst()
                .or(() -> anything(model))
                .map(expression -> counted(model, "keys of ", expression));
    }

    /** Something that is there wherever a row is, as far as that can be known without a key. */
    private static Optional<SqlExpression> anything(SemanticModel model) {
        String present = Stream.concat(
                        model.entities().stream().map(Entity::expression),
                        model.dimensions().stream().map(Dimension::expression))
                .filter(SqlExpression::isName)
                .flatMap(expression -> expression.names().stream())
                .distinct()
                .map(name -> '"' + name + "\" IS NOT NULL")
                .collect(Collectors.joining(" OR "));
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(SqlExpression.parse("CASE WHEN " + present + " THEN 1 END"));
    }

    private static MeasureUse of(SemanticModel model) {
        return counted(model, "rows of ", SqlExpression.parse("1"));
    }

    private static MeasureUse counted(SemanticModel model, String what, SqlExpression expression) {
        Measure rows = new Measure(
                what + model.name(),
                "How many there are",
                Aggregation.COUNT,
                expression,
                Optional.empty(),
                Optional.empty(),
                model.timeDimension().orElse(""),
                model.place());
        return new MeasureUse(model, rows);
    }

    /** The moments of a time spine, as rows of a model of their own. */
    public static MeasureUse of(TimeSpine spine, String store) {
        SqlExpression column = SqlExpression.name(spine.column());
        Dimension time = new Dimension(
                spine.column(),
                "The moments",
                column,
                Optional.of(spine.grain()),
                Optional.empty(),
                false,
                spine.place());
        Binding binding = new Binding(
                store,
                store,
                spine.relation(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                spine.place());
        return of(new SemanticModel(
                "time spine " + spine.relation(),
                "Time by the " + spine.grain().word(),
                Optional.of(spine.relation()),
                Optional.empty(),
                Optional.of(spine.column()),
                List.of(),
                List.of(time),
                List.of(),
                List.of(binding),
                spine.place()));
    }
}
