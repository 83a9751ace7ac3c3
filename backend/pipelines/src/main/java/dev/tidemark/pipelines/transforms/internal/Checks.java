package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.definitions.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs what a table promises against a version of it. */
public final class Checks {

    private Checks() {}

    /**
     * @param relation the version, as a SELECT
     * @return what does not hold, in words; empty when everything does
     */
    public static List<String> failing(Connection connection, String relation, List<Check> checks) throws SQLException {
        List<String> failures = new ArrayList<>();
        for (Check check : checks) {
            switch (check) {
                case Check.NotNull notNull -> {
                    for (String column : notNull.columns()) {
                        long nulls = count(connection, relation, Duck.name(column) + " IS NULL");
                        fail(failures, nulls > 0, column + " is null in " + nulls + " rows");
                    }
                }
                case Check.Unique unique -> {
                    long surplus = Duck.number(
                            connection,
                            "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM (" + relation
                                    + ") GROUP BY " + Duck.names(unique.columns()) + ")");
                    fail(
                            failures,
                            surplus > 0,
                            String.join(", ", unique.columns()) + " is not unique: " + surplus + " rows too many");
                }
                case Check.Accepted accepted -> {
                    String values =
                            accepted.values().stream().map(Duck::literal).collect(Collectors.joining(", "));
                    long others = count(
                            connection,
                            relation,
                            "CAST(" + Duck.name(accepted.column()) + " AS VARCHAR) NOT IN (" + values + ")");
                    fail(failures, others > 0, accepted.column() + " has other values in " + others + " rows");
                }
                case Check.AtLeast atLeast -> {
                    long rows = count(connection, relation, "true");
                    fail(failures, rows < atLeast.rows(), "only " + rows + " rows, at least " + atLeast.rows());
                }
            }
        }
        return failures;
    }

    private static long count(Connection connection, String relation, String condition) throws SQLException {
        return Duck.number(connection, "SELECT count(*) FROM (" + relation + ") WHERE " + condition);
    }

    private static void fail(List<String> failures, boolean failed, String words) {
        if (failed) {
            failures.add(words);
        }
    }
}
