package dev.tidemark.pipelines.transforms.internal;

import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.LakeType.Kind;
import dev.tidemark.pipelines.transforms.TransformProblem;
import dev.tidemark.problems.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table a transform makes: its columns, and the rows of the SELECT turned into rows of the table.
 *
 * @param columns in order
 * @param sql DuckDB's SELECT of exactly these columns
 */
public record Materialized(List<LakeColumn> columns, String sql) {

    /** Before every change; a time that every engine can say. */
    private static final String BEGINNING = "TIMESTAMPTZ '1970-01-01 00:00:00+00'";

    /**
     * @param select the SELECT in DuckDB's dialect
     * @param selected its columns
     * @throws ProblemException {@link TransformProblem#TRANSFORM_SHAPE}
     */
    public static Materialized of(TransformDefinition transform, String select, List<LakeColumn> selected) {
        require(transform, selected);
        return switch (transform.materialization()) {
            case FULL, PARTITION, MERGE ->
                new Materialized(selected, "SELECT " + Duck.typed(selected) + " FROM (" + select + ")");
            case SCD1 -> latest(transform, select, selected);
            case SCD2 -> versions(transform, select, selected);
        };
    }

    private static void require(TransformDefinition transform, List<LakeColumn> selected) {
        Set<String> names = selected.stream().map(LakeColumn::name).collect(Collectors.toSet());
        Set<String> needed = new HashSet<>(transform.key());
        switch (transform.materialization()) {
            case MERGE -> shape(transform, !transform.key().isEmpty(), "merge needs a key");
            case PARTITION -> shape(transform, transform.timeColumn() != null, "partition needs a time_column");
            case SCD1, SCD2 -> {
                shape(transform, !transform.key().isEmpty(), "it needs a key");
                shape(transform, transform.effectiveTime() != null, "it needs an effective_time");
                needed.add(Objects.requireNonNull(transform.effectiveTime()));
                shape(transform, transform.timeColumn() == null, "it cannot be partitioned by a time_column");
            }
            case FULL -> {}
        }
        String timeColumn = transform.timeColumn();
        if (timeColumn != null) {
            needed.add(timeColumn);
            shape(
                    transform,
                    selected.stream()
                            .filter(column -> column.name().equals(timeColumn))
                            .allMatch(column -> Set.of(Kind.TIMESTAMP, Kind.DATE)
                                    .contains(column.type().kind())),
                    "the time_column " + timeColumn + " is neither a timestamp nor a date");
        }
        needed.removeAll(names);
        shape(transform, needed.isEmpty(), "the SELECT lacks " + String.join(", ", needed));
    }

    private static void shape(TransformDefinition transform, boolean fits, String otherwise) {
        if (!fits) {
            throw new ProblemException(TransformProblem.TRANSFORM_SHAPE, transform.name(), otherwise);
        }
    }

    private static Materialized latest(TransformDefinition transform, String select, List<LakeColumn> selected) {
        String effective = Duck.name(Objects.requireNonNull(transform.effectiveTime()));
        return new Materialized(
                selected,
                "SELECT " + Duck.typed(selected) + " FROM (" + select + ") WHERE " + keyed(transform)
                        + " QUALIFY row_number() OVER (PARTITION BY " + Duck.names(transform.key()) + " ORDER BY "
                        + effective + " DESC NULLS LAST, " + descending(names(selected)) + ") = 1");
    }

