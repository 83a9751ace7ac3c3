package dev.tidemark.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engines")
class TestbedTest {

    @Test
    void every_database_is_new_and_empty() throws SQLException {
        Database one = Testbed.postgres();
        Database other = Testbed.postgres();

        assertThat(one.url()).isNotEqualTo(other.url());
        try (Connection connection = DriverManager.getConnection(one.url(), one.user(), one.password());
                ResultSet tables = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getInt(1)).isZero();
        }
    }

    @Test
    void a_database_does_not_print_its_password() {
        assertThat(new Database("jdbc:postgresql://localhost/x", "u", "secret").toString())
                .doesNotContain("secret");
    }
}
