package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcProductTest {

    @Test
    void theAddressSaysWhichProductItIs() {
        assertThat(JdbcProduct.of("jdbc:postgresql://db.example:5432/shop?sslmode=require"))
                .isEqualTo(JdbcProduct.POSTGRESQL);
        assertThat(JdbcProduct.of("jdbc:duckdb:/data/shop.duckdb")).isEqualTo(JdbcProduct.DUCKDB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://example'",
                "jdbc:postgresql://db/shop?socketFactory=org.example.Anything",
                "jdbc:postgresql://db/shop?ssl=true&loggerFile=/tmp/x",
                "jdbc:postgresql://user:secret@db/shop",
                "jdbc:duckdb:",
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
