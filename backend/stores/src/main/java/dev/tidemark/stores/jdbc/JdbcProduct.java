package dev.tidemark.stores.jdbc;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of database that can be connected. */
public enum JdbcProduct {
    POSTGRESQL(
            "jdbc:postgresql:",
            ".+",
            SqlFlavor.POSTGRESQL,
            Set.of("ssl", "sslmode", "currentSchema", "ApplicationName"),
            "jdbc:postgresql://host:port/database",
            null),
    DUCKDB("jdbc:duckdb:", ".+", SqlFlavor.DUCKDB_DATABASE, Set.of(), "jdbc:duckdb:/path/to/file", null),
    TRINO(
            "jdbc:trino:",
            "//[^/?]+/[^/?]+(/[^/?]+)?",
            SqlFlavor.TRINO_DATABASE,
            Set.of("SSL"),
            "jdbc:trino://host:port/catalog",
            null),
    REDSHIFT(
            "jdbc:redshift:",
            "//[^/?;]+/[^/?;]+",
            SqlFlavor.REDSHIFT,
            Set.of("ssl", "sslmode"),
            "jdbc:redshift://host:5439/database",
            "com.amazon.redshift:redshift-jdbc42"),
    SNOWFLAKE(
            "jdbc:snowflake:",
            "//[^/?;]+/?",
            SqlFlavor.SNOWFLAKE,
            Set.of("db", "schema", "warehouse", "role"),
            "jdbc:snowflake://account.snowflakecomputing.com/?db=DATABASE&warehouse=WAREHOUSE",
            "net.snowflake:snowflake-jdbc"),
    BIGQUERY(
            "jdbc:bigquery:",
            "//https://[^/?;]+(/[^?;]*)?",
            SqlFlavor.BIGQUERY,
            Set.of("ProjectId", "DefaultDataset", "Location"),
            "jdbc:bigquery://https://www.googleapis.com/bigquery/v2:443;ProjectId=project",
            "com.google.cloud:google-cloud-bigquery-jdbc"),
    CLICKHOUSE(
            "jdbc:clickhouse:",
            "(https?:)?//[^/?;]+(/[^/?;]*)?",
            SqlFlavor.CLICKHOUSE,
            Set.of("ssl"),
            "jdbc:clickhouse:https://host:8443/database",
            "com.clickhouse:clickhouse-jdbc (the jar whose name ends in -all)");

    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^=&;]+)");

    private final String prefix;
    private final Pattern shape;
    private final SqlFlavor flavor;
    private final Set<String> parameters;
    private final String example;
    private final Optional<String> coordinate;

    JdbcProduct(
            String prefix,
            String shape,
            SqlFlavor flavor,
            Set<String> parameters,
            String example,
            @Nullable String coordinate) {
        this.prefix = prefix;
        this.shape = Pattern.compile(shape);
        this.flavor = flavor;
        this.parameters = parameters;
        this.example = example;
        this.coordinate = Optional.ofNullable(coordinate);
    }

    public SqlFlavor flavor() {
        return flavor;
    }

    /** As receipts name it, and the folder of its driver. */
    public String engine() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where its driver is found in Maven Central; empty where it comes with us. */
    public Optional<String> driverCoordinate() {
        return coordinate;
    }

    /** An address of it. */
    public String example() {
        return example;
    }

    /**
     * The product of an address. Parameters of a driver can load classes and write files, so that only harmless ones are let through;
     * secrets stand beside the address.
     *
     * @throws ProblemException {@link JdbcProblem#UNSUPPORTED_JDBC_URL}
     */
    public static JdbcProduct of(String url) {
        JdbcProduct product = Arrays.stream(values())
                .filter(each -> url.startsWith(each.prefix))
                .findFirst()
                .orElseThrow(() -> refused(shown(url), "there is no driver for it here"));
        if (product != DUCKDB && url.contains("@")) {
            throw refused(product.prefix + "…", "user and password are given beside the address");
        }
        String address = url.substring(product.prefix.length()).replaceFirst("[?;].*", "");
        if (address.isEmpty()) {
            throw refused(shown(url), "it names no database");
        }
        if (!product.shape.matcher(address).matches()) {
            throw refused(shown(url), "it has not the form " + product.example);
        }
        PARAMETER.matcher(url).results().map(found -> found.group(1)).forEach(name -> {
            if (!product.parameters.contains(name)) {
                throw refused(shown(url), "the parameter " + name + " is not taken");
            }
        });
        return product;
    }

    /** Without parameters, which may be secrets, and without what could be a user and a password. */
    private static String shown(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//…@");
    }

    private static ProblemException refused(String url, String why) {
        return new ProblemException(JdbcProblem.UNSUPPORTED_JDBC_URL, url, why);
    }
}
