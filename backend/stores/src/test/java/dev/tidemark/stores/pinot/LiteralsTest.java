package dev.tidemark.stores.pinot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.stores.pinot.internal.Literals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralsTest {

    @Test
    void values_take_the_place_of_question_marks_in_order() {
        assertThat(Literals.fill(
                        "select 1 from t where a = ? and b >= ? and c < ?",
                        List.of("it's", Instant.ofEpochMilli(5), new BigDecimal("1E+3"))))
                .isEqualTo("select 1 from t where a = 'it''s' and b >= 5 and c < 1000");
    }

    @Test
    void a_question_mark_inside_quotes_is_text() {
        assertThat(Literals.fill("select \"a?\" from t where b = 'wh''y?' and c = ?", List.of(1L)))
                .isEqualTo("select \"a?\" from t where b = 'wh''y?' and c = 1");
    }

    @Test
    void a_value_cannot_leave_its_quotes() {
        assertThat(Literals.fill("select 1 from t where a = ?", List.of("' or '1' = '1")))
                .isEqualTo("select 1 from t where a = ''' or ''1'' = ''1'");
    }

    @Test
    void too_few_or_too_many_values_are_refused() {
        assertThatThrownBy(() -> Literals.fill("select ?", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Literals.fill("select 1", List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
