package dev.tidemark.stores.jdbc;

import dev.tidemark.sql.Grain;
import dev.tidemark.sql.MetricScan;
import dev.tidemark.sql.MetricScan.Aggregate;
import dev.tidemark.sql.MetricScan.BridgedRelation;
import dev.tidemark.sql.MetricScan.Bucket;
import dev.tidemark.sql.MetricScan.Condition;
import dev.tidemark.sql.MetricScan.Function;
import dev.tidemark.sql.MetricScan.JoinedRelation;
import dev.tidemark.sql.MetricScan.Key;
import dev.tidemark.sql.MetricScan.Mark;
import dev.tidemark.sql.MetricScan.Operand;
import dev.tidemark.sql.MetricScan.Pair;
import dev.tidemark.sql.MetricScan.Relation;
import dev.tidemark.sql.MetricScan.Selection;
import dev.tidemark.sql.MetricScan.Validity;
import dev.tidemark.sql.MetricScan.Value;
import dev.tidemark.sql.MetricScan.Weight;
import dev.tidemark.sql.MetricScan.Window;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlExpression;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each kind of scan over the contract's table; what they give is the same in every database. */
final class ContractScans {

    private static final List<SqlColumn> COLUMNS = List.of(
            column("id", SqlType.STRING),
            column("country", SqlType.STRING),
            column("amount", SqlType.decimal(12, 2)),
            column("items", SqlType.LONG),
            column("cancelled", SqlType.BOOLEAN),
            column("at", SqlType.TIMESTAMP),
            column("local", SqlType.TIMESTAMP));

    private static final SqlTable TABLE = new SqlTable("shop", "contract_orders");
    private static final Relation ORDERS = new Relation("o", TABLE, COLUMNS, Map.of());
    private static final Relation AGAIN = new Relation("c", TABLE, COLUMNS, Map.of());
    private static final Key COUNTRY = new Key("k0", name("country"), Optional.empty());
    private static final Aggregate ROWS = new Aggregate("n", Function.ROWS, Optional.empty());

    private ContractScans() {}

    /** By a day of New York and a week of London, of the time with a zone and of that without. */
    static MetricScan buckets() {
        return scan(
                List.of(
                        new Key("k0", name("at"), bucket(Grain.DAY, "America/New_York")),
                        new Key("k1", name("local"), bucket(Grain.DAY, "America/New_York")),
                        new Key("k2", name("local"), bucket(Grain.WEEK, "Europe/London"))),
                List.of(ROWS),
                List.of());
    }

    /** What people write, every aggregate, and parameters of every type. */
    static MetricScan expressions() {
        Condition asked = new Condition.Named(
                SqlExpression.parse("country IN ('GB', 'FR', 'Côte d''Ivoire') AND amount > 0.05 AND items < 6"
                        + " AND NOT (\"at\" >= '2026-11-04')"),
                Map.of(
                        "country", operand("country"),
                        "amount", operand("amount"),
                        "items", operand("items"),
                        "at", operand("at")),
                ZoneOffset.UTC);
        Condition within = new Condition.Within(
                name("local"), Instant.parse("2026-11-02T00:00:00Z"), Instant.parse("2026-11-04T00:00:00Z"));
        return scan(
                List.of(new Key(
                        "k0",
                        value("CASE WHEN cancelled THEN LOWER(country) || '/' || items ELSE 'kept' END"),
                        Optional.empty())),
                List.of(
                        ROWS,
                        new Aggregate("a0", Function.SUM, Optional.of(value("amount / NULLIF(items, 0)"))),
                        new Aggregate("a1", Function.SUM, Optional.of(value("CAST(amount AS DECIMAL(14, 4)) * 2"))),
                        new Aggregate("a2", Function.SUM, Optional.of(value("cancelled"))),
                        new Aggregate("a3", Function.COUNT_DISTINCT, Optional.of(name("country"))),
                        new Aggregate("a4", Function.MIN, Optional.of(name("local"))),
                        new Aggregate("a5", Function.MAX, Optional.of(value("CHAR_LENGTH(country) + ABS(items)")))),
                List.of(asked, within, new Condition.Present(name("country"))));
    }

