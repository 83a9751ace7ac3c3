package dev.tidemark.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.Problem;
import dev.tidemark.problems.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assumptions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every store must do. A subclass loads {@link ContractRow#ROWS} into a table of its engine (columns {@code id, country,
 * amount decimal(12,2), items, cancelled, at}) and says how its dialect writes a few things.
 */
public abstract class StoreContract {

    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected abstract Store store();

    /** The loaded table. */
    protected abstract TableName table();

    /** The table's name in SQL. */
    protected abstract String sqlName();

    /** An exact sum of decimals. */
    protected String sum(String expression) {
        return "SUM(" + expression + ")";
    }

    /** A comparison of the column {@code at} with one parameter. */
    protected String at(String operator) {
        return "\"at\" " + operator + " ?";
    }

    /** A query that runs for minutes; empty when the engine cannot be made to. */
    protected Optional<String> endless() {
        return Optional.empty();
    }

    /** The snapshot before {@link ContractRow#LATER} was added; empty when the engine has no snapshots. */
    protected OptionalLong earlierSnapshot() {
        return OptionalLong.empty();
    }

    /** What the store must say of how complete the table is. */
    protected abstract Instant completeThrough();

    private StoreQuery query(String sql, @Nullable Object... parameters) {
        return query(TableUse.current(table()), sql, parameters);
    }

    private StoreQuery query(TableUse use, String sql, @Nullable Object... parameters) {
        return new StoreQuery(sql.formatted(sqlName()), Arrays.asList(parameters), List.of(use), PATIENCE, 1000);
    }

