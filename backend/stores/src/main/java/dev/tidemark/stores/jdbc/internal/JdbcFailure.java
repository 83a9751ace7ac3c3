package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.internal.DuckDbWords;
import dev.tidemark.stores.internal.TrinoFailure;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a database's words mean for the caller: by the classes of SQLSTATE, and DuckDB, which has none, by its words. */
public final class JdbcFailure {

    /** Of PostgreSQL: types that do not match, an operator or function that no such types have, a cast that nobody knows. */
    private static final Set<String> TYPES = Set.of("42804", "42883", "42846");

    private JdbcFailure() {}

    public static ProblemException problem(SQLException failure, JdbcProduct product, String store, Duration timeout) {
        if (product == JdbcProduct.TRINO) {
            return TrinoFailure.problem(failure, store, timeout);
        }
        return classified(failure, product, store, timeout).because(failure);
    }

    private static ProblemException classified(
            SQLException failure, JdbcProduct product, String store, Duration timeout) {
        Optional<StoreProblem> known = CloudFailure.known(failure, product);
        if (known.isPresent()) {
            return said(known.get(), failure, store, timeout);
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("57P")
                || state.equals("3D000")) {
            return new ProblemException(StoreProblem.UNAVAILABLE, store, reason(failure));
        }
        if (state.equals("42P01") || state.equals("3F000") || text.contains("Table with name")) {
            return new ProblemException(StoreProblem.UNKNOWN_TABLE, store, text);
        }
        if (state.equals("42703") || text.contains("Referenced column")) {
            return new ProblemException(StoreProblem.UNKNOWN_COLUMN, store, text);
        }
        if (state.equals("57014")) {
            return new ProblemException(StoreProblem.STORE_TIMEOUT, store, timeout);
        }
        if (state.startsWith("53") || text.contains("Out of Memory")) {
            return new ProblemException(StoreProblem.STORE_OUT_OF_MEMORY, store, "memory");
        }
        if (state.startsWith("22") || TYPES.contains(state) || DuckDbWords.areAboutValues(text)) {
            return new ProblemException(StoreProblem.VALUES_DO_NOT_FIT, store, text);
        }
        return new ProblemException(StoreProblem.INVALID_STORE_QUERY, store, text);
    }

    private static ProblemException said(StoreProblem problem, SQLException failure, String store, Duration timeout) {
        return switch (problem) {
            case STORE_CANCELLED -> new ProblemException(problem, store);
            case STORE_TIMEOUT -> new ProblemException(problem, store, timeout);
            default -> new ProblemException(problem, store, reason(failure));
        };
    }

    /** A pool says only that it waited; its cause says why. */
    private static String reason(SQLException failure) {
        Throwable cause = failure.getCause();
        String text = String.valueOf(cause instanceof SQLException ? cause.getMessage() : failure.getMessage());
        return text.lines().findFirst().orElse(text);
    }
}
