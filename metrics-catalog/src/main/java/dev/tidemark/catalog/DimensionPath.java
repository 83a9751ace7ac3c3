package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.List;
import java.util.Optional;

/**
 * What a name in a question stands for, seen from one semantic model.
 *
 * @param name as asked, for example {@code customer__country} or {@code metric_time__day}
 * @param joins the way to the model that holds it; empty when it is the model itself
 * @param model the model that holds it
 * @param dimension of that model; empty for an entity
 * @param expression over that model's columns
 * @param bucket the size of time bucket asked for
 * @param time whether its values are instants
 */
public record DimensionPath(
        String name,
        List<Join> joins,
        SemanticModel model,
        Optional<Dimension> dimension,
        SqlExpression expression,
        Optional<Grain> bucket,
        boolean time) {

    public DimensionPath {
        joins = List.copyOf(joins);
    }

    /** Whether it is the time by which the measure is reported. */
    public boolean isTimeOf(Measure measure) {
        return joins.isEmpty()
                && dimension
                        .filter(found -> found.isTime() && found.name().equals(measure.timeDimension()))
                        .isPresent();
    }
}
