package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.Materialization;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.ModelTable;
import dev.tidemark.lake.Replacement;
import dev.tidemark.lake.ScanPlan;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.WrittenFile;
import dev.tidemark.pipelines.transforms.internal.Checks;
import dev.tidemark.pipelines.transforms.internal.Duck;
import dev.tidemark.pipelines.transforms.internal.Materialized;
import dev.tidemark.pipelines.transforms.internal.Parts;
import dev.tidemark.pipelines.transforms.internal.Round;
import dev.tidemark.pipelines.transforms.internal.RunNotes;
import dev.tidemark.pipelines.transforms.internal.SqlColumns;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.TransformSql;
import dev.tidemark.stores.warehouse.DuckDb;
import dev.tidemark.stores.warehouse.DuckDbSettings;
import dev.tidemark.stores.warehouse.PlannedSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a modeled table from its inputs.
 *
 * <p>The whole SELECT is computed over pinned snapshots, compared with the table day by day, and only the days that differ
 * are written: to a branch, checked there, then published by one commit. So a table always equals what its definition says
 * about its inputs, and a run that finds nothing new writes nothing. One run at a time.
 */
public final class TransformRunner implements AutoCloseable {

    private final Lake lake;
    private final LakeTables tables;
    private final DuckDb duckDb;

    public TransformRunner(Lake lake, DuckDbSettings engine) {
        this.lake = lake;
        this.tables = new LakeTables(lake, Duration.ZERO);
        this.duckDb = DuckDb.open(
                engine, List.of(lake.root().resolve(Lake.RAW), lake.root().resolve(Lake.MODEL)));
    }

    /** What transforms that run together read. */
    public Round round() {
        return new Round(tables);
    }

