package dev.tidemark.stores.jdbc;

import dev.tidemark.problems.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The drivers of databases. Those that do not come with us are jars in a folder of the installation; each product's see only the JDK and
 * each other, so that what they bring along meets nothing of ours. Once loaded a driver stays. Thread-safe.
 */
public final class JdbcDrivers {

    private final Path folder;
    private final Map<JdbcProduct, Driver> loaded = new EnumMap<>(JdbcProduct.class);

    public JdbcDrivers(Path folder) {
        this.folder = folder;
    }

    /** Only those that come with us. */
    static JdbcDrivers ours() {
        return new JdbcDrivers(Path.of("no-drivers"));
    }

    /**
     * @throws ProblemException {@link JdbcProblem#JDBC_DRIVER_MISSING}
     */
    public synchronized Driver of(JdbcProduct product) {
        Driver known = loaded.get(product);
        if (known == null) {
            known = switch (product) {
                case POSTGRESQL -> new org.postgresql.Driver();
                case DUCKDB -> new org.duckdb.DuckDBDriver();
                case TRINO -> new io.trino.jdbc.TrinoDriver();
                case REDSHIFT, SNOWFLAKE, BIGQUERY, CLICKHOUSE -> fromFolder(product);
            };
            loaded.put(product, known);
        }
        return known;
    }

    private Driver fromFolder(JdbcProduct product) {
        Path home = folder.resolve(product.engine());
        List<URL> jars = jars(home);
        if (jars.isEmpty()) {
            throw missing(product, home, "there is no jar in its folder.");
        }
        // It lives as long as the driver, which is as long as this process.
        ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
                if (driver.getClass().getClassLoader() == loader && driver.acceptsURL(product.example())) {
                    return driver;
                }
            }
        } catch (SQLException | ServiceConfigurationError | LinkageError e) {
            throw missing(product, home, "the jars in its folder do not load: " + e.getMessage())
                    .because(e);
        }
        throw missing(product, home, "the jars in its folder hold another driver.");
    }

    private static ProblemException missing(JdbcProduct product, Path home, String why) {
        return new ProblemException(
                JdbcProblem.JDBC_DRIVER_MISSING,
                product.engine(),
                why,
                product.driverCoordinate().orElse(product.engine()),
                home);
    }

    private static List<URL> jars(Path home) {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .map(JdbcDrivers::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + home, e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
