package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.testbed.Mutation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written as a transform's SELECT is understood and can be written for every engine, or is refused with the place. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransformFuzzTest {

    private static final int ROUNDS = 2_000;
    private static final int LONGEST = 1_000_000;

    private static final Map<SqlTable, List<SqlColumn>> TABLES = Map.of(
            new SqlTable("raw", "events_orders"),
            List.of(
                    new SqlColumn("event_id", SqlType.STRING, false),
                    new SqlColumn("event_time", SqlType.TIMESTAMP, false),
                    new SqlColumn("user_id", SqlType.STRING, true),
                    new SqlColumn("properties", SqlType.STRING, false),
                    new SqlColumn("kafka_partition", SqlType.INTEGER, false),
                    new SqlColumn("kafka_offset", SqlType.LONG, false)),
            new SqlTable("model", "fact_orders"),
            List.of(
                    new SqlColumn("order_id", SqlType.STRING, false),
                    new SqlColumn("amount", SqlType.decimal(12, 2), true),
                    new SqlColumn("rate", SqlType.DOUBLE, true),
                    new SqlColumn("gift", SqlType.BOOLEAN, true),
                    new SqlColumn("ordered_on", SqlType.DATE, false),
                    new SqlColumn("ordered_at", SqlType.TIMESTAMP, false)));

    private static final List<String> SEEDS = List.of("""
            -- the first delivery of each event
            WITH ranked AS (
              SELECT r.*, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY kafka_partition, kafka_offset DESC) AS delivery
              FROM raw.events_orders AS r WHERE event_id IN ('a', 'b') OR user_id LIKE 'x%' ESCAPE '!'
            )
            SELECT event_id, CAST(JSON_VALUE(properties, '$.amount') AS DECIMAL(12, 2)) AS amount,
              CAST(JSON_VALUE(properties, '$.shipped_at') AS TIMESTAMP WITH LOCAL TIME ZONE) AS shipped_at, delivery * 2 - 1 AS twice
            FROM ranked WHERE delivery = 1 AND event_time >= TIMESTAMP '2026-01-01 00:00:00' AND NOT user_id IS NULL;""", """
            SELECT o.ordered_on, FLOOR(o.ordered_at TO MONTH) AS "month", COUNT(DISTINCT o.order_id) AS orders, SUM(o.amount) AS amount,
              AVG(CAST(o.amount AS DOUBLE)) AS mean, MAX(CASE WHEN o.gift THEN 1e3 ELSE 0.5 END) AS most, EXTRACT(YEAR FROM o.ordered_at) AS y
            FROM model.fact_orders o LEFT JOIN (SELECT DISTINCT user_id FROM raw.events_orders) u ON u.user_id = o.order_id
            WHERE o.ordered_on BETWEEN DATE '2026-01-01' AND DATE '2026-12-31'
            GROUP BY o.ordered_on, FLOOR(o.ordered_at TO MONTH), EXTRACT(YEAR FROM o.ordered_at) HAVING SUM(o.amount) > 10 ORDER BY 1 LIMIT 7""", """
            SELECT order_id, COALESCE(NULLIF(TRIM(UPPER(order_id)), ''), 'héllo ''there''') AS name, rate / 2.5 AS half,
              SUM(amount) OVER (PARTITION BY order_id ORDER BY ordered_at ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS running,
              LAG(amount, 1) OVER (ORDER BY ordered_at) AS before_it, SUBSTRING(order_id FROM 1 FOR 3) AS start, TRUE AS yes
            FROM model.fact_orders WHERE EXISTS (SELECT 1 FROM raw.events_orders e WHERE e.event_id = order_id)
            UNION ALL
            SELECT event_id, user_id, CAST(kafka_offset AS DOUBLE), CAST(NULL AS DECIMAL(38, 2)), CAST(NULL AS DECIMAL(12, 2)), properties, FALSE
            FROM raw.events_orders, (VALUES (1, 'a'), (2, 'b')) AS v (n, t) WHERE kafka_offset + v.n > INTERVAL '1' DAY IS NULL""");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aSelectIsUnderstoodOrRefusedWithThePlace(long seed) {
        Mutation mutation = new Mutation(SEEDS, new Random(seed));
        int understood = 0;
        for (int i = 0; i < ROUNDS; i++) {
            understood += isUnderstood(mutation.next()) ? 1 : 0;
        }
        assertThat(understood).isGreaterThan(ROUNDS / 20);
    }

    private static boolean isUnderstood(String sql) {
        try {
            TransformSql transform = TransformSql.parse(sql, table -> Optional.ofNullable(TABLES.get(table)));
            assertThat(transform.columns()).isNotEmpty();
            for (SqlFlavor flavor : List.of(SqlFlavor.DUCKDB, SqlFlavor.TRINO)) {
                assertThat(transform.render(flavor)).hasSizeLessThan(LONGEST);
            }
            return true;
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isIn(SqlProblem.INVALID_SQL, SqlProblem.UNSUPPORTED_SQL);
            assertThat(refused.faults()).as(sql).isNotEmpty();
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("It is neither understood nor refused: " + sql, e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`(`,1,`)`",
                "`1 + `,1,``",
                "`NOT `,TRUE,``",
                "`CASE WHEN TRUE THEN `,1,` END`",
                "`CAST(`,1,` AS BIGINT)`",
                "`(SELECT MAX(`,1,`) FROM model.fact_orders)`"
            })
    void whatIsNestedTooDeeplyIsRefused(String opening, String inside, String closing) {
        for (int times : List.of(20, 3_000, 20_000)) {
            String nested = opening.repeat(times);
            assertThat(isUnderstood("SELECT " + nested)).isFalse();
            String whole = "SELECT " + nested + inside + closing.repeat(times) + " AS y FROM model.fact_orders";
            assertThat(isUnderstood(whole)).as("%d times", times).isEqualTo(times == 20);
        }
    }

    @Test
    void aLongListIsNoTrouble() {
        String list = "'abc', ".repeat(20_000);
        assertThat(isUnderstood("SELECT order_id FROM model.fact_orders WHERE order_id IN (" + list + "'last')"))
                .isTrue();
    }
}
