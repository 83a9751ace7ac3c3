package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransformSqlTest {

    private static final SqlTable RAW = new SqlTable("raw", "events_orders");
    private static final SqlTable CUSTOMERS = new SqlTable("model", "dim_customers");
    private static final Map<SqlTable, List<SqlColumn>> TABLES = Map.of(
            RAW,
            List.of(
                    new SqlColumn("event_id", SqlType.STRING, false),
                    new SqlColumn("event_type", SqlType.STRING, false),
                    new SqlColumn("event_time", SqlType.TIMESTAMP, false),
                    new SqlColumn("user_id", SqlType.STRING, true),
                    new SqlColumn("properties", SqlType.STRING, false),
                    new SqlColumn("kafka_partition", SqlType.INTEGER, false),
                    new SqlColumn("kafka_offset", SqlType.LONG, false)),
            CUSTOMERS,
            List.of(
                    new SqlColumn("customer_key", SqlType.LONG, false),
                    new SqlColumn("customer_id", SqlType.STRING, false),
                    new SqlColumn("valid_from", SqlType.TIMESTAMP, false),
                    new SqlColumn("valid_to", SqlType.TIMESTAMP, true)));

    private static final String FACT = """
            -- first delivery of each event wins
            WITH ranked AS (
              SELECT r.*, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY kafka_partition, kafka_offset) AS delivery
              FROM raw.events_orders AS r
              WHERE event_type IN ('order_placed', 'order_cancelled')
            ),
            orders AS (
              SELECT event_id, event_type, event_time AS ordered_at, user_id AS customer_id,
                JSON_VALUE(properties, '$.order_id') AS order_id,
                CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(12, 2)) AS amount,
                CAST(JSON_VALUE(properties, '$.items') AS BIGINT) AS items,
                CAST(JSON_VALUE(properties, '$.shipped_at') AS TIMESTAMP) AS shipped_at,
                kafka_offset
              FROM ranked WHERE delivery = 1
            )
            SELECT o.event_id, o.ordered_at, CAST(o.ordered_at AS DATE) AS ordered_on, FLOOR(o.ordered_at TO DAY) AS "day",
              c.customer_key, o.amount, o.items * 2 AS double_items, o.shipped_at,
              COALESCE(o.customer_id, 'héllo ''there''') AS customer_id,
              CASE WHEN o.amount > 10 THEN 'big' ELSE 'small' END AS size_class,
              SUM(o.amount) OVER (PARTITION BY o.customer_id ORDER BY o.ordered_at, o.kafka_offset) AS running_total
            FROM orders o
            LEFT JOIN model.dim_customers c
              ON c.customer_id = o.customer_id AND o.ordered_at >= c.valid_from
              AND (c.valid_to IS NULL OR o.ordered_at < c.valid_to)
            WHERE o.ordered_at >= TIMESTAMP '2026-01-01 00:00:00';
            """;

    private final TransformSql fact = parse(FACT);

    @Test
    void knowsItsInputsInOrderOfMention() {
        assertThat(fact.inputs()).containsExactly(RAW, CUSTOMERS);
        assertThat(TransformSql.inputsOf(FACT)).containsExactly(RAW, CUSTOMERS);
    }

    @Test
    void knowsItsColumnsAndTheirExactTypes() {
        assertThat(fact.columns())
                .extracting(SqlColumn::name, column -> column.type().toString())
                .contains(
                        org.assertj.core.groups.Tuple.tuple("amount", "DECIMAL(12, 2)"),
                        org.assertj.core.groups.Tuple.tuple("ordered_at", "TIMESTAMP"),
                        org.assertj.core.groups.Tuple.tuple("ordered_on", "DATE"),
                        org.assertj.core.groups.Tuple.tuple("day", "TIMESTAMP"),
                        org.assertj.core.groups.Tuple.tuple("double_items", "LONG"),
                        org.assertj.core.groups.Tuple.tuple("size_class", "STRING"),
                        org.assertj.core.groups.Tuple.tuple("running_total", "DECIMAL(38, 2)"));
    }

    @Test
    void tracesColumnsToTheirOrigins() {
        assertThat(fact.origins().get("event_id")).containsExactly(new ColumnOrigin(RAW, "event_id", false));
        assertThat(fact.origins().get("amount")).containsExactly(new ColumnOrigin(RAW, "properties", true));
        assertThat(fact.origins().get("customer_key"))
                .containsExactly(new ColumnOrigin(CUSTOMERS, "customer_key", true));
    }

    @Test
    void runsInDuckDb() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("""
                    CREATE TABLE "raw.events_orders" AS SELECT * FROM (VALUES
                      ('e1', 'order_placed', TIMESTAMPTZ '2026-03-01 23:30:00.123456+00', 'u1',
                       '{"order_id":"o1","amount":"12.50","items":3,"shipped_at":"2026-03-02T01:02:03.5Z"}', 0, 5::BIGINT),
                      ('e1', 'order_placed', TIMESTAMPTZ '2026-03-01 23:30:00.123456+00', 'u1', '{"amount":"99.99"}', 0, 7::BIGINT),
                      ('e2', 'order_placed', TIMESTAMPTZ '2026-03-03 00:00:00+00', NULL, '{"amount":"0.10","items":null}', 0, 6::BIGINT)
                    ) t(event_id, event_type, event_time, user_id, properties, kafka_partition, kafka_offset)
                    """);
            statement.execute("""
                    CREATE TABLE "model.dim_customers" AS SELECT 42::BIGINT customer_key, 'u1' customer_id,
                      TIMESTAMPTZ '2026-01-01 00:00:00+00' valid_from, NULL::TIMESTAMPTZ valid_to
                    """);
            try (ResultSet rows = statement.executeQuery(fact.render(SqlFlavor.DUCKDB) + " ORDER BY event_id")) {
                List<String> seen = new ArrayList<>();
                while (rows.next()) {
                    seen.add(rows.getString("event_id") + "|" + rows.getBigDecimal("amount") + "|"
                            + rows.getObject("double_items") + "|" + rows.getObject("customer_key") + "|"
                            + rows.getString("customer_id") + "|" + rows.getString("size_class") + "|"
                            + rows.getString("ordered_on") + "|" + rows.getString("shipped_at"));
                }
                assertThat(seen)
                        .containsExactly(
                                "e1|12.50|6|42|u1|big|2026-03-01|2026-03-02T01:02:03.500Z",
                                "e2|0.10|null|null|héllo 'there'|small|2026-03-03|null");
            }
        }
    }

    @Test
    void writesTrinoWithItsOwnFunctionsAndTables() {
        assertThat(fact.render(SqlFlavor.TRINO))
                .contains("\"lake\".\"raw\".\"events_orders\"")
                .contains("JSON_VALUE(\"ranked\".\"properties\", 'lax $.amount')")
                .contains("from_iso8601_timestamp_nanos(")
                .contains("date_trunc('day', \"o\".\"ordered_at\")");
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        assertThatThrownBy(() -> parse("SELECT event_id,\n  amont FROM raw.events_orders"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(SqlProblem.INVALID_SQL);
                    assertThat(e.detail()).startsWith("Line 2, column 3").contains("amont");
                });
        assertThatThrownBy(() -> parse("SELECT FROM raw.events_orders")).hasMessageContaining("Line 1, column 8");
        assertThatThrownBy(() -> parse("SELECT x FROM raw.nowhere")).hasMessageContaining("nowhere");
        assertThatThrownBy(() -> parse("DELETE FROM raw.events_orders")).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesWhatEnginesAnswerDifferently() {
        assertThatThrownBy(() -> parse("SELECT kafka_offset / 2 AS x FROM raw.events_orders"))
                .hasMessageContaining("Dividing two exact numbers");
        assertThatThrownBy(() -> parse("SELECT AVG(kafka_offset) AS x FROM raw.events_orders"))
                .hasMessageContaining("AVG");
        assertThatThrownBy(() -> parse("SELECT CURRENT_TIMESTAMP AS x FROM raw.events_orders"))
                .hasMessageContaining("CURRENT_TIMESTAMP");
    }

    private static TransformSql parse(String sql) {
        return TransformSql.parse(sql, table -> Optional.ofNullable(TABLES.get(table)));
    }
}
