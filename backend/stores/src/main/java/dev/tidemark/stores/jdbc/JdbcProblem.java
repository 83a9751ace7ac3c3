package dev.tidemark.stores.jdbc;

import dev.tidemark.problems.Owner;
import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemText;

/** Why a database cannot be connected as a store. */
public enum JdbcProblem implements Problem {
    UNSUPPORTED_JDBC_URL(
            422,
            "The database cannot be connected",
            "{0} is not the address of a database that can be connected: {1}",
            "Write for example jdbc:postgresql://host:port/database, jdbc:duckdb:/path/to/file or jdbc:trino://host:port/catalog;"
                    + " docs/guides/connecting-stores.md has the address of each product."),
    BAD_STORE_ID(
            422,
            "The store cannot have this id",
            "“{0}” cannot be the id of a store: {1}",
            "Choose lower-case letters, digits and hyphens, beginning with a letter, and not the name of a built-in store."),
    JDBC_DRIVER_MISSING(
            422,
            "The database's driver is not installed",
            "The driver for {0} does not come with Tidemark, and {1}",
            "Download {2} from Maven Central, put the jar into {3}, and connect again; no restart is needed."),
    STORE_NOT_CONNECTED(
            404,
            "No such store is connected",
            "No store is connected as “{0}”.",
            "GET /api/v1/stores lists the connected ones; built-in stores cannot be disconnected.");

    private final ProblemText text;

    JdbcProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
