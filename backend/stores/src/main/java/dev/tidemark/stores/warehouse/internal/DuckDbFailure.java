package dev.tidemark.stores.warehouse.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.internal.DuckDbWords;
import java.sql.SQLException;

/** What DuckDB's words mean for the caller. */
public final class DuckDbFailure {

    private static final String MARK = "Error: ";

    private DuckDbFailure() {}

    public static ProblemException problem(SQLException failure, String store, String memoryLimit) {
        String text = text(failure);
        ProblemException problem;
        if (text.contains("Out of Memory")) {
            problem = new ProblemException(StoreProblem.STORE_OUT_OF_MEMORY, store, memoryLimit);
        } else if (text.contains("Table with name") && text.contains("does not exist")) {
            problem =
                    new ProblemException(StoreProblem.UNKNOWN_TABLE, store, between(text, "Table with name ", " does"));
        } else if (text.contains("Referenced column") || text.contains("does not have a column named")) {
            problem = new ProblemException(StoreProblem.UNKNOWN_COLUMN, store, text);
        } else if (DuckDbWords.areAboutValues(text)) {
            problem = new ProblemException(StoreProblem.VALUES_DO_NOT_FIT, store, text);
        } else {
            problem = new ProblemException(StoreProblem.INVALID_STORE_QUERY, store, text);
        }
        return problem.because(failure);
    }

    /** The first line of what DuckDB says, without the driver's own words in front. */
    private static String text(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int mark =
                message.startsWith("Invalid Input Error: Attempting") ? message.indexOf(MARK, MARK.length() + 10) : -1;
        String said = mark < 0 ? message : message.substring(mark + MARK.length());
        return said.lines().findFirst().orElse(said);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end, from);
        return to < 0 ? text : text.substring(from, to);
    }
}