    /** No row at all: how many, and a sum of nothing. */
    static MetricScan nothing() {
        return scan(
                List.of(),
                List.of(ROWS, new Aggregate("a0", Function.SUM, Optional.of(name("amount")))),
                List.of(new Condition.Rows(value("items < 0"))));
    }

    /** Of each country the rows of its last day. */
    static MetricScan edges() {
        Key day = new Key("k1", name("at"), bucket(Grain.DAY, "Europe/London"));
        return scan(List.of(COUNTRY, day), List.of(ROWS), List.of())
                .with(List.of(), new Selection.Edge(day, true, List.of(COUNTRY)));
    }

    /** Each cancelled order next to the latest before it in its country. */
    static MetricScan conversions() {
        Selection.Converted converted = new Selection.Converted(
                AGAIN,
                List.of(),
                List.of(new Condition.Rows(new Value("c", SqlExpression.parse("cancelled")))),
                List.of(new Pair(name("country"), new Value("c", SqlExpression.name("country")))),
                operand("at"),
                new Operand(new Value("c", SqlExpression.name("local")), Optional.empty()),
                Optional.of(new Window(2, Grain.DAY)),
                ZoneId.of("Europe/London"));
        return scan(List.of(COUNTRY), List.of(ROWS), List.of()).with(List.of(), converted);
    }

    /** A version that never holds, so that every row is without one. */
    static MetricScan versions() {
        Value time = new Value("c", SqlExpression.name("at"));
        JoinedRelation join = new JoinedRelation(
                AGAIN,
                name("id"),
                new Value("c", SqlExpression.name("id")),
                Optional.of(new Validity(name("at"), time, time)),
                List.of(),
                false);
        Key country = new Key("k0", new Value("c", SqlExpression.name("country")), Optional.empty());
        return new MetricScan(
                ORDERS, List.of(join), List.of(country), List.of(ROWS), List.of(), new Selection.All(), 100);
    }

    /** Over the table as a bridge from its countries: a share for each group, of those with few items. */
    static MetricScan bridges() {
        Value items = new Value("c", SqlExpression.name("items"));
        Condition few = new Condition.Named(
                SqlExpression.parse("items < 6"),
                Map.of("items", new Operand(items, Optional.empty())),
                ZoneOffset.UTC);
        BridgedRelation bridge = new BridgedRelation(
                "b",
                AGAIN,
                List.of(),
                List.of(),
                name("country"),
                new Value("c", SqlExpression.name("country")),
                List.of(new Key("g0", new Value("c", SqlExpression.name("cancelled")), Optional.empty())),
                List.of(new Mark("p0", List.of(few))),
                Optional.of(new Weight(new Value("c", SqlExpression.parse("items * 0.125")), List.of(few))));
        return new MetricScan(
                ORDERS,
                List.of(),
                List.of(bridge),
                List.of(new Key("k0", new Value("b", SqlExpression.name("g0")), Optional.empty())),
                List.of(
                        ROWS,
                        new Aggregate("a0", Function.SUM, Optional.of(name("items")), List.of("b")),
                        new Aggregate("a1", Function.ROWS, Optional.empty(), List.of("b"))),
                List.of(new Condition.Marked("b", "p0", true)),
                new Selection.All(),
                100);
    }

    private static MetricScan scan(List<Key> keys, List<Aggregate> aggregates, List<Condition> conditions) {
        return new MetricScan(ORDERS, List.of(), keys, aggregates, conditions, new Selection.All(), 100);
    }

    private static Optional<Bucket> bucket(Grain grain, String zone) {
        return Optional.of(new Bucket(grain, ZoneId.of(zone)));
    }

    private static SqlColumn column(String name, SqlType type) {
        return new SqlColumn(name, type, true);
    }

    private static Value name(String name) {
        return new Value("o", SqlExpression.name(name));
    }

    private static Value value(String text) {
        return new Value("o", SqlExpression.parse(text));
    }

    private static Operand operand(String name) {
        return new Operand(name(name), Optional.empty());
    }
}
