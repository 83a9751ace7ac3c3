package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Aggregation;
import dev.tidemark.catalog.Binding;
import dev.tidemark.catalog.Dimension;
import dev.tidemark.catalog.Entity;
import dev.tidemark.catalog.Measure;
import dev.tidemark.catalog.MeasureUse;
import dev.tidemark.catalog.SemanticModel;
import dev.tidemark.catalog.TimeSpine;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlExpression;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rows counted as such, for questions that ask for values of dimensions and no metric. */
public final class CountedRows {

    private final List<SemanticModel> models;
    private final DimensionNames names;

    public CountedRows(List<SemanticModel> models, DimensionNames names) {
        this.models = models;
        this.names = names;
    }

    /** Of the models that lead to all names the one with the fewest joins; of several, one of which an entity asked for is the key. */
    public Optional<MeasureUse> with(List<String> asked) {
        List<MeasureUse> all = models.stream().map(CountedRows::of).toList();
        return IntStream.range(0, all.size())
                .boxed()
                .filter(i -> joins(all.get(i), asked).isPresent())
                .min(Comparator.<Integer>comparingInt(
                                i -> joins(all.get(i), asked).getAsInt())
                        .thenComparingInt(i -> keys(all.get(i).model(), asked) ? 0 : 1)
                        .thenComparingInt(i -> i))
                .map(all::get);
    }

    private OptionalInt joins(MeasureUse use, List<String> asked) {
        int joins = 0;
        for (String name : asked) {
            try {
                var path = names.resolve(use, name);
                if (path.isEmpty() || path.get().crossing().isPresent()) {
                    return OptionalInt.empty();
                }
                joins += path.get().joins().size();
            } catch (ProblemException e) {
                return OptionalInt.empty(); // several ways from there
            }
        }
        return OptionalInt.of(joins);
    }

    private static boolean keys(SemanticModel model, List<String> asked) {
        return asked.stream()
                .flatMap(name -> model.entity(name).stream())
                .allMatch(entity -> entity.type() == Entity.Type.PRIMARY || entity.type() == Entity.Type.UNIQUE);
    }

    public static Optional<MeasureUse> keyed(MeasureUse rows) {
        return rows.model().entities().stream()
                .filter(entity -> entity.type() == Entity.Type.PRIMARY)
                .findFirst()
                .map(entity -> counted(rows.model(), "keys of ", entity.expression()));
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
