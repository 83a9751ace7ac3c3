package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcProductTest {

    @Test
    void theAddressSaysWhichProductItIs() {
        assertThat(JdbcProduct.of("jdbc:postgresql://db.example:5432/shop?sslmode=require"))
                .isEqualTo(JdbcProduct.POSTGRESQL);
        assertThat(JdbcProduct.of("jdbc:duckdb:/data/shop.duckdb")).isEqualTo(JdbcProduct.DUCKDB);
        assertThat(JdbcProduct.of("jdbc:trino://trino.example:443/hive/web?SSL=true"))
                .isEqualTo(JdbcProduct.TRINO);
        assertThat(JdbcProduct.of("jdbc:redshift://cluster.example:5439/dev?ssl=true"))
                .isEqualTo(JdbcProduct.REDSHIFT);
        assertThat(JdbcProduct.of("jdbc:snowflake://acme.snowflakecomputing.com/?db=SHOP&schema=PUBLIC&warehouse=S"))
                .isEqualTo(JdbcProduct.SNOWFLAKE);
        assertThat(JdbcProduct.of("jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443;ProjectId=shop;"))
                .isEqualTo(JdbcProduct.BIGQUERY);
        assertThat(JdbcProduct.of("jdbc:clickhouse:https://clickhouse.example:8443/shop"))
                .isEqualTo(JdbcProduct.CLICKHOUSE);
        assertThat(JdbcProduct.of("jdbc:clickhouse://clickhouse.example:8123/shop"))
                .isEqualTo(JdbcProduct.CLICKHOUSE);
    }

    @ParameterizedTest
    @EnumSource(JdbcProduct.class)
    void theAddressThatIsShownAsAnExampleIsTaken(JdbcProduct product) {
        assertThat(JdbcProduct.of(product.example())).isEqualTo(product);
        assertThat(product.flavor()).isNotNull();
        assertThat(product.driverCoordinate().isPresent())
                .isEqualTo(!Set.of(JdbcProduct.POSTGRESQL, JdbcProduct.DUCKDB, JdbcProduct.TRINO)
                        .contains(product));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://example'",
                "jdbc:postgresql://db/shop?socketFactory=org.example.Anything",
                "jdbc:postgresql://db/shop?ssl=true&loggerFile=/tmp/x",
                "jdbc:postgresql://user:secret@db/shop",
                "jdbc:duckdb:",
                "jdbc:trino://trino.example:8080",
                "jdbc:trino://trino.example/hive?SSLTrustStorePath=/etc/passwd",
                "jdbc:trino://user:secret@trino.example/hive",
                "jdbc:redshift://cluster.example:5439/dev?socketFactory=org.example.Anything",
                "jdbc:redshift:iam://cluster/dev",
                "jdbc:snowflake://acme.snowflakecomputing.com/?db=SHOP&password=secret",
                "jdbc:snowflake://acme.snowflakecomputing.com/?tracing=ALL",
                "jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443;ProjectId=shop;OAuthPvtKey=secret",
                "jdbc:bigquery://http://example;ProjectId=shop",
                "jdbc:clickhouse://clickhouse.example/shop?password=secret",
                "jdbc:clickhouse:file:/tmp/x",
                "jdbc:duckdb:/data/shop.duckdb;access_mode=READ_WRITE",
                "http://example"
            })
    void whatCouldDoMoreThanReadIsRefused(String url) {
        assertThatThrownBy(() -> JdbcProduct.of(url)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(JdbcProblem.UNSUPPORTED_JDBC_URL);
            assertThat(e.detail()).doesNotContain("secret");
        });
    }

    @Test
    void aPasswordIsNotPrinted() {
        JdbcSettings settings = JdbcSettings.of(new StoreName("shop"), "jdbc:postgresql://db/shop", "ann", "secret");
        assertThat(settings.toString()).doesNotContain("secret").contains("ann");
    }
}
