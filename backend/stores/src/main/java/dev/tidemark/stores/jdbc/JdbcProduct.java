package dev.tidemark.stores.jdbc;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of database that can be connected. */
public enum JdbcProduct {
    POSTGRESQL("jdbc:postgresql:", SqlFlavor.POSTGRESQL, Set.of("ssl", "sslmode", "currentSchema", "ApplicationName")),
    DUCKDB("jdbc:duckdb:", SqlFlavor.DUCKDB_DATABASE, Set.of());

    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^=&;]*)");

    private final String prefix;
    private final SqlFlavor flavor;
    private final Set<String> parameters;

    JdbcProduct(String prefix, SqlFlavor flavor, Set<String> parameters) {
        this.prefix = prefix;
        this.flavor = flavor;
        this.parameters = parameters;
    }

    public SqlFlavor flavor() {
        return flavor;
    }

    /** As receipts name it. */
    public String engine() {
        return flavor == SqlFlavor.POSTGRESQL ? "postgresql" : "duckdb";
    }

    /**
     * The product of an address. Parameters of a driver can load classes and write files, so that only harmless ones are let through.
     *
     * @throws ProblemException {@link JdbcProblem#UNSUPPORTED_JDBC_URL}
     */
    public static JdbcProduct of(String url) {
        JdbcProduct product = Arrays.stream(values())
                .filter(each -> url.startsWith(each.prefix))
                .findFirst()
                .orElseThrow(() -> refused(url, "there is no driver for it here"));
        if (url.length() == product.prefix.length()) {
            throw refused(url, "it names no database");
        }
        PARAMETER.matcher(url).results().map(found -> found.group(1)).forEach(name -> {
            if (!product.parameters.contains(name)) {
                throw refused(url.replaceFirst("[?;].*", ""), "the parameter " + name + " is not taken");
            }
        });
        if (product == POSTGRESQL && url.contains("@")) {
            throw refused("jdbc:postgresql:…", "user and password are given beside the address");
        }
        return product;
    }

    private static ProblemException refused(String url, String why) {
        return new ProblemException(JdbcProblem.UNSUPPORTED_JDBC_URL, url, why);
    }
}
