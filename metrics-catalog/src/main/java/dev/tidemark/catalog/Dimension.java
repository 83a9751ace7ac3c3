package dev.tidemark.catalog;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.util.Optional;

/**
 * Something to group or filter by.
 *
 * @param grain the finest grain of a time dimension; empty for a categorical one
 * @param partition whether rows of two models only meet when they are of the same partition
 * @param validity what a time dimension of a model with versions marks
 */
public record Dimension(
        String name,
        String description,
        SqlExpression expression,
        Optional<Grain> grain,
        Optional<Validity> validity,
        boolean partition,
        Place place) {

    /** The first instant at which a version holds, and the first at which it does not any more. */
    public enum Validity {
        START,
        END
    }

    public boolean isTime() {
        return grain.isPresent();
    }
}
