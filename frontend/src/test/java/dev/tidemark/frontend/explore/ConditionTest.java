package dev.tidemark.frontend.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.catalog.Filter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    static Stream<Condition.Picked> picked() {
        return Stream.of(
                new Condition.Picked("order__country", Operator.IS, List.of("France")),
                new Condition.Picked("order__country", Operator.IS, List.of("France", "Côte d'Ivoire", "a, 'b'")),
                new Condition.Picked("order__country", Operator.IS_NOT, List.of("O'Brien's")),
                new Condition.Picked("order__country", Operator.IS_NOT, List.of("x') OR ('1' = '1", "y")),
                new Condition.Picked("order__channel", Operator.CONTAINS, List.of("ap")),
                new Condition.Picked("customer__segment", Operator.IS_EMPTY, List.of()),
                new Condition.Picked("customer__segment", Operator.IS_NOT_EMPTY, List.of()));
    }

    @ParameterizedTest
    @MethodSource("picked")
    void isPickedAgainFromItsText(Condition.Picked condition) {
        assertThat(Condition.parse(condition.text())).isEqualTo(condition);
    }

    @ParameterizedTest
    @MethodSource("picked")
    void isOneConditionOverItsDimensionAndNothingElse(Condition.Picked condition) {
        Filter filter = Filter.parse(condition.text());

        assertThat(filter.condition().names()).containsExactly(condition.dimension());
        assertThat(filter.parts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order__country = 'France' OR order__channel = 'app'",
                "{{ Dimension('order__country') }} = 'France'",
                "order__amount > 5",
                "order__country LIKE 'Fr%'"
            })
    void whatCannotBePickedStaysAsItIsWritten(String text) {
        assertThat(Condition.parse(text)).isEqualTo(new Condition.Written(text));
    }

    @Test
    void isCompleteWithADimensionAndWhatItIsComparedWith() {
        assertThat(new Condition.Picked("", Operator.IS, List.of("x")).complete())
                .isFalse();
        assertThat(new Condition.Picked("order__country", Operator.IS, List.of()).complete())
                .isFalse();
        assertThat(new Condition.Picked("order__country", Operator.IS_EMPTY, List.of()).complete())
                .isTrue();
    }
}
