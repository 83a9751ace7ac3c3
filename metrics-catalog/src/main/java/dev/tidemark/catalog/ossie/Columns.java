package dev.tidemark.catalog.ossie;

import dev.tidemark.sql.SqlExpression;
import java.util.HashMap;
import java.util.Map;

/** Names of columns, with and without the dataset before them. */
final class Columns {

    private Columns() {}

    /** An expression over the columns of one dataset without its name before them. */
    static SqlExpression without(SqlExpression expression, String dataset) {
        Map<String, SqlExpression> names = new HashMap<>();
        for (String name : expression.names()) {
            if (name.startsWith(dataset + ".")) {
                names.put(name, SqlExpression.name(name.substring(dataset.length() + 1)));
            }
        }
        return names.isEmpty() ? expression : expression.withNames(names);
    }

    static SqlExpression with(SqlExpression expression, String dataset) {
        Map<String, SqlExpression> names = new HashMap<>();
        for (String name : expression.names()) {
            names.put(
                    name,
                    SqlExpression.parse(SqlExpression.name(dataset).text() + "."
                            + SqlExpression.name(name).text()));
        }
        return names.isEmpty() ? expression : expression.withNames(names);
    }
}
