package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.lake.LakeColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.stream.Collectors;

/** Words of DuckDB's SQL that several steps of a run use. */
public final class Duck {

    private Duck() {}

    public static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Duck::name).collect(Collectors.joining(", "));
    }

    /** Every column, cast to exactly the type it has in the table. */
    public static String typed(Collection<LakeColumn> columns) {
        return columns.stream()
                .map(column ->
                        "CAST(" + name(column.name()) + " AS " + column.type().duckDb() + ") AS " + name(column.name()))
                .collect(Collectors.joining(", "));
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
