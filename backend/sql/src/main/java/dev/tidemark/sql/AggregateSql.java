package dev.tidemark.sql;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.internal.AggregateParts;
import java.util.List;
import java.util.Optional;

/**
 * An expression over aggregates, such as {@code SUM(sales.price) / COUNT(DISTINCT customer.id)}, taken apart. Immutable.
 *
 * @param aggregates in order of their first mention, each once
 * @param formula the expression with the aliases of the aggregates in their place; further names in it stay as they are
 * @param shape what the formula is
 */
public record AggregateSql(List<Aggregate> aggregates, SqlExpression formula, Shape shape) {

    public AggregateSql {
        aggregates = List.copyOf(aggregates);
    }

    /** {@code RATIO}: the first aggregate or name divided by the second, maybe with {@code NULLIF(…, 0)} around it. */
    public enum Shape {
        ONE_AGGREGATE,
        RATIO,
        FORMULA
    }

    /** What is done with the rows. */
    public enum Function {
        SUM,
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX,
        AVERAGE,
        MEDIAN
    }

    /**
     * @param alias its name in the formula
     * @param argument over columns, with their tables when the text names them; empty for {@code COUNT(*)}
     */
    public record Aggregate(String alias, Function function, Optional<SqlExpression> argument) {}

    /**
     * @throws ProblemException {@link SqlProblem#INVALID_SQL} with line and column; {@link SqlProblem#UNSUPPORTED_SQL} for an
     *     aggregate or a function that is not known, and for columns outside of aggregates together with tables
     */
    public static AggregateSql parse(String text) {
        return AggregateParts.parse(text);
    }
}
