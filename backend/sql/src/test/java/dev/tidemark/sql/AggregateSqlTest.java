package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.AggregateSql.Function;
import dev.tidemark.sql.AggregateSql.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateSqlTest {

    @ParameterizedTest
    @CsvSource({
        "SUM(sales.price), SUM",
        "sum(price * quantity), SUM",
        "COUNT(sales.id), COUNT",
        "COUNT(DISTINCT sales.id), COUNT_DISTINCT",
        "AVG(price), AVERAGE",
        "MIN(DISTINCT price), MIN",
        "MAX(price), MAX",
        "MEDIAN(price), MEDIAN"
    })
    void readsOneAggregate(String text, Function function) {
        AggregateSql read = AggregateSql.parse(text);
        assertThat(read.shape()).isEqualTo(Shape.ONE_AGGREGATE);
        assertThat(read.aggregates()).singleElement().satisfies(one -> {
            assertThat(one.function()).isEqualTo(function);
            assertThat(one.argument()).isPresent();
        });
    }

    @Test
    void keepsTheTablesOfColumns() {
        assertThat(AggregateSql.parse("SUM(sales.price * sales.quantity)")
                        .aggregates()
                        .getFirst()
                        .argument()
                        .orElseThrow()
                        .names())
                .containsExactly("sales.price", "sales.quantity");
        assertThat(AggregateSql.parse("COUNT(*)").aggregates().getFirst().argument())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUM(a) / COUNT(DISTINCT b)", "SUM(a) / NULLIF(COUNT(DISTINCT b), 0)"})
    void aQuotientOfTwoAggregatesIsARatio(String text) {
        AggregateSql read = AggregateSql.parse(text);
        assertThat(read.shape()).isEqualTo(Shape.RATIO);
        assertThat(read.aggregates()).hasSize(2);
    }

    @Test
    void anAggregateThatStandsTwiceIsOnePart() {
        AggregateSql read = AggregateSql.parse("(SUM(a) - SUM(b)) / SUM(a)");
        assertThat(read.shape()).isEqualTo(Shape.FORMULA);
        assertThat(read.aggregates()).hasSize(2);
        assertThat(read.formula().names()).containsExactly("part_1", "part_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUM(DISTINCT a)",
                "SUM(a) OVER (ORDER BY b)",
                "SUM(SUM(a))",
                "STDDEV_POP(a)",
                "SUM(a) + sales.b",
                "SUM(a",
                "SUM(a) FILTER (WHERE b = 1)",
                "(SELECT SUM(a) FROM t)"
            })
    void refusesWhatIsNoFormOfAggregates(String text) {
        assertThatThrownBy(() -> AggregateSql.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void putsExpressionsInThePlaceOfNames() {
        SqlExpression replaced =
                SqlExpression.parse("net * quantity").withNames(Map.of("net", SqlExpression.parse("gross - tax")));
        assertThat(replaced.names()).containsExactly("gross", "tax", "quantity");
        assertThat(replaced.text()).contains("(\"gross\" - \"tax\") *");
    }
}
