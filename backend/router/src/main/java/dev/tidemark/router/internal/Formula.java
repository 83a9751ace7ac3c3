package dev.tidemark.router.internal;

import dev.tidemark.sql.SqlExpression;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How a metric's value comes from leaves, after merging. */
sealed interface Formula {

    record Of(Leaf leaf, Optional<Long> fillNullsWith) implements Formula {}

    record Quotient(Formula numerator, Formula denominator) implements Formula {}

    record Computed(SqlExpression expression, Map<String, Formula> inputs) implements Formula {}

    default Stream<Leaf> leaves() {
        return switch (this) {
            case Of of -> Stream.of(of.leaf());
            case Quotient quotient ->
                Stream.concat(
                        quotient.numerator().leaves(), quotient.denominator().leaves());
            case Computed computed -> computed.inputs().values().stream().flatMap(Formula::leaves);
        };
    }
}
