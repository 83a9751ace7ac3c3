package dev.tidemark.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricSql;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.stores.ContractRow;
import dev.tidemark.stores.StoreContract;
import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.StoreQuery;
import dev.tidemark.stores.TableName;
import dev.tidemark.stores.TableUse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every connected database must do beside what every store must. */
abstract class JdbcStoreContract extends StoreContract {

    static final Instant NOW = Instant.parse("2026-11-03T14:00:00Z");
    static final TableName TABLE = new TableName("shop", "contract_orders");

    /** What comes with us; nothing is in the folder of others. */
    static JdbcStore connect(String url, String user, String password) {
        return connect(url, user, password, new JdbcDrivers(Path.of("target/no-drivers")));
    }

    static JdbcStore connect(String url, String user, String password, JdbcDrivers drivers) {
        return new JdbcStore(
                JdbcSettings.of(new StoreName("shop"), url, user, password),
                drivers,
                Path.of("target/scratch/shop"),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    protected TableName table() {
        return TABLE;
    }

    @Override
    protected String sqlName() {
        return "\"shop\".\"contract_orders\"";
    }

    /** A system of record is complete as of now. */
    @Override
    protected Instant completeThrough() {
        return NOW;
    }

    private List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
        return store().query(new StoreQuery(
                        sql.formatted(sqlName()), List.of(parameters), List.of(TableUse.current(TABLE)), PATIENCE, 100))
                .rows();
    }

    @Test
    void aTimeWithoutZoneIsOneOfUtc() {
        assertThat(rows("SELECT \"local\" FROM %s WHERE id = 'o-1' LIMIT 10"))
                .containsExactly(List.of(ContractRow.ROWS.getFirst().at()));
        assertThat(rows(
                        "SELECT id FROM %s WHERE \"local\" = ? LIMIT 10",
                        ContractRow.ROWS.getFirst().at()))
                .containsExactly(List.of("o-1"));
    }

    @Test
    void nothingCanBeWritten() {
        assertThatThrownBy(() -> rows("DELETE FROM %s WHERE id = 'o-1' RETURNING id"))
                .isInstanceOf(ProblemException.class);
        assertThat(rows("SELECT COUNT(*) AS n FROM %s")).containsExactly(List.of(6L));
    }

    /** The rows of a scan in this store's dialect, in no order. */
    private List<List<@Nullable Object>> rows(MetricScan scan) {
        return rows(scan, store().flavor());
    }

    List<List<@Nullable Object>> rows(MetricScan scan, SqlFlavor flavor) {
        MetricSql sql = MetricSql.compile(scan, flavor);
        return store().query(new StoreQuery(
                        sql.sql(),
                        Collections.unmodifiableList(new ArrayList<>(sql.parameters())),
                        List.of(TableUse.current(TABLE)),
                        PATIENCE,
                        100))
                .rows();
    }

    private static Instant moment(String text) {
        return Instant.parse(text);
    }

    @Test
    void scansCountDaysOfAZoneForTimesWithAZoneAndWithout() {
        Instant week = moment("2026-11-02T00:00:00Z");
        assertThat(rows(ContractScans.buckets()))
                .containsExactlyInAnyOrder(
                        List.of(moment("2026-11-02T05:00:00Z"), moment("2026-11-02T05:00:00Z"), week, 4L),
                        List.of(moment("2026-11-03T05:00:00Z"), moment("2026-11-03T05:00:00Z"), week, 2L));
    }

    @Test
    void scansComputeWhatPeopleWrite() {
        assertThat(texts(ContractScans.expressions()))
                .containsExactlyInAnyOrder(
                        List.of("kept", "2", "20.2", "60.6", "0", "1", "2026-11-02T09:00:00Z", "4"),
                        List.of(
                                "fr/3",
                                "1",
                                Double.toString(0.07 / 3),
                                "0.14",
                                "1",
                                "1",
                                "2026-11-02T23:59:59.999Z",
                                "5"),
                        List.of("côte d'ivoire/5", "1", "1.0", "10", "1", "1", "2026-11-03T12:00:00Z", "18"));
    }

    /** Numbers as short as they are. */
    private List<List<String>> texts(MetricScan scan) {
        return rows(scan).stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof BigDecimal number
                                ? number.stripTrailingZeros().toPlainString()
                                : String.valueOf(value))
                        .toList())
                .toList();
    }

    @Test
    void aBridgeGivesEachGroupItsShare() {
        assertThat(texts(ContractScans.bridges()))
                .containsExactlyInAnyOrder(
                        List.of("false", "3", "3.375", "1.125"),
                        List.of("true", "2", "4.25", "1"),
                        List.of("null", "1", "4", "1"));
    }

    @Test
    void aSumOfNothingIsAbsent() {
        assertThat(rows(ContractScans.nothing())).containsExactly(Arrays.asList(0L, null));
    }

    @Test
    void scansKeepEdgesAndFindWhatLedToARow() {
        assertThat(rows(ContractScans.edges()))
                .containsExactlyInAnyOrder(
                        List.of("GB", moment("2026-11-03T00:00:00Z"), 1L),
                        List.of("FR", moment("2026-11-02T00:00:00Z"), 1L),
                        Arrays.asList(null, moment("2026-11-03T00:00:00Z"), 1L),
                        List.of("Côte d'Ivoire", moment("2026-11-03T00:00:00Z"), 1L));
        assertThat(rows(ContractScans.conversions()))
                .containsExactlyInAnyOrder(List.of("FR", 1L), List.of("Côte d'Ivoire", 1L));
    }

    @Test
    void whatFindsNoVersionIsAbsent() {
        assertThat(rows(ContractScans.versions())).containsExactly(Arrays.asList(null, 6L));
    }
}
