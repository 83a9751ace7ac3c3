package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcDriversTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatComesWithUsNeedsNoFolder() {
        JdbcDrivers drivers = new JdbcDrivers(folder.resolve("nowhere"));
        assertThat(drivers.of(JdbcProduct.POSTGRESQL)).isInstanceOf(org.postgresql.Driver.class);
        assertThat(drivers.of(JdbcProduct.DUCKDB)).isInstanceOf(org.duckdb.DuckDBDriver.class);
        assertThat(drivers.of(JdbcProduct.TRINO)).isInstanceOf(io.trino.jdbc.TrinoDriver.class);
    }

    @Test
    void aMissingDriverSaysWhatToPutWhere() {
        assertThatThrownBy(() -> new JdbcDrivers(folder).of(JdbcProduct.SNOWFLAKE))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(JdbcProblem.JDBC_DRIVER_MISSING);
                    assertThat(e.remedy())
                            .contains(
                                    "net.snowflake:snowflake-jdbc",
                                    folder.resolve("snowflake").toString());
                });
    }

    @Test
    void aDriverOfAnotherProductOrNoJarAtAllIsSaid() throws IOException {
        put(folder, JdbcProduct.SNOWFLAKE, org.postgresql.Driver.class);
        assertMissing(JdbcProduct.SNOWFLAKE, "another driver");
        Files.createDirectories(folder.resolve("clickhouse"));
        Files.writeString(folder.resolve("clickhouse/half.jar"), "half");
        assertMissing(JdbcProduct.CLICKHOUSE, "its folder");
    }

    private void assertMissing(JdbcProduct product, String why) {
        assertThatThrownBy(() -> new JdbcDrivers(folder).of(product))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(JdbcProblem.JDBC_DRIVER_MISSING);
                    assertThat(e.detail()).contains(why);
                });
    }

    @Test
    void aDriverSeesNothingOfOursAndIsFoundWithoutARestart() throws Exception {
        JdbcDrivers drivers = new JdbcDrivers(folder);
        assertThatThrownBy(() -> drivers.of(JdbcProduct.REDSHIFT)).isInstanceOf(ProblemException.class);
        put(folder, JdbcProduct.REDSHIFT, com.amazon.redshift.Driver.class);

        Driver driver = drivers.of(JdbcProduct.REDSHIFT);

        assertThat(driver.acceptsURL("jdbc:redshift://cluster.example:5439/dev"))
                .isTrue();
        assertThat(driver).isNotInstanceOf(com.amazon.redshift.Driver.class).isSameAs(drivers.of(JdbcProduct.REDSHIFT));
        ClassLoader loader = driver.getClass().getClassLoader();
        assertThatThrownBy(() -> loader.loadClass("org.postgresql.Driver")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass(JdbcDrivers.class.getName()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** Copies the jar of a driver into the folder of a product, as people do. */
    static void put(Path folder, JdbcProduct product, Class<? extends Driver> driver) throws IOException {
        Path jar = Path.of(
                driver.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path home = Files.createDirectories(folder.resolve(product.engine()));
        Files.copy(jar, home.resolve(jar.getFileName()));
    }
}
