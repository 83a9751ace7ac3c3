package dev.tidemark.pipelines.transforms;

import dev.tidemark.definitions.AccessPolicies;
import dev.tidemark.definitions.Check;
import dev.tidemark.definitions.Materialization;
import dev.tidemark.definitions.TransformDefinition;
import dev.tidemark.definitions.Workspace;
import dev.tidemark.lake.LakeTables;
import dev.tidemark.lake.RawRows;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.TableVersion;
import dev.tidemark.lake.TestLake;
import dev.tidemark.lake.Tide;
import dev.tidemark.sql.TransformSql;
import dev.tidemark.stores.warehouse.DuckDbSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A lake, raw events, transforms over them and what came out, on a real PostgreSQL. */
final class TransformFixture implements AutoCloseable {

    private final TestLake test = TestLake.create();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final LakeTables tables = new LakeTables(test.lake(), Duration.ZERO);
    private final TransformRunner runner;
    private final List<TransformDefinition> definitions = new ArrayList<>();
    final Transforms transforms;

    TransformFixture() {
        database.setUrl(test.settings().jdbcUrl());
        database.setUser(test.settings().user());
        database.setPassword(test.settings().password());
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        TransformsSettings settings = new TransformsSettings(
                new DuckDbSettings(
                        "256MB",
                        2,
                        1,
                        Duration.ofSeconds(5),
                        test.settings().root().resolve("scratch")),
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofMinutes(1));
        runner = new TransformRunner(test.lake(), settings.engine());
        transforms = new Transforms(
                () -> List.of(new Workspace(
                        "shop",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.copyOf(definitions),
                        AccessPolicies.NONE,
                        Map.of(),
                        Map.of())),
                runner,
                database,
                settings,
                Clock.systemUTC());
    }

    /** Adds a transform or replaces the one of that name. */
    void define(
            String name,
            Materialization materialization,
            List<String> key,
            @Nullable String effectiveTime,
            @Nullable String timeColumn,
            List<Check> checks,
            String sql) {
        definitions.removeIf(definition -> definition.name().equals(name));
        definitions.add(new TransformDefinition(
                name,
                sql,
                materialization,
                TransformSql.inputsOf(sql).stream().map(Object::toString).toList(),
                key,
                effectiveTime,
                timeColumn,
                Duration.ofMinutes(5),
                checks,
                "web",
                ""));
    }

    /** Takes over what a definitions repository says. */
    void define(List<Workspace> workspaces) {
        workspaces.forEach(workspace -> definitions.addAll(workspace.transforms()));
    }

    RawRows raw(String family) {
        return new RawRows(test.lake(), family);
    }

    static Tide tide(String topic, long offset, String completeThrough) {
        return new Tide(Map.of(topic + "-0", offset), Instant.parse(completeThrough));
    }

    TableVersion table(String name) {
        return tables.current(new TableRef("model", name)).orElseThrow();
    }

    /** Every row as text, columns as asked, ordered by the first ones. */
    List<String> rows(String name, String columns) {
        return ask("SELECT " + columns + " FROM " + relation(name) + " ORDER BY ALL");
    }

    /** Each order with the segment that its customer had when it was placed. */
    List<String> ordersWithSegment() {
        return ask("SELECT event_id, segment FROM " + relation("fact_orders") + " LEFT JOIN "
                + relation("dim_customers") + " USING (customer_key) ORDER BY ALL");
    }

    private String relation(String name) {
        return "(" + tables.plan(table(name), Optional.empty()).relation() + ")";
    }

    private static List<String> ask(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.append(i == 1 ? "" : "|").append(value == null ? "-" : value);
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
    }

    @Override
    public void close() {
        runner.close();
        test.close();
    }
}
