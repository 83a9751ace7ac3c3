package dev.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins to the version of a row that held at a time: the same rows as before, found by hash. */
class VersionJoinTest {

    private static final Map<SqlTable, List<SqlColumn>> TABLES = Map.of(
            new SqlTable("raw", "orders"),
            List.of(
                    new SqlColumn("id", SqlType.LONG, false),
                    new SqlColumn("customer", SqlType.STRING, true),
                    new SqlColumn("placed_at", SqlType.TIMESTAMP, true),
                    new SqlColumn("kept_to", SqlType.TIMESTAMP, true)),
            new SqlTable("model", "versions"),
            List.of(
                    new SqlColumn("version", SqlType.LONG, false),
                    new SqlColumn("customer", SqlType.STRING, false),
                    new SqlColumn("valid_from", SqlType.TIMESTAMP, false),
                    new SqlColumn("valid_to", SqlType.TIMESTAMP, true)));

    private static final String JOIN = "SELECT o.id, v.version FROM raw.orders AS o LEFT JOIN model.versions AS v ON ";

    private Connection database;

    @BeforeEach
    void twoTables() throws SQLException {
        database = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = database.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("""
                    CREATE TABLE "raw.orders" AS
                    SELECT i AS id, CASE WHEN i % 11 > 0 THEN 'c' || i % 7 END AS customer,
                      CASE WHEN i % 13 > 0 THEN TIMESTAMPTZ '2026-01-01 00:00:00+00' + to_minutes(i) END AS placed_at,
                      CASE WHEN i % 3 > 0 THEN TIMESTAMPTZ '2026-01-01 00:00:00+00' + to_minutes(i + 20) END AS kept_to
                    FROM range(400) t(i)
                    """);
            statement.execute("""
                    CREATE TABLE "model.versions" AS
                    SELECT i AS version, 'c' || i % 7 AS customer,
                      TIMESTAMPTZ '2026-01-01 00:00:00+00' + to_minutes(i * 5) AS valid_from,
                      CASE WHEN i < 50 THEN TIMESTAMPTZ '2026-01-01 00:00:00+00' + to_minutes(i * 5 + 35) END AS valid_to
                    FROM range(57) t(i)
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v.customer = o.customer AND o.placed_at >= v.valid_from AND (v.valid_to IS NULL OR o.placed_at < v.valid_to)",
                "v.customer = o.customer AND v.valid_from <= o.placed_at AND (v.valid_to > o.placed_at OR v.valid_to IS NULL)",
                "(v.valid_to IS NULL OR o.placed_at <= v.valid_to) AND v.valid_from < o.placed_at AND v.customer = o.customer"
            })
    void theVersionOfATimeIsFoundByHash(String condition) throws SQLException {
        String written = written(condition);

        assertThat(plan(written)).contains("HASH_JOIN").doesNotContain("NL_JOIN");
        assertThat(rows(written))
                .isEqualTo(rows(asRead(condition)))
                .hasSize(400)
                .contains("100 16", "0 null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Nothing says that the time is not null, so a row without one has the open version.
                "v.customer = o.customer AND (v.valid_to IS NULL OR o.placed_at < v.valid_to)",
                "v.customer = o.customer AND v.valid_from > o.kept_to AND (v.valid_to IS NULL OR o.placed_at < v.valid_to)",
                // Something else is open than what is compared.
                "v.customer = o.customer AND o.placed_at >= v.valid_from AND (o.kept_to IS NULL OR o.placed_at < v.valid_to)",
                "v.customer = o.customer AND o.placed_at >= v.valid_from AND (v.valid_to IS NULL OR o.placed_at = v.valid_to)",
                "v.customer = o.customer AND NOT (o.placed_at >= v.valid_from AND (v.valid_to IS NULL OR o.placed_at < v.valid_to))"
            })
    void whatWouldMeanSomethingElseStaysAsItWasWritten(String condition) throws SQLException {
        assertThat(written(condition)).doesNotContain("infinity");
        assertThat(rows(written(condition))).isEqualTo(rows(asRead(condition)));
    }

    @Test
    void otherEnginesGetWhatWasWritten() {
        String condition =
                "v.customer = o.customer AND o.placed_at >= v.valid_from AND (v.valid_to IS NULL OR o.placed_at < v.valid_to)";

        assertThat(transform(condition).render(SqlFlavor.TRINO))
                .contains("\"v\".\"valid_to\" IS NULL")
                .doesNotContain("infinity");
    }

    private static String written(String condition) {
        return transform(condition).render(SqlFlavor.DUCKDB);
    }

    private static TransformSql transform(String condition) {
        return TransformSql.parse(JOIN + condition, table -> Optional.ofNullable(TABLES.get(table)));
    }

    private static String asRead(String condition) {
        return JOIN.replace("raw.orders", "\"raw.orders\"").replace("model.versions", "\"model.versions\"") + condition;
    }

    private String plan(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
            plan.next();
            return plan.getString(2);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getLong(1) + " " + found.getObject(2));
            }
        }
        return rows.stream().sorted().toList();
    }
}
