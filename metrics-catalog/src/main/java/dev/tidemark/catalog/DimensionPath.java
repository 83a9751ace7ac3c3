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
 * @param bucket the size of time bucket asked for, or that from which what is asked for can be told
 * @param time whether its values are instants
 * @param custom the grain of a time spine's own calendar
 * @param part the number of the time that is asked for instead of the time
 */
public record DimensionPath(
        String name,
        List<Join> joins,
        SemanticModel model,
        Optional<Dimension> dimension,
        SqlExpression expression,
        Optional<Grain> bucket,
        boolean time,
        Optional<String> custom,
        Optional<DatePart> part) {

    public DimensionPath {
        joins = List.copyOf(joins);
    }

    /** The step on which one row may meet several. */
    public Optional<Join> crossing() {
        return joins.stream().filter(Join::multiplies).findFirst();
    }

    /** Whether what is asked for is told from a time bucket only after it was read. */
    public boolean isTold() {
        return custom.isPresent() || part.isPresent();
    }

    /** The name of the time bucket from which it is told; its own name otherwise. */
    public String readAs() {
        return isTold()
                ? name.substring(0, name.lastIndexOf("__") + 2)
                        + bucket.orElse(Grain.DAY).word()
                : name;
    }

    /** Whether it is the time by which the measure is reported. */
    public boolean isTimeOf(Measure measure) {
        return joins.isEmpty()
                && dimension
                        .filter(found -> found.isTime() && found.name().equals(measure.timeDimension()))
                        .isPresent();
    }
}
