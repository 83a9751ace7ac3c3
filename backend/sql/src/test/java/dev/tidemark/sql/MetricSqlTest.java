package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Pair;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Validity;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Window;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The SQL of each kind of scan in each dialect, as files that people review; {@code -Dgolden.update=true} writes them anew. */
class MetricSqlTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final Relation ORDERS = new Relation(
            "m",
            new SqlTable("model", "fact_orders"),
            List.of(
                    column("event_type", SqlType.STRING),
                    column("ordered_at", SqlType.TIMESTAMP),
                    column("amount", SqlType.decimal(12, 2)),
                    column("country", SqlType.STRING),
                    column("customer_id", SqlType.STRING)),
            Map.of());

    private static final Relation CUSTOMERS = new Relation(
            "c",
            new SqlTable("model", "dim_customers"),
            List.of(
                    column("id", SqlType.STRING),
                    column("segment", SqlType.STRING),
                    column("valid_from", SqlType.TIMESTAMP),
                    column("valid_to", SqlType.TIMESTAMP)),
            Map.of());

    private static final Key COUNTRY = new Key("k0", value("m", "country"), Optional.empty());
    private static final Key DAY = new Key("k1", value("m", "ordered_at"), Optional.of(new Bucket(Grain.DAY, LONDON)));
    private static final List<Aggregate> SUM = List.of(
            new Aggregate("n", Function.ROWS, Optional.empty()),
            new Aggregate("a1", Function.SUM, Optional.of(value("m", "amount"))));

    @ParameterizedTest
    @EnumSource(SqlFlavor.class)
    void sumsByDayAndCountry(SqlFlavor flavor) throws IOException {
        Condition placed = new Condition.Named(
                SqlExpression.parse("event_type IN ('placed', 'paid')"),
                Map.of("event_type", new Operand(value("m", "event_type"), Optional.empty())),
                ZoneOffset.UTC);
        Condition within = new Condition.Within(
                value("m", "ordered_at"), Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
        golden(
                "sums",
                new MetricScan(
                        ORDERS,
                        List.of(),
                        List.of(COUNTRY, DAY),
                        SUM,
                        List.of(within, placed),
                        new Selection.All(),
                        100),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void joinsTheVersionOfTheTime(SqlFlavor flavor) throws IOException {
        JoinedRelation join = new JoinedRelation(
                CUSTOMERS,
                value("m", "customer_id"),
                value("c", "id"),
                Optional.of(new Validity(value("m", "ordered_at"), value("c", "valid_from"), value("c", "valid_to"))),
                List.of(),
                false);
        Key segment = new Key("k0", value("c", "segment"), Optional.empty());
        golden(
                "versions",
                new MetricScan(ORDERS, List.of(join), List.of(segment), SUM, List.of(), new Selection.All(), 100),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(SqlFlavor.class)
    void joinsTexts(SqlFlavor flavor) throws IOException {
        Key both =
                new Key("k0", new Value("m", SqlExpression.parse("country || '/' || customer_id")), Optional.empty());
        golden(
                "texts",
                new MetricScan(ORDERS, List.of(), List.of(both), SUM, List.of(), new Selection.All(), 100),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void joinsWithinAPartitionAndKeepsBothSides(SqlFlavor flavor) throws IOException {
        Bucket day = new Bucket(Grain.DAY, ZoneOffset.UTC);
        JoinedRelation join = new JoinedRelation(
                CUSTOMERS,
                value("m", "customer_id"),
                value("c", "id"),
                Optional.empty(),
                List.of(new MetricScan.Partition(
                        new Operand(value("m", "ordered_at"), Optional.of(day)),
                        new Operand(value("c", "valid_from"), Optional.of(day)))),
                true);
        Key segment = new Key("k0", value("c", "segment"), Optional.empty());
        golden(
                "partitions",
                new MetricScan(ORDERS, List.of(join), List.of(segment), SUM, List.of(), new Selection.All(), 100),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void keepsTheEdgeOfEachPartition(SqlFlavor flavor) throws IOException {
        golden(
                "edges",
                new MetricScan(
                        ORDERS,
                        List.of(),
                        List.of(COUNTRY, DAY),
                        SUM,
                        List.of(),
                        new Selection.Edge(DAY, true, List.of(COUNTRY)),
                        100),
                flavor);
    }

    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void findsWhatLedToEachRow(SqlFlavor flavor) throws IOException {
        Relation again = new Relation("c", ORDERS.table(), ORDERS.columns(), Map.of());
        Selection.Converted converted = new Selection.Converted(
                again,
                List.of(),
                List.of(new Condition.Rows(new Value("c", SqlExpression.parse("event_type = 'cancelled'")))),
                List.of(new Pair(value("m", "customer_id"), value("c", "customer_id"))),
                new Operand(value("m", "ordered_at"), Optional.empty()),
                new Operand(value("c", "ordered_at"), Optional.empty()),
                Optional.of(new Window(7, Grain.DAY)),
                LONDON);
        List<Aggregate> count = List.of(new Aggregate("n", Function.ROWS, Optional.empty()));
        golden(
                "conversions",
                new MetricScan(ORDERS, List.of(), List.of(COUNTRY), count, List.of(), converted, 100),
                flavor);
    }

    private static final Relation RETURNS = new Relation(
            "r",
            new SqlTable("model", "fact_returns"),
            List.of(
                    column("at", SqlType.TIMESTAMP),
                    column("day", SqlType.DATE),
                    column("reason", SqlType.STRING),
                    column("items", SqlType.LONG),
                    column("amount", SqlType.decimal(12, 2)),
                    column("weight", SqlType.DOUBLE),
                    column("opened", SqlType.BOOLEAN)),
            Map.of());

    private static Key at(String label, Grain grain, String zone) {
        return new Key(label, value("r", "at"), Optional.of(new Bucket(grain, ZoneId.of(zone))));
    }

    /** Hours where clocks stand half an hour apart, weeks, days that may have two midnights, and dates. */
    @ParameterizedTest
    @EnumSource(SqlFlavor.class)
    void countsTimeByTheCalendarOfAZone(SqlFlavor flavor) throws IOException {
        List<Key> keys = List.of(
                at("k0", Grain.HOUR, "Asia/Kolkata"),
                at("k1", Grain.MINUTE, "UTC"),
                at("k2", Grain.DAY, "America/Havana"),
                at("k3", Grain.WEEK, "Europe/London"),
                at("k4", Grain.QUARTER, "UTC"),
                new Key("k5", value("r", "day"), Optional.of(new Bucket(Grain.WEEK, ZoneOffset.UTC))),
                new Key("k6", value("r", "day"), Optional.of(new Bucket(Grain.MONTH, ZoneOffset.UTC))));
        golden(
                "times",
                new MetricScan(
                        RETURNS,
                        List.of(),
                        keys,
                        List.of(new Aggregate("n", Function.ROWS, Optional.empty())),
                        List.of(),
                        new Selection.All(),
                        100),
                flavor);
    }

    /** Everything that definitions and filters may say, and every aggregate. */
    @ParameterizedTest
    @EnumSource(value = SqlFlavor.class, mode = EnumSource.Mode.EXCLUDE, names = "PINOT")
    void writesExpressionsAndAggregates(SqlFlavor flavor) throws IOException {
        List<Condition> conditions = List.of(
                new Condition.Rows(expression("reason LIKE 'it''s %' AND NOT (opened IS NOT TRUE)")),
                new Condition.Rows(expression("\"day\" >= '2026-01-01' AND amount BETWEEN 0.5 AND 99")),
                new Condition.Rows(expression("COALESCE(reason, 'none') <> '\\' OR opened = FALSE")),
                new Condition.Present(value("r", "items")));
        List<Aggregate> aggregates = List.of(
                new Aggregate("a0", Function.COUNT, Optional.of(value("r", "amount"))),
                new Aggregate("a1", Function.SUM, Optional.of(expression("amount / NULLIF(items, 0)"))),
                new Aggregate("a2", Function.SUM, Optional.of(expression("opened"))),
                new Aggregate("a3", Function.SUM, Optional.of(expression("ABS(weight) * -2"))),
                new Aggregate("a4", Function.MIN, Optional.of(value("r", "at"))),
                new Aggregate("a5", Function.MAX, Optional.of(value("r", "amount"))),
                new Aggregate("a6", Function.COUNT_DISTINCT, Optional.of(value("r", "reason"))),
                new Aggregate("a7", Function.SUM, Optional.of(expression("CAST(amount AS DECIMAL(14, 4)) + 0.25"))));
        Key length = new Key("k0", expression("CHAR_LENGTH(UPPER(reason) || LOWER(reason))"), Optional.empty());
        Key kind = new Key(
                "k1",
                expression("CASE WHEN items > 10 THEN 'many' WHEN items = 1 THEN CAST(items AS VARCHAR) END"),
                Optional.empty());
        golden(
                "expressions",
                new MetricScan(
                        RETURNS, List.of(), List.of(length, kind), aggregates, conditions, new Selection.All(), 100),
                flavor);
    }

    private static Value expression(String text) {
        return new Value("r", SqlExpression.parse(text));
    }

    private static void golden(String name, MetricScan scan, SqlFlavor flavor) throws IOException {
        Path file = Path.of(
                "src/test/resources/golden", name + "." + flavor.name().toLowerCase(java.util.Locale.ROOT) + ".sql");
        String sql = MetricSql.compile(scan, flavor).sql().replace("\r", "") + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
        }
        assertThat(sql).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b * 2|7",
                "(a - b) / nullif(b, 0)|-0.6666666667",
                "a / (b - 3)|null",
                "case when a > b then 'more' when a < b then 'less' else 'same' end|less",
                "coalesce(c, a)|1",
                "c > 1 or a = 1|true",
                "c > 1 and a = 1|null",
                "c > 1 and a = 2|false",
                "not (t = 'x')|true",
                "a in (2, 3)|false",
                "a not in (2, c)|null",
                "b between 1 and 3|true",
                "t like 'f_o%'|true",
                "upper(t)|FOO'S",
                "greatest(a, b, 2)|3",
                "round(b / 7, 2)|0.43",
                "moment >= '2026-01-01' and moment < '2026-01-02'|true",
                "abs(a - b)|2",
                "c is null|true"
            })
    void computesAsSqlDoes(String expression, String expected) {
        Map<String, Object> values = Map.of(
                "a", 1L, "b", new BigDecimal("3"), "t", "foo's", "moment", Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(String.valueOf(SqlExpression.parse(expression).compute(values::get, ZoneOffset.UTC)))
                .isEqualTo(expected);
    }

    @Test
    void decimalsAreKeysAsTextInPinotAndStayDecimals() {
        Key amount = new Key("k0", value("m", "amount"), Optional.empty());
        MetricSql sql = MetricSql.compile(
                new MetricScan(ORDERS, List.of(), List.of(amount), SUM, List.of(), new Selection.All(), 100),
                SqlFlavor.PINOT);

        String text =
                "CASE WHEN \"amount\"  IS NOT NULL THEN CAST(CAST(\"amount\"  AS DECIMAL) AS VARCHAR) ELSE '␀' END";
        assertThat(sql.sql().replaceAll(" +", " "))
                .contains("SELECT " + text.replaceAll(" +", " ") + " AS \"k0\"")
                .contains("GROUP BY " + text.replaceAll(" +", " "));
        assertThat(sql.columns().getFirst().type()).isEqualTo(SqlType.decimal(12, 2));
    }

    @Test
    void knownNamesMayBeReservedWords() {
        assertThat(SqlExpression.parse("(current - old) / old", java.util.Set.of("current", "old"))
                        .compute(name -> name.equals("old") ? 2L : 3L, ZoneOffset.UTC))
                .isEqualTo(new BigDecimal("0.5000000000"));
    }

    @Test
    void takesConjunctionsApartAndFindsUnitsThatDiffer() {
        assertThat(SqlExpression.parse("a = 1 AND (b = 2 OR c = 3) AND d IS NULL")
                        .conjuncts())
                .extracting(SqlExpression::names)
                .containsExactly(java.util.Set.of("a"), java.util.Set.of("b", "c"), java.util.Set.of("d"));
        Map<String, String> units = Map.of("gross", "GBP", "lost", "EUR", "orders", "orders");
        assertThat(SqlExpression.parse("gross - coalesce(lost, 0)").unitMismatch(units))
                .contains("GBP and EUR");
        assertThat(SqlExpression.parse("gross / orders").unitMismatch(units)).isEmpty();
        assertThatThrownBy(() -> SqlExpression.parse("a > 'x'").compute(name -> 1L, ZoneOffset.UTC))
                .isInstanceOf(ProblemException.class);
    }

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, true);
    }

    private static Value value(String alias, String name) {
        return new Value(alias, SqlExpression.name(name));
    }
}
