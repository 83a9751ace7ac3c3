package dev.tidemark.sql;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.internal.ParsedTransform;
import java.util.List;
import java.util.Map;

/**
 * One SELECT in ANSI SQL, read and validated against the columns its inputs have now. Immutable.
 *
 * <p>The dialect is the part of SQL on which the engines agree. Timestamps are instants in UTC; casts to DECIMAL are exact;
 * JSON_VALUE reads a string column that holds a JSON object; a division needs a DOUBLE on one side, because engines divide
 * exact numbers differently.
 */
public final class TransformSql {

    private final ParsedTransform parsed;

    private TransformSql(ParsedTransform parsed) {
        this.parsed = parsed;
    }

    /**
     * @throws ProblemException {@link SqlProblem#INVALID_SQL} with line and column, or {@link SqlProblem#UNSUPPORTED_SQL}
     */
    public static TransformSql parse(String sql, SchemaLookup schemas) {
        return new TransformSql(ParsedTransform.parse(sql, schemas));
    }

    /**
     * The tables a SELECT reads, in order of their first mention, without asking whether they exist.
     *
     * @throws ProblemException {@link SqlProblem#INVALID_SQL}
     */
    public static List<SqlTable> inputsOf(String sql) {
        return ParsedTransform.inputsOf(sql);
    }

    /** The tables it reads, in order of their first mention. */
    public List<SqlTable> inputs() {
        return parsed.inputs();
    }

    public List<SqlColumn> columns() {
        return parsed.columns();
    }

    /** For each output column, by name, the input columns its value comes from; empty for a constant. */
    public Map<String, List<ColumnOrigin>> origins() {
        return parsed.origins();
    }

    /**
     * The SELECT in an engine's dialect, every table and column named and quoted.
     *
     * @throws ProblemException {@link SqlProblem#UNSUPPORTED_SQL} when this engine runs no transforms
     */
    public String render(SqlFlavor flavor) {
        return parsed.render(flavor);
    }
}