    private static Materialized versions(TransformDefinition transform, String select, List<LakeColumn> selected) {
        String effective = Objects.requireNonNull(transform.effectiveTime());
        List<LakeColumn> carried = selected.stream()
                .filter(column -> !column.name().equals(effective))
                .toList();
        List<String> attributes = names(carried).stream()
                .filter(name -> !transform.key().contains(name))
                .toList();
        String surrogate = surrogateName(transform.name());
        List<LakeColumn> columns = new ArrayList<>();
        columns.add(new LakeColumn(surrogate, LakeType.of(Kind.LONG), false));
        columns.addAll(carried);
        columns.add(new LakeColumn("valid_from", LakeType.of(Kind.TIMESTAMP), false));
        columns.add(new LakeColumn("valid_to", LakeType.of(Kind.TIMESTAMP), false));
        columns.add(new LakeColumn("is_current", LakeType.of(Kind.BOOLEAN), false));
        columns.add(new LakeColumn("is_placeholder", LakeType.of(Kind.BOOLEAN), false));
        String key = Duck.names(transform.key());
        String values = attributes.isEmpty() ? "true" : "row(" + Duck.names(attributes) + ")";
        String order = attributes.isEmpty() ? "1" : descending(attributes);
        String nulls = carried.stream()
                .map(column -> transform.key().contains(column.name())
                        ? Duck.name(column.name())
                        : "CAST(NULL AS " + column.type().duckDb() + ") AS " + Duck.name(column.name()))
                .collect(Collectors.joining(", "));
        String rows = """
                WITH mentioned AS (SELECT * FROM (%1$s) WHERE %2$s),
                changed AS (
                  SELECT * FROM mentioned WHERE %3$s IS NOT NULL AND %3$s > %9$s
                  QUALIFY row_number() OVER (PARTITION BY %4$s, %3$s ORDER BY %5$s) = 1),
                compared AS (
                  SELECT *, row_number() OVER w AS nth, lag(%6$s) OVER w AS was
                  FROM changed WINDOW w AS (PARTITION BY %4$s ORDER BY %3$s)),
                versions AS (
                  SELECT %7$s, %3$s AS valid_from, false AS is_placeholder
                  FROM compared WHERE nth = 1 OR was IS DISTINCT FROM %6$s
                  UNION ALL
                  SELECT %8$s, %9$s AS valid_from, true AS is_placeholder FROM (SELECT DISTINCT %4$s FROM mentioned)),
                dated AS (SELECT *, lead(valid_from) OVER (PARTITION BY %4$s ORDER BY valid_from) AS valid_to FROM versions)
                SELECT %10$s AS %11$s, *, valid_to IS NULL AS is_current FROM dated""".formatted(
                        select,
                        keyed(transform),
                        Duck.name(effective),
                        key,
                        order,
                        values,
                        Duck.names(names(carried)),
                        nulls,
                        BEGINNING,
                        surrogate(transform.key()),
                        Duck.name(surrogate));
        return new Materialized(columns, "SELECT " + Duck.typed(columns) + " FROM (" + rows + ")");
    }

    /** 63 bits of a hash over the key and the time from which the version holds: the same in every run and on every machine. */
    private static String surrogate(List<String> key) {
        String text = key.stream()
                .map(column -> "length(CAST(" + Duck.name(column) + " AS VARCHAR)) || ':' || CAST(" + Duck.name(column)
                        + " AS VARCHAR)")
                .collect(Collectors.joining(" || ',' || "));
        return "CAST(md5_number_lower(" + text + " || '@' || CAST(epoch_us(valid_from) AS VARCHAR)) >> 1 AS BIGINT)";
    }

    /** {@code dim_customers} → {@code customer_key}. */
    static String surrogateName(String table) {
        String entity = table.startsWith("dim_") ? table.substring("dim_".length()) : table;
        if (entity.endsWith("ies")) {
            return entity.substring(0, entity.length() - 3) + "y_key";
        }
        return (entity.endsWith("s") ? entity.substring(0, entity.length() - 1) : entity) + "_key";
    }

    private static String keyed(TransformDefinition transform) {
        return transform.key().stream()
                .map(column -> Duck.name(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private static String descending(List<String> columns) {
        return columns.stream()
                .map(column -> Duck.name(column) + " DESC NULLS LAST")
                .collect(Collectors.joining(", "));
    }

    private static List<String> names(List<LakeColumn> columns) {
        return columns.stream().map(LakeColumn::name).toList();
    }
}
