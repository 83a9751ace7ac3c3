package dev.tidemark.stores.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.stores.TableName;
import dev.tidemark.stores.trino.internal.PinnedSql;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PinnedSqlTest {

    private static final TableName FACT = new TableName("model", "fact");
    private static final Map<TableName, OptionalLong> AT_SEVEN = Map.of(FACT, OptionalLong.of(7));

    @Test
    void eachNamingOfATableIsPinned() {
        assertThat(PinnedSql.of(
                        "SELECT a.x FROM \"lake\".\"model\".\"fact\" AS a JOIN \"lake\".\"model\".\"fact\" b ON a.x = b.x",
                        AT_SEVEN))
                .isEqualTo("SELECT a.x FROM \"lake\".\"model\".\"fact\" FOR VERSION AS OF 7 AS a"
                        + " JOIN \"lake\".\"model\".\"fact\" FOR VERSION AS OF 7 b ON a.x = b.x");
    }

    @Test
    void aColumnOrATextThatLooksLikeTheTableIsLeftAlone() {
        String columns =
                "SELECT \"lake\".\"model\".\"fact\".\"x\", '\"lake\".\"model\".\"fact\"', 'it''s', \"a\"\"b\" FROM ";
        assertThat(PinnedSql.of(columns + "\"lake\".\"model\".\"fact\"", AT_SEVEN))
                .isEqualTo(columns + "\"lake\".\"model\".\"fact\" FOR VERSION AS OF 7");
    }

    @Test
    void aTableThatWasNeverWrittenHasNothingToPin() {
        assertThat(PinnedSql.of("SELECT 1 FROM \"lake\".\"model\".\"fact\"", Map.of(FACT, OptionalLong.empty())))
                .isEqualTo("SELECT 1 FROM \"lake\".\"model\".\"fact\"");
    }

    @Test
    void whatIsNoSelectOrDoesNotNameTheTableIsRefused() {
        assertThatThrownBy(() -> PinnedSql.of("DELETE FROM \"lake\".\"model\".\"fact\"", AT_SEVEN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PinnedSql.of("SELECT 1 FROM lake.model.fact", AT_SEVEN))
                .hasMessageContaining("fact");
    }
}
