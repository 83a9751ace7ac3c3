package dev.tidemark.router.internal;

import dev.tidemark.sql.SqlExpression;
import java.util.Map;
import java.util.stream.Stream;

/** How a metric's value comes from series, after merging. */
sealed interface Formula {

    record Of(Series series) implements Formula {}

    record Quotient(Formula numerator, Formula denominator) implements Formula {}

    record Computed(SqlExpression expression, Map<String, Formula> inputs) implements Formula {}

    default Stream<Series> all() {
        return switch (this) {
            case Of of -> Stream.of(of.series());
            case Quotient quotient ->
                Stream.concat(quotient.numerator().all(), quotient.denominator().all());
            case Computed computed -> computed.inputs().values().stream().flatMap(Formula::all);
        };
    }
}
