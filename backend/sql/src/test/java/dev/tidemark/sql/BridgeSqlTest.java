package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.BridgedRelation;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Mark;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans over a bridge in each dialect that joins, as files that people review; {@code -Dgolden.update=true} writes them anew. */
class BridgeSqlTest {

    private static final Relation PAYMENTS = new Relation(
            "m",
            new SqlTable("model", "payments"),
            List.of(
                    column("account_id", SqlType.STRING),
                    column("amount", SqlType.decimal(12, 2)),
                    column("disputed", SqlType.BOOLEAN)),
            Map.of());

    private static final Relation HOLDERS = new Relation(
            "b",
            new SqlTable("model", "holders"),
            List.of(
                    column("account_id", SqlType.STRING),
                    column("customer_id", SqlType.STRING),
                    column("share", SqlType.decimal(5, 4))),
            Map.of());

    private static final Relation CUSTOMERS = new Relation(
            "c",
            new SqlTable("model", "customers"),
            List.of(column("id", SqlType.STRING), column("segment", SqlType.STRING), column("born", SqlType.TIMESTAMP)),
            Map.of());

    private static final JoinedRelation CUSTOMER = new JoinedRelation(
            CUSTOMERS, value("b", "customer_id"), value("c", "id"), Optional.empty(), List.of(), false);

    private static final Key SEGMENT = new Key("k0", value("c", "segment"), Optional.empty());
    private static final Optional<Bucket> YEAR = Optional.of(new Bucket(Grain.YEAR, ZoneOffset.UTC));
    private static final Condition GOLD = new Condition.Named(
            SqlExpression.parse("segment = 'gold'"),
            Map.of("segment", new Operand(value("c", "segment"), Optional.empty())),
            ZoneOffset.UTC);
    private static final Aggregate ROWS = new Aggregate("n", Function.ROWS, Optional.empty());

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void countsEachRowOnceInEachGroup(SqlFlavor flavor) throws IOException {
        BridgedRelation bridge =
                bridge(List.of(SEGMENT, new Key("k1", value("c", "born"), YEAR)), List.of(), Optional.empty());
        golden(
                "impact",
                scan(
                        bridge,
                        List.of(
                                new Key("k0", value("x", "k0"), Optional.empty()),
                                new Key("k1", value("x", "k1"), YEAR)),
                        List.of(
                                ROWS,
                                new Aggregate("a1", Function.SUM, Optional.of(value("m", "amount"))),
                                new Aggregate("a2", Function.COUNT_DISTINCT, Optional.of(value("m", "account_id")))),
                        List.of()),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void sharesRowsOutByWeight(SqlFlavor flavor) throws IOException {
        BridgedRelation bridge = bridge(
                List.of(SEGMENT),
                List.of(new Mark("p0", List.of(GOLD))),
                Optional.of(new Weight(value("b", "share"), List.of(GOLD))));
        golden(
                "allocation",
                scan(
                        bridge,
                        List.of(new Key("k0", value("x", "k0"), Optional.empty())),
                        List.of(
                                ROWS,
                                shared("a1", Function.SUM, Optional.of(value("m", "amount"))),
                                shared("a2", Function.COUNT, Optional.of(value("m", "amount"))),
                                shared("a3", Function.ROWS, Optional.empty()),
                                shared("a4", Function.SUM, Optional.of(value("m", "disputed")))),
                        List.of(new Condition.Marked("x", "p0", false))),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void asksWhetherThereIsARowBehindTheBridge(SqlFlavor flavor) throws IOException {
        Condition nobody = new Condition.Named(
                SqlExpression.parse("segment IS NULL"),
                Map.of("segment", new Operand(value("c", "segment"), Optional.empty())),
                ZoneOffset.UTC);
        BridgedRelation bridge = bridge(
                List.of(), List.of(new Mark("p0", List.of(GOLD)), new Mark("p1", List.of(nobody))), Optional.empty());
        Condition either = new Condition.AnyOf(List.of(
                List.of(new Condition.Marked("x", "p0", false)), List.of(new Condition.Marked("x", "p1", true))));
        golden("behind", scan(bridge, List.of(), List.of(ROWS), List.of(either)), flavor);
    }

    @Test
    void whatIsNotMadeOfSharesIsNotSharedOut() {
        BridgedRelation bridge = bridge(List.of(), List.of(), Optional.of(new Weight(value("b", "share"), List.of())));
        MetricScan largest = scan(
                bridge,
                List.of(),
                List.of(ROWS, shared("a1", Function.MAX, Optional.of(value("m", "amount")))),
                List.of());
        assertThatThrownBy(() -> MetricSql.compile(largest, SqlFlavor.DUCKDB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MAX is not made of shares");
    }

    @Test
    void aWeightIsANumber() {
        BridgedRelation bridge = bridge(
                List.of(),
                List.of(),
                Optional.of(new Weight(new Value("b", SqlExpression.parse("customer_id || '%'")), List.of())));
        MetricScan weighed = scan(
                bridge,
                List.of(),
                List.of(ROWS, shared("a1", Function.SUM, Optional.of(value("m", "amount")))),
                List.of());
        assertThatThrownBy(() -> MetricSql.compile(weighed, SqlFlavor.DUCKDB))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(SqlProblem.INVALID_SQL);
                    assertThat(e.detail()).contains("is no number");
                });
    }

    private static Aggregate shared(String label, Function function, Optional<Value> value) {
        return new Aggregate(label, function, value, List.of("x"));
    }

    private static BridgedRelation bridge(List<Key> groups, List<Mark> marks, Optional<Weight> weight) {
        return new BridgedRelation(
                "x",
                HOLDERS,
                List.of(CUSTOMER),
                List.of(),
                value("m", "account_id"),
                value("b", "account_id"),
                groups,
                marks,
                weight);
    }

    private static MetricScan scan(
            BridgedRelation bridge, List<Key> keys, List<Aggregate> aggregates, List<Condition> conditions) {
        return new MetricScan(
                PAYMENTS, List.of(), List.of(bridge), keys, aggregates, conditions, new Selection.All(), 100);
    }

    private static void golden(String name, MetricScan scan, SqlFlavor flavor) throws IOException {
        Path file =
                Path.of("src/test/resources/golden", name + "." + flavor.name().toLowerCase(Locale.ROOT) + ".sql");
        String sql = MetricSql.compile(scan, flavor).sql().replace("\r", "") + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, true);
    }

    private static Value value(String alias, String name) {
        return new Value(alias, SqlExpression.name(name));
    }
}
