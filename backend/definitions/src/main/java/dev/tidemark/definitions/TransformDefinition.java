package dev.tidemark.definitions;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL that makes a dataset from datasets.
 *
 * @param name the table it makes in {@code model}, for example {@code fact_orders}
 * @param sql one ANSI SELECT
 * @param inputs the tables it reads, for example {@code raw.events_orders}
 * @param key the columns that identify a row
 * @param effectiveTime for {@code scd2}: the column that says from when a row holds
 * @param timeColumn the column by whose days the table is partitioned
 * @param every how often it runs
 */
public record TransformDefinition(
        String name,
        String sql,
        Materialization materialization,
        List<String> inputs,
        List<String> key,
        @Nullable String effectiveTime,
        @Nullable String timeColumn,
        Duration every,
        List<Check> checks,
        String owner,
        String description) {

    public TransformDefinition {
        inputs = List.copyOf(inputs);
        key = List.copyOf(key);
        checks = List.copyOf(checks);
    }
}
