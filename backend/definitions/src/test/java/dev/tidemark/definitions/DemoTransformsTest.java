package dev.tidemark.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.definitions.internal.FileReader;
import dev.tidemark.definitions.internal.FileReader.Outcome;
import dev.tidemark.sql.SqlColumn;
import dev.tidemark.sql.SqlFlavor;
import dev.tidemark.sql.SqlTable;
import dev.tidemark.sql.SqlType;
import dev.tidemark.sql.TransformSql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo company's transforms are SQL that the engines take, over the columns that the archive and the runner really write. */
class DemoTransformsTest {

    private static final List<SqlColumn> RAW = List.of(
            new SqlColumn("event_id", SqlType.STRING, false),
            new SqlColumn("event_type", SqlType.STRING, false),
            new SqlColumn("schema_version", SqlType.INTEGER, false),
            new SqlColumn("schema_id", SqlType.INTEGER, false),
            new SqlColumn("event_time", SqlType.TIMESTAMP, false),
            new SqlColumn("received_at", SqlType.TIMESTAMP, false),
            new SqlColumn("appended_at", SqlType.TIMESTAMP, false),
            new SqlColumn("source", SqlType.STRING, false),
            new SqlColumn("team", SqlType.STRING, false),
            new SqlColumn("user_id", SqlType.STRING, true),
            new SqlColumn("session_id", SqlType.STRING, true),
            new SqlColumn("ip", SqlType.STRING, true),
            new SqlColumn("country", SqlType.STRING, true),
            new SqlColumn("user_agent", SqlType.STRING, true),
            new SqlColumn("properties", SqlType.STRING, false),
            new SqlColumn("kafka_partition", SqlType.INTEGER, false),
            new SqlColumn("kafka_offset", SqlType.LONG, false));

    private final Map<String, TransformDefinition> transforms = new HashMap<>();

    DemoTransformsTest() throws IOException {
        if (FileReader.read(DemoCompanyTest.files()) instanceof Outcome.Good(List<Workspace> workspaces)) {
            workspaces.forEach(workspace -> workspace.transforms().forEach(t -> transforms.put(t.name(), t)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dim_customers", "dim_products", "fact_orders", "agg_daily_revenue", "fact_order_lines"})
    void is_valid_and_reads_what_it_declares(String name) {
        TransformDefinition transform = definition(name);
        TransformSql sql = parsed(transform);
        assertThat(sql.inputs().stream().map(SqlTable::toString))
                .containsExactlyInAnyOrderElementsOf(transform.inputs());
        assertThat(sql.columns().stream().map(SqlColumn::name)).containsAll(transform.key());
        assertThat(sql.render(SqlFlavor.DUCKDB)).isNotEmpty();
        assertThat(sql.render(SqlFlavor.TRINO)).isNotEmpty();
    }

    @Test
    void an_order_finds_the_profile_of_its_time_whatever_came_first() throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String archive : List.of("raw.events_orders", "raw.events_customers")) {
                statement.execute("CREATE TABLE \"" + archive + "\"" + ddl(RAW));
            }
            insert(
                    statement,
                    "events_customers",
                    "e1",
                    "customer_signed_up",
                    "10:00",
                    "{\"customer_id\":\"c\",\"newsletter\":true}");
            insert(
                    statement,
                    "events_orders",
                    "e2",
                    "order_placed",
                    "11:00",
                    "{\"order_id\":\"o\",\"amount\":\"12.50\"}");
            insert(
                    statement,
                    "events_orders",
                    "e2",
                    "order_placed",
                    "11:00",
                    "{\"order_id\":\"o\",\"amount\":\"12.50\"}");

            assertThat(rows(statement, parsed(definition("dim_customers")).render(SqlFlavor.DUCKDB)))
                    .containsExactlyInAnyOrder(
                            "c, null, null, null, null, true, false, 10:00",
                            "c, null, null, null, null, null, null, null");

            statement.execute("CREATE TABLE \"model.dim_customers\"" + ddl(tableOf(definition("dim_customers"))));
            statement.execute(
                    "INSERT INTO \"model.dim_customers\" (customer_id, customer_key, valid_from, is_current, is_placeholder)"
                            + " VALUES ('c', 7, TIMESTAMPTZ '2026-01-01 10:00:00+00', true, false)");
            assertThat(rows(statement, parsed(definition("fact_orders")).render(SqlFlavor.DUCKDB)))
                    .singleElement()
                    .asString()
                    .startsWith("e2, order_placed, o, 11:00, 7, c, 12.50,");
        }
    }

    private static void insert(
            Statement statement, String table, String id, String type, String time, String properties)
            throws SQLException {
        String at = "TIMESTAMPTZ '2026-01-01 " + time + ":00+00'";
        statement.execute(
                "INSERT INTO \"raw.%s\" VALUES ('%s', '%s', 1, 1, %s, %s, %s, 'web-shop', 'web', 'c', NULL, NULL, NULL, NULL, '%s', 0, 1)"
                        .formatted(table, id, type, at, at, at, properties));
    }

    private static String ddl(List<SqlColumn> columns) {
        return columns.stream()
                .map(column -> column.name() + " "
                        + switch (column.type().kind()) {
                            case STRING -> "VARCHAR";
                            case LONG -> "BIGINT";
                            case TIMESTAMP -> "TIMESTAMPTZ";
                            case DECIMAL, DOUBLE, INTEGER, BOOLEAN, DATE ->
                                column.type().toString();
                        })
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringJoiner row = new StringJoiner(", ");
                for (int column = 1; column <= width; column++) {
                    Object value = result.getObject(column);
                    row.add(
                            value instanceof OffsetDateTime at
                                    ? at.withOffsetSameInstant(ZoneOffset.UTC)
                                            .toLocalTime()
                                            .toString()
                                    : String.valueOf(value));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    @Test
    void money_stays_exact() {
        assertThat(parsed(definition("fact_orders")).columns())
                .filteredOn(column -> column.name().equals("amount"))
                .extracting(SqlColumn::type)
                .containsExactly(SqlType.decimal(12, 2));
        assertThat(parsed(definition("fact_order_lines")).columns())
                .filteredOn(column -> column.name().equals("amount"))
                .extracting(SqlColumn::type)
                .containsExactly(SqlType.decimal(14, 2));
    }

    private TransformDefinition definition(String name) {
        return Optional.ofNullable(transforms.get(name)).orElseThrow();
    }

    private TransformSql parsed(TransformDefinition transform) {
        return TransformSql.parse(transform.sql(), this::columns);
    }

    private Optional<List<SqlColumn>> columns(SqlTable table) {
        if (table.namespace().equals("raw")) {
            return Optional.of(RAW);
        }
        return Optional.ofNullable(transforms.get(table.name())).map(this::tableOf);
    }

    /** The columns of the table a transform makes. */
    private List<SqlColumn> tableOf(TransformDefinition transform) {
        List<SqlColumn> columns = new ArrayList<>(parsed(transform).columns());
        if (transform.materialization() == Materialization.SCD2) {
            columns.removeIf(column -> column.name().equals(transform.effectiveTime()));
            columns.add(new SqlColumn("customer_key", SqlType.LONG, false));
            columns.add(new SqlColumn("valid_from", SqlType.TIMESTAMP, false));
            columns.add(new SqlColumn("valid_to", SqlType.TIMESTAMP, true));
            columns.add(new SqlColumn("is_current", SqlType.BOOLEAN, false));
            columns.add(new SqlColumn("is_placeholder", SqlType.BOOLEAN, false));
        }
        return columns;
    }
}