    private List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
        return store().query(query(sql, parameters)).rows();
    }

    private static void assertProblem(ThrowingCallable call, Problem... oneOf) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(Set.of(oneOf)).contains(e.problem()));
    }

    @Test
    void valuesComeWithTheirTypesExactly() {
        StoreAnswer answer =
                store().query(query("SELECT id, amount, items, cancelled, \"at\" FROM %s WHERE id = 'o-4' LIMIT 10"));

        assertThat(answer.columns())
                .containsExactly(
                        new Column("id", ColumnType.STRING),
                        new Column("amount", ColumnType.DECIMAL),
                        new Column("items", ColumnType.LONG),
                        new Column("cancelled", ColumnType.BOOLEAN),
                        new Column("at", ColumnType.TIMESTAMP));
        assertThat(answer.rows())
                .containsExactly(List.of(
                        "o-4", new BigDecimal("9999999999.99"), 4L, false, Instant.parse("2026-11-03T00:00:00Z")));
    }

    @Test
    void timestampsAreInstants() {
        assertThat(rows("SELECT \"at\" FROM %s WHERE id = 'o-2' LIMIT 10"))
                .containsExactly(List.of(Instant.parse("2026-11-02T10:30:00.123Z")));
    }

    @Test
    void nullIsNull() {
        assertThat(rows("SELECT country FROM %s WHERE id = 'o-4' LIMIT 10"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly((Object) null));
        assertThat(rows("SELECT id FROM %s WHERE country IS NULL LIMIT 10")).containsExactly(List.of("o-4"));
    }

    @Test
    void sumsOfMoneyAreExact() {
        List<List<@Nullable Object>> rows = rows("SELECT " + sum("amount") + " AS total FROM %s WHERE id <> 'o-6'");

        assertThat(new BigDecimal(String.valueOf(rows.get(0).get(0)))).isEqualByComparingTo("10000000035.36");
    }

    @Test
    void groupsAreWhole() {
        List<List<@Nullable Object>> rows = rows("SELECT country, COUNT(*) AS n FROM %s WHERE id <> 'o-6'"
                + " AND country IS NOT NULL GROUP BY country ORDER BY country LIMIT 10");

        assertThat(rows).containsExactly(List.of("Côte d'Ivoire", 1L), List.of("FR", 1L), List.of("GB", 2L));
    }

    @Test
    void parametersAreValuesAndNeverSql() {
        assertThat(rows("SELECT id FROM %s WHERE country = ? LIMIT 10", "Côte d'Ivoire"))
                .containsExactly(List.of("o-5"));
        assertThat(rows("SELECT id FROM %s WHERE country = ? LIMIT 10", "GB' OR '1' = '1"))
                .isEmpty();
        assertThat(rows("SELECT id FROM %s WHERE country = ? LIMIT 10", "?")).isEmpty();
        assertThat(rows("SELECT id FROM %s WHERE country = ? LIMIT 10", "x\\'; DROP TABLE t; --"))
                .isEmpty();
        assertThat(rows("SELECT id FROM %s WHERE country = '?' OR items = ? LIMIT 10", 3L))
                .containsExactly(List.of("o-3"));
    }

    @Test
    void parametersOfEveryTypeCompareExactly() {
        assertThat(rows("SELECT id FROM %s WHERE amount = ? LIMIT 10", new BigDecimal("0.07")))
                .containsExactly(List.of("o-3"));
        assertThat(rows("SELECT id FROM %s WHERE cancelled = ? AND items > ? LIMIT 10", true, 3L))
                .containsExactly(List.of("o-5"));
        assertThat(rows(
                        "SELECT id FROM %s WHERE " + at(">=") + " AND " + at("<") + " ORDER BY id LIMIT 10",
                        Instant.parse("2026-11-02T23:59:59.999Z"),
                        Instant.parse("2026-11-03T12:00:00Z")))
                .containsExactly(List.of("o-3"), List.of("o-4"));
    }

    @Test
    void pruningChangesWhatIsReadAndNotTheAnswer() {
        Instant from = Instant.parse("2026-11-03T00:00:00Z");
        Instant to = Instant.parse("2026-11-03T12:30:00Z");
        String sql = "SELECT id FROM %s WHERE " + at(">=") + " AND " + at("<") + " ORDER BY id LIMIT 10";
        TableUse pruned = new TableUse(table(), OptionalLong.empty(), Optional.of(new TimeRange("at", from, to)));

        StoreAnswer all = store().query(query(sql, from, to));
        StoreAnswer less = store().query(query(pruned, sql, from, to));

        assertThat(less.rows()).isEqualTo(all.rows()).containsExactly(List.of("o-4"), List.of("o-5"));
        assertThat(less.rowsScanned()).isLessThanOrEqualTo(all.rowsScanned());
        assertThat(less.bytesScanned()).isLessThanOrEqualTo(all.bytesScanned());
        assertThat(all.rowsScanned()).isPositive();
        assertThat(all.bytesScanned()).isPositive();
    }

    @Test
    void aPinnedSnapshotShowsTheTableAsItWas() {
        if (earlierSnapshot().isPresent()) {
            TableUse pinned = new TableUse(table(), earlierSnapshot(), Optional.empty());
            assertThat(store().query(query(pinned, "SELECT COUNT(*) AS n FROM %s"))
                            .rows())
                    .containsExactly(List.of(5L));
        } else {
            assertThat(store().state(table()).snapshot()).isEmpty();
        }
        assertThat(rows("SELECT COUNT(*) AS n FROM %s")).containsExactly(List.of(6L));
    }

    @Test
    void aSnapshotThatIsNotThereIsNeverAnsweredFromAnother() {
        assertProblem(
                () -> store().query(query(
                        new TableUse(table(), OptionalLong.of(4711), Optional.empty()),
                        "SELECT COUNT(*) AS n FROM %s")),
                StoreProblem.UNKNOWN_SNAPSHOT);
    }

    @Test
    void theStateSaysWhatTheTableHoldsAndHowCompleteItIs() {
        TableState state = store().state(table());

        assertThat(state.table()).isEqualTo(table());
        assertThat(state.completeThrough()).isEqualTo(completeThrough());
        assertThat(state.rows()).isGreaterThanOrEqualTo(5);
        assertThat(state.columns())
                .contains(
                        new Column("id", ColumnType.STRING),
                        new Column("amount", ColumnType.DECIMAL),
                        new Column("items", ColumnType.LONG),
                        new Column("cancelled", ColumnType.BOOLEAN),
                        new Column("at", ColumnType.TIMESTAMP));
    }

    @Test
    void moreRowsThanAllowedAreRefusedNotCutOff() {
        StoreQuery all = query("SELECT id FROM %s LIMIT 100");
        assertProblem(
                () -> store().query(new StoreQuery(all.sql(), List.of(), all.tables(), PATIENCE, 3)),
                StoreProblem.TOO_MANY_ROWS);
    }

    @Test
    void aStreamHandsOverTheRowsOfTheAnswer() {
        StoreQuery all = query("SELECT id, amount, \"at\" FROM %s ORDER BY id LIMIT 100");
        List<List<@Nullable Object>> rows = new ArrayList<>();

        StoreAnswer end = store().stream(all, rows::add);

        StoreAnswer whole = store().query(all);
        assertThat(rows).hasSize(6).isEqualTo(whole.rows());
        assertThat(end.rows()).isEmpty();
        assertThat(end.columns()).isEqualTo(whole.columns());
        assertThat(end.bytesScanned()).isPositive();
    }

    @Test
    void aStreamOfMoreRowsThanAllowedIsRefused() {
        StoreQuery all = query("SELECT id FROM %s LIMIT 100");
        List<List<@Nullable Object>> rows = new ArrayList<>();

        assertProblem(
                () -> store().stream(new StoreQuery(all.sql(), List.of(), all.tables(), PATIENCE, 3), rows::add),
                StoreProblem.TOO_MANY_ROWS);
        assertThat(rows).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aReaderThatThrowsEndsTheStreamAndHoldsNothingBack() {
        StoreQuery all = query("SELECT id FROM %s LIMIT 100");
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> store().stream(all, row -> {
                        throw new IllegalStateException("enough");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
        }
        assertThat(rows("SELECT id FROM %s WHERE id = 'o-1' LIMIT 10")).hasSize(1);
    }

    @Test
    void whatDoesNotExistIsSaid() {
        TableName nowhere = new TableName(table().namespace(), "nowhere");
        assertProblem(() -> store().state(nowhere), StoreProblem.UNKNOWN_TABLE);
        assertProblem(
                () -> store().query(new StoreQuery(
                        "SELECT id FROM " + sqlName().replace(table().name(), "nowhere") + " LIMIT 10",
                        List.of(),
                        List.of(TableUse.current(nowhere)),
                        PATIENCE,
                        10)),
                StoreProblem.UNKNOWN_TABLE);
        assertProblem(
                () -> rows("SELECT no_such_column FROM %s LIMIT 10"),
                StoreProblem.UNKNOWN_COLUMN,
                StoreProblem.INVALID_STORE_QUERY);
        assertProblem(() -> rows("SELEKT id FROM %s"), StoreProblem.INVALID_STORE_QUERY);
    }

    @Test
    void valuesThatDoNotFitAreTheAskersMistake() {
        assertProblem(() -> rows("SELECT id FROM %s WHERE items > 'many' LIMIT 10"), StoreProblem.VALUES_DO_NOT_FIT);
    }

    @Test
    void aQueryThatTakesTooLongIsStopped() {
        Assumptions.assumeThat(endless()).as("the engine can be kept busy").isPresent();
        StoreQuery slow = query(endless().orElseThrow());
        long start = System.nanoTime();

        assertProblem(
                () -> store().query(new StoreQuery(slow.sql(), List.of(), slow.tables(), Duration.ofMillis(500), 10)),
                StoreProblem.STORE_TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(rows("SELECT id FROM %s WHERE id = 'o-1' LIMIT 10")).hasSize(1);
    }

    @Test
    void interruptingTheCallerCancelsTheQuery() throws InterruptedException {
        Assumptions.assumeThat(endless()).as("the engine can be kept busy").isPresent();
        StoreQuery slow = query(endless().orElseThrow());
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                store().query(slow);
            } catch (ProblemException e) {
                thrown.set(e);
            }
        });

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_CANCELLED));
        assertThat(rows("SELECT id FROM %s WHERE id = 'o-1' LIMIT 10")).hasSize(1);
    }
}
