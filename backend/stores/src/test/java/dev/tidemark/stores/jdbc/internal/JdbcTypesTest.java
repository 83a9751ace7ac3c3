package dev.tidemark.stores.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.stores.ColumnType;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LowCardinality(Nullable(String))|STRING",
                "Nullable(Decimal(12, 2))|DECIMAL",
                "UInt64|LONG",
                "Int32|LONG",
                "Nullable(Float64)|DOUBLE",
                "DateTime64(3, 'UTC')|TIMESTAMP",
                "DateTime|TIMESTAMP",
                "Date32|DATE",
                "Enum8('a' = 1, 'b' = 2)|STRING",
                "Bool|BOOLEAN"
            })
    void clickHouseSaysItsTypesByName(String type, ColumnType expected) {
        assertThat(JdbcTypes.of(JdbcProduct.CLICKHOUSE, type, Types.OTHER)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"Array(String)", "'Map(String, String)'", "JSON", "IPv4"})
    void whatAnswersCannotCarryIsLeftOut(String type) {
        assertThat(JdbcTypes.of(JdbcProduct.CLICKHOUSE, type, Types.VARCHAR)).isEmpty();
    }

    @Test
    void aTimeOfAClockInBigQueryIsLeftOut() {
        assertThat(JdbcTypes.of(JdbcProduct.BIGQUERY, "DATETIME", Types.TIMESTAMP))
                .isEmpty();
        assertThat(JdbcTypes.of(JdbcProduct.BIGQUERY, "TIMESTAMP", Types.TIMESTAMP))
                .contains(ColumnType.TIMESTAMP);
        assertThat(JdbcTypes.of(JdbcProduct.SNOWFLAKE, "TIMESTAMPNTZ", Types.TIMESTAMP))
                .contains(ColumnType.TIMESTAMP);
    }

    @Test
    void namesAreQuotedAsEachProductReadsThem() {
        TableName table = new TableName("shop", "o`r\"d");
        assertThat(JdbcNames.of(JdbcProduct.CLICKHOUSE, table)).isEqualTo("`shop`.`o\\`r\"d`");
        assertThat(JdbcNames.of(JdbcProduct.SNOWFLAKE, table)).isEqualTo("\"shop\".\"o`r\"\"d\"");
    }
}
