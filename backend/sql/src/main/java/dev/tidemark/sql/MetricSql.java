package dev.tidemark.sql;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.internal.ScanCompiler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan written for an engine. Values never stand in the text: they are parameters.
 *
 * @param sql one SELECT with a {@code ?} for each parameter
 * @param parameters String, Long, BigDecimal, Double, Boolean, Instant or LocalDate, in order
 * @param columns of the result: the keys, then the aggregates
 */
public record MetricSql(String sql, List<@Nullable Object> parameters, List<SqlColumn> columns) {

    public MetricSql {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        columns = List.copyOf(columns);
    }

    /**
     * @throws ProblemException {@link SqlProblem#INVALID_SQL} for a name that no relation has or values that cannot be compared
     */
    public static MetricSql compile(MetricScan scan, SqlFlavor flavor) {
        return ScanCompiler.compile(scan, flavor);
    }
}