    /**
     * Runs one transform.
     *
     * @throws ProblemException a {@link TransformProblem}, a problem of its SQL or of the lake; the table is as it was before
     */
    public TransformResult run(TransformDefinition transform, Round round) {
        TableRef target = new TableRef(Lake.MODEL, transform.name());
        List<TableVersion> inputs = inputs(transform, round);
        String definition = RunNotes.definition(transform);
        Optional<TableVersion> before =
                tables.current(target).filter(table -> table.snapshot().isPresent());
        TransformSql sql = TransformSql.parse(
                transform.sql(),
                table -> inputs.stream()
                        .filter(input -> input.table().equals(ref(table)))
                        .findFirst()
                        .map(input -> SqlColumns.fromLake(input.columns())));
        Work work = new Work(transform, target, inputs, definition, sql, before);
        if (before.isPresent() && upToDate(before.get(), work)) {
            return note(work, before.get());
        }
        try (Connection connection = duckDb.connect()) {
            return compute(work, connection);
        } catch (SQLException e) {
            throw new ProblemException(
                            TransformProblem.TRANSFORM_FAILED,
                            transform.name(),
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                    .because(e);
        }
    }

    private record Work(
            TransformDefinition transform,
            TableRef target,
            List<TableVersion> inputs,
            String definition,
            TransformSql sql,
            Optional<TableVersion> before) {

        Optional<String> dayColumn() {
            return Optional.ofNullable(transform.timeColumn());
        }

        TransformResult result(Outcome outcome, TableVersion now, int parts) {
            return new TransformResult(
                    outcome,
                    definition,
                    now.snapshot(),
                    now.tide(),
                    now.rows(),
                    parts,
                    inputs,
                    sql.origins(),
                    Optional.empty(),
                    "");
        }
    }

    private static List<TableVersion> inputs(TransformDefinition transform, Round round) {
        return TransformSql.inputsOf(transform.sql()).stream()
                .map(table -> round.version(ref(table))
                        .filter(version -> version.snapshot().isPresent())
                        .orElseThrow(() -> new ProblemException(
                                TransformProblem.TRANSFORM_INPUT_MISSING, transform.name(), table)))
                .toList();
    }

    private static TableRef ref(SqlTable table) {
        return new TableRef(table.namespace(), table.name());
    }

    private static boolean upToDate(TableVersion before, Work work) {
        Map<String, String> summary = before.summary();
        return work.definition().equals(summary.get(RunNotes.DEFINITION))
                && RunNotes.contents(work.inputs()).equals(summary.get(RunNotes.INPUTS));
    }

    /** The rows are what they should be; says so for the inputs as they are now, unless that is said already. */
    private TransformResult note(Work work, TableVersion before) {
        boolean said = upToDate(before, work) && before.tide().equals(RunNotes.tide(work.inputs()));
        if (said) {
            return work.result(Outcome.UNCHANGED, before, 0);
        }
        ModelTable table = ModelTable.ensure(lake, work.target(), before.columns(), work.dayColumn());
        table.note(RunNotes.summary(work.definition(), work.inputs()));
        return work.result(Outcome.NOTED, current(work.target()), 0);
    }

    private TableVersion current(TableRef table) {
        return tables.current(table).orElseThrow();
    }

    private TransformResult compute(Work work, Connection connection) throws SQLException {
        Materialized wanted = Materialized.of(
                work.transform(),
                work.sql().render(SqlFlavor.DUCKDB),
                SqlColumns.toLake(work.sql().columns()));
        List<String> columns = wanted.columns().stream().map(LakeColumn::name).toList();
        Duck.execute(connection, "CREATE TEMP TABLE made AS " + PlannedSql.of(wanted.sql(), plans(work.inputs())));
        if (work.transform().materialization() == Materialization.MERGE) {
            refuseDuplicates(work.transform(), connection);
        }
        boolean sameShape =
                work.before().isPresent() && work.before().get().columns().equals(wanted.columns());
        Optional<String> kept = work.before().flatMap(before -> kept(work.transform(), before, columns));
        if (kept.isPresent()) {
            Duck.execute(connection, "INSERT INTO made BY NAME " + kept.get());
        }
        refuseRowsWithoutTime(work, connection);
        Parts made = Parts.of(connection, "SELECT * FROM made", columns, work.dayColumn());
        ModelTable table = ModelTable.ensure(lake, work.target(), wanted.columns(), work.dayColumn());
        boolean whole = !sameShape || table.mustBeReplacedWhole();
        Set<Optional<LocalDate>> days = whole
                ? made.fingerprints().keySet()
                : made.differing(
                        Parts.of(connection, relation(work.before().orElseThrow()), columns, work.dayColumn()));
        if (days.isEmpty() && work.before().isPresent() && !whole) {
            return note(work, work.before().get());
        }
        List<WrittenFile> written = write(work, table, made, days, connection);
        long staged = table.stage(new Replacement(
                whole || work.dayColumn().isEmpty()
                        ? Optional.empty()
                        : Optional.of(days.stream().flatMap(Optional::stream).collect(Collectors.toSet())),
                written,
                RunNotes.summary(work.definition(), work.inputs())));
        check(work, staged, connection);
        table.publish(staged);
        return work.result(Outcome.PUBLISHED, current(work.target()), days.size());
    }

    private Map<String, ScanPlan> plans(List<TableVersion> inputs) {
        Map<String, ScanPlan> plans = new LinkedHashMap<>();
        inputs.forEach(input -> plans.put(input.table().toString(), tables.plan(input, Optional.empty())));
        return plans;
    }

    private String relation(TableVersion version) {
        return tables.plan(version, Optional.empty()).relation();
    }

    private static void refuseDuplicates(TransformDefinition transform, Connection connection) throws SQLException {
        long surplus = Duck.number(
                connection,
                "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM made GROUP BY "
                        + Duck.names(transform.key()) + ")");
        if (surplus > 0) {
            throw new ProblemException(
                    TransformProblem.DUPLICATE_KEYS, transform.name(), surplus, String.join(", ", transform.key()));
        }
    }

    private static void refuseRowsWithoutTime(Work work, Connection connection) throws SQLException {
        if (work.dayColumn().isEmpty()) {
            return;
        }
        String column = work.dayColumn().get();
        long rows = Duck.number(connection, "SELECT count(*) FROM made WHERE " + Duck.name(column) + " IS NULL");
        if (rows > 0) {
            throw new ProblemException(
                    TransformProblem.TRANSFORM_SHAPE,
                    work.transform().name(),
                    rows + " rows have no " + column + ", by which the table is partitioned");
        }
    }

    /** The rows of the old version that the result does not speak about, for materializations that keep such rows. */
    private Optional<String> kept(TransformDefinition transform, TableVersion before, List<String> columns) {
        List<String> shared = before.columns().stream()
                .map(LakeColumn::name)
                .filter(columns::contains)
                .toList();
        String old = "SELECT " + Duck.names(shared) + " FROM (" + relation(before) + ") AS old";
        return switch (transform.materialization()) {
            case FULL, SCD1, SCD2 -> Optional.empty();
            case PARTITION -> {
                String day = "CAST(" + Duck.name(Objects.requireNonNull(transform.timeColumn())) + " AS DATE)";
                yield Optional.of(
                        old + " WHERE " + day + " NOT IN (SELECT " + day + " FROM made WHERE " + day + " IS NOT NULL)");
            }
            case MERGE ->
                Optional.of(old + " WHERE NOT EXISTS (SELECT 1 FROM made WHERE "
                        + transform.key().stream()
                                .map(key -> "made." + Duck.name(key) + " IS NOT DISTINCT FROM old." + Duck.name(key))
                                .collect(Collectors.joining(" AND "))
                        + ")");
        };
    }

    private List<WrittenFile> write(
            Work work, ModelTable table, Parts made, Set<Optional<LocalDate>> days, Connection connection)
            throws SQLException {
        String ids = table.fieldIds().entrySet().stream()
                .map(field -> Duck.name(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", "));
        List<String> order = new ArrayList<>(work.dayColumn().stream().toList());
        order.addAll(work.transform().key());
        List<WrittenFile> written = new ArrayList<>();
        for (Optional<LocalDate> day :
                days.stream().sorted((a, b) -> compare(a, b)).toList()) {
            if (!made.fingerprints().containsKey(day)) {
                continue;
            }
            Path file = table.newFile(day);
            Duck.execute(
                    connection,
                    "COPY (SELECT " + Duck.names(table.fieldIds().keySet()) + " FROM made WHERE "
                            + Parts.condition(work.dayColumn(), day)
                            + (order.isEmpty() ? "" : " ORDER BY " + Duck.names(order)) + ") TO "
                            + Duck.literal(file.toString())
                            + " (FORMAT parquet, COMPRESSION zstd, FIELD_IDS {" + ids + "})");
            written.add(new WrittenFile(file, day));
        }
        return written;
    }

    private static int compare(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.orElse(LocalDate.MIN).compareTo(b.orElse(LocalDate.MIN));
    }

    private void check(Work work, long staged, Connection connection) throws SQLException {
        TableVersion version = tables.at(work.target(), staged).orElseThrow();
        List<String> failures =
                Checks.failing(connection, relation(version), work.transform().checks());
        if (!failures.isEmpty()) {
            throw new ProblemException(
                    TransformProblem.CHECK_FAILED, work.transform().name(), String.join("; ", failures));
        }
    }

    @Override
    public void close() {
        duckDb.close();
    }
}
