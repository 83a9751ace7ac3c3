package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.ContractRow;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every connected database must do beside what every store must. */
abstract class JdbcStoreContract extends StoreContract {

    static final Instant NOW = Instant.parse("2026-11-03T14:00:00Z");
    static final TableName TABLE = new TableName("shop", "contract_orders");

    static JdbcStore connect(String url, String user, String password) {
        return new JdbcStore(
                JdbcSettings.of(new StoreName("shop"), url, user, password), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    protected TableName table() {
        return TABLE;
    }

    @Override
    protected String sqlName() {
        return "\"shop\".\"contract_orders\"";
    }

    /** A system of record is complete as of now. */
    @Override
    protected Instant completeThrough() {
        return NOW;
    }

    private List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
        return store().query(new StoreQuery(
                        sql.formatted(sqlName()), List.of(parameters), List.of(TableUse.current(TABLE)), PATIENCE, 100))
                .rows();
    }

    @Test
    void aTimeWithoutZoneIsOneOfUtc() {
        assertThat(rows("SELECT \"local\" FROM %s WHERE id = 'o-1' LIMIT 10"))
                .containsExactly(List.of(ContractRow.ROWS.getFirst().at()));
        assertThat(rows(
                        "SELECT id FROM %s WHERE \"local\" = ? LIMIT 10",
                        ContractRow.ROWS.getFirst().at()))
                .containsExactly(List.of("o-1"));
    }

    @Test
    void nothingCanBeWritten() {
        assertThatThrownBy(() -> rows("DELETE FROM %s WHERE id = 'o-1' RETURNING id"))
                .isInstanceOf(ProblemException.class);
        assertThat(rows("SELECT COUNT(*) AS n FROM %s")).containsExactly(List.of(6L));
    }
}
