package dev.tidemark.stores;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.LakeType.Kind;
import dev.tidemark.lake.ModelTable;
import dev.tidemark.lake.Replacement;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.WrittenFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;

/** The contract's table in a lake, one partition per day. */
public final class LakeContractTable {

    public static final TableName NAME = new TableName("model", "contract_orders");
    public static final Tide TIDE = new Tide(Map.of("events.orders-0", 5L), Instant.parse("2026-11-03T13:30:00Z"));

    private static final List<LakeColumn> COLUMNS = List.of(
            new LakeColumn("id", LakeType.of(Kind.STRING), false),
            new LakeColumn("country", LakeType.of(Kind.STRING), false),
            new LakeColumn("amount", LakeType.decimal(12, 2), false),
            new LakeColumn("items", LakeType.of(Kind.LONG), false),
            new LakeColumn("cancelled", LakeType.of(Kind.BOOLEAN), false),
            new LakeColumn("at", LakeType.of(Kind.TIMESTAMP), false));

    private LakeContractTable() {}

    /** Loads the rows and then the later one; returns the snapshot between. */
    public static long load(Lake lake, TableName name) {
        ModelTable table =
                ModelTable.ensure(lake, new TableRef(name.namespace(), name.name()), COLUMNS, Optional.of("at"));
        long earlier = table.stage(new Replacement(Optional.empty(), write(table, ContractRow.ROWS), TIDE.toSummary()));
        table.publish(earlier);
        List<ContractRow> tuesday = new ArrayList<>(ContractRow.ROWS);
        tuesday.removeIf(row -> !day(row).equals(day(ContractRow.LATER)));
        tuesday.add(ContractRow.LATER);
        table.publish(table.stage(
                new Replacement(Optional.of(Set.of(day(ContractRow.LATER))), write(table, tuesday), TIDE.toSummary())));
        return earlier;
    }

    /** Removes the table and its files from a lake that others use too. */
    public static void drop(Lake lake, TableName name) {
        lake.catalog().dropTable(TableIdentifier.of(name.namespace(), name.name()), true);
    }

    private static LocalDate day(ContractRow row) {
        return row.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static List<WrittenFile> write(ModelTable table, List<ContractRow> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(LakeContractTable::day, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> write(table, day.getKey(), day.getValue()))
                .toList();
    }

    private static WrittenFile write(ModelTable table, LocalDate day, List<ContractRow> rows) {
        String values = rows.stream()
                .map(row -> "('%s', %s, %s::DECIMAL(12,2), %d::BIGINT, %s, TIMESTAMPTZ '%s')"
                        .formatted(
                                row.id(),
                                row.country() == null
                                        ? "NULL"
                                        : "'" + row.country().replace("'", "''") + "'",
                                row.amount(),
                                row.items(),
                                row.cancelled(),
                                row.at()))
                .collect(Collectors.joining(", "));
        String ids = table.fieldIds().entrySet().stream()
                .map(id -> "\"" + id.getKey() + "\": " + id.getValue())
                .collect(Collectors.joining(", "));
        Path path = table.newFile(Optional.of(day));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM (VALUES " + values
                    + ") t(id, country, amount, items, cancelled, \"at\")) TO '" + path
                    + "' (FORMAT parquet, FIELD_IDS {" + ids + "})");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new WrittenFile(path, Optional.of(day));
    }
}
