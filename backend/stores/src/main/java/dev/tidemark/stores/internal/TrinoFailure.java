package dev.tidemark.stores.internal;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.stores.StoreProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Trino's error codes (its {@code StandardErrorCode}) mean for the caller. */
public final class TrinoFailure {

    private static final Pattern QUERY_ID = Pattern.compile("^Query failed \\(#[^)]*\\): ");

    private TrinoFailure() {}

    public static ProblemException problem(SQLException failure, String store, Duration timeout) {
        String text = text(failure);
        ProblemException problem = switch (failure.getErrorCode()) {
            case 3, 38 -> new ProblemException(StoreProblem.STORE_CANCELLED, store);
            case 44, 45, 46 -> new ProblemException(StoreProblem.UNKNOWN_TABLE, store, text);
            case 47 -> new ProblemException(StoreProblem.UNKNOWN_COLUMN, store, text);
            case 6, 7, 8, 9, 10, 19, 58, 59 -> new ProblemException(StoreProblem.VALUES_DO_NOT_FIT, store, text);
            case 65_541, 65_542, 65_545, 65_548, 65_558 -> new ProblemException(StoreProblem.UNAVAILABLE, store, text);
            case 131_073, 131_076, 131_078, 131_079 ->
                new ProblemException(StoreProblem.STORE_OUT_OF_MEMORY, store, "memory in Trino");
            case 131_074 -> new ProblemException(StoreProblem.STORE_BUSY, store, "queued", timeout);
            case 131_075, 131_077 -> new ProblemException(StoreProblem.STORE_TIMEOUT, store, timeout);
            default ->
                neverAnswered(failure)
                        ? new ProblemException(StoreProblem.UNAVAILABLE, store, "Trino cannot be reached")
                        : new ProblemException(StoreProblem.INVALID_STORE_QUERY, store, text);
        };
        return problem.because(failure);
    }

    private static boolean neverAnswered(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The first line of what Trino says, without the query's id in front. */
    private static String text(SQLException failure) {
        String message = QUERY_ID.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
        return message.lines().findFirst().orElse(message);
    }
}
