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
            "Write jdbc:postgresql://host:port/database or jdbc:duckdb:/path/to/file."),
    BAD_STORE_ID(
            422,
            "The store cannot have this id",
            "“{0}” cannot be the id of a store: {1}",
            "Choose lower-case letters, digits and hyphens, beginning with a letter, and not the name of a built-in store.");

    private final ProblemText text;

    JdbcProblem(int status, String title, String detail, String remedy) {
        this.text = new ProblemText(Owner.USER, status, title, detail, remedy);
    }

    @Override
    public ProblemText text() {
        return text;
    }
}
