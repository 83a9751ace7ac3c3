package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcProduct;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Failures of databases that say them in numbers or words of their own: ClickHouse's {@code ErrorCodes.cpp}, Snowflake's numbers, and what
 * BigQuery writes. Empty for what SQLSTATE tells.
 */
final class CloudFailure {

    /** BigQuery's {@code Bad double value: x}; a {@code Bad Request} may be anything. */
    private static final Pattern BAD_VALUE = Pattern.compile("Bad \\w+ value");

    private CloudFailure() {}

    static Optional<StoreProblem> known(SQLException failure, JdbcProduct product) {
        String text = String.valueOf(failure.getMessage());
        return Optional.ofNullable(
                switch (product) {
                    case CLICKHOUSE ->
                        switch (failure.getErrorCode()) {
                            case 60, 81 -> StoreProblem.UNKNOWN_TABLE;
                            case 16, 47 -> StoreProblem.UNKNOWN_COLUMN;
                            case 6, 27, 38, 41, 43, 53, 70, 72, 386 -> StoreProblem.VALUES_DO_NOT_FIT;
                            case 159 -> StoreProblem.STORE_TIMEOUT;
                            case 241 -> StoreProblem.STORE_OUT_OF_MEMORY;
                            case 192, 193, 194, 210, 516 -> StoreProblem.UNAVAILABLE;
                            default -> null;
                        };
                    case SNOWFLAKE ->
                        switch (failure.getErrorCode()) {
                            case 2003, 2043 -> StoreProblem.UNKNOWN_TABLE;
                            case 904 -> StoreProblem.UNKNOWN_COLUMN;
                            case 1044, 100035, 100038, 100040, 100051 -> StoreProblem.VALUES_DO_NOT_FIT;
                            case 604, 630 -> StoreProblem.STORE_TIMEOUT;
                            case 390100 -> StoreProblem.UNAVAILABLE;
                            default -> null;
                        };
                    case BIGQUERY ->
                        text.contains("Not found: Table") || text.contains("Not found: Dataset")
                                ? StoreProblem.UNKNOWN_TABLE
                                : text.contains("Unrecognized name")
                                        ? StoreProblem.UNKNOWN_COLUMN
                                        : text.contains("No matching signature")
                                                        || BAD_VALUE
                                                                .matcher(text)
                                                                .find()
                                                ? StoreProblem.VALUES_DO_NOT_FIT
                                                : null;
                    case POSTGRESQL, DUCKDB, TRINO, REDSHIFT -> null;
                });
    }
}
