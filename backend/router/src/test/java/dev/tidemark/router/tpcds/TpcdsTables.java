package dev.tidemark.router.tpcds;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeColumn;
import dev.tidemark.lake.LakeType;
import dev.tidemark.lake.LakeType.Kind;
import dev.tidemark.lake.ModelTable;
import dev.tidemark.lake.Replacement;
import dev.tidemark.lake.TableRef;
import dev.tidemark.lake.Tide;
import dev.tidemark.lake.WrittenFile;
import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** TPC-DS as its generator makes it, in a DuckDB of its own, for SQL written by hand; and the same rows as Iceberg tables. */
final class TpcdsTables implements AutoCloseable {

    static final Instant TIDE = Instant.parse("2004-01-01T00:00:00Z");

    private static final double SCALE = 0.01;
    private static final String NOTHING = "\\N";

    private static final List<Table> DIMENSIONS = List.of(
            Table.DATE_DIM,
            Table.ITEM,
            Table.CUSTOMER,
            Table.CUSTOMER_ADDRESS,
            Table.STORE,
            Table.PROMOTION,
            Table.REASON,
            Table.HOUSEHOLD_DEMOGRAPHICS,
            Table.INCOME_BAND,
            Table.WEB_SITE);

    private final Connection duck;

    private TpcdsTables(Connection duck) {
        this.duck = duck;
    }

    static TpcdsTables generate(Path folder) throws SQLException, IOException {
        TpcdsTables tables = new TpcdsTables(DriverManager.getConnection("jdbc:duckdb:"));
        for (Table dimension : DIMENSIONS) {
            tables.make(folder, dimension);
        }
        tables.make(folder, Table.STORE_SALES, Table.STORE_RETURNS);
        tables.make(folder, Table.WEB_SALES, Table.WEB_RETURNS);
        return tables;
    }

    Connection duck() {
        return duck;
    }

    /** The generator makes returns together with the sales they belong to. */
    private void make(Path folder, Table... tables) throws SQLException, IOException {
        List<Path> files = Arrays.stream(tables)
                .map(table -> folder.resolve(table.getName() + ".tsv"))
                .toList();
        List<BufferedWriter> writers = new ArrayList<>();
        for (Path file : files) {
            writers.add(Files.newBufferedWriter(file));
        }
        Session session = Session.getDefaultSession().withScale(SCALE);
        for (List<List<String>> rows : Results.constructResults(tables[0], session)) {
            for (int i = 0; i < rows.size(); i++) {
                writers.get(i)
                        .append(rows.get(i).stream()
                                .map(value -> value == null ? NOTHING : value)
                                .collect(Collectors.joining("\t")))
                        .append('\n');
            }
        }
        for (BufferedWriter writer : writers) {
            writer.close();
        }
        for (int i = 0; i < tables.length; i++) {
            read(tables[i], files.get(i));
        }
    }

    private void read(Table table, Path file) throws SQLException {
        String columns = Arrays.stream(table.getColumns())
                .map(column -> "'" + column.getName() + "': '" + type(column).duckDb() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        execute("CREATE TABLE " + table.getName() + " AS SELECT * FROM read_csv('" + file
                + "', delim = '\\t', quote = '', escape = '', header = false, nullstr = '" + NOTHING + "', columns = "
                + columns + ")");
    }

    private static LakeType type(Column column) {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> LakeType.of(Kind.LONG);
            case INTEGER -> LakeType.of(Kind.INTEGER);
            case DECIMAL ->
                LakeType.decimal(
                        column.getType().getPrecision().orElseThrow(),
                        column.getType().getScale().orElseThrow());
            case DATE -> LakeType.of(Kind.DATE);
            case TIME, CHAR, VARCHAR -> LakeType.of(Kind.STRING);
        };
    }

    /** Facts get the day that {@code date_dim} has for them, as a transform would add it. */
    void loadInto(Lake lake) throws SQLException {
        for (Table dimension : DIMENSIONS) {
            load(lake, dimension, Optional.empty(), "SELECT * FROM " + dimension.getName());
        }
        fact(lake, Table.STORE_SALES, "ss_sold_date_sk", "sold_date");
        fact(lake, Table.STORE_RETURNS, "sr_returned_date_sk", "returned_date");
        fact(lake, Table.WEB_SALES, "ws_sold_date_sk", "sold_date");
        fact(lake, Table.WEB_RETURNS, "wr_returned_date_sk", "returned_date");
    }

    private void fact(Lake lake, Table table, String key, String date) throws SQLException {
        load(
                lake,
                table,
                Optional.of(date),
                "SELECT f.*, d_date AS " + date + " FROM " + table.getName() + " f LEFT JOIN date_dim ON d_date_sk = "
                        + key);
    }

    private void load(Lake lake, Table from, Optional<String> date, String select) throws SQLException {
        List<LakeColumn> columns = Arrays.stream(from.getColumns())
                .map(column -> new LakeColumn(column.getName(), type(column), false))
                .collect(Collectors.toCollection(ArrayList::new));
        date.ifPresent(name -> columns.add(new LakeColumn(name, LakeType.of(Kind.DATE), false)));
        ModelTable table = ModelTable.ensure(lake, new TableRef(Lake.MODEL, from.getName()), columns, Optional.empty());
        Path path = table.newFile(Optional.empty());
        String ids = table.fieldIds().entrySet().stream()
                .map(id -> "\"" + id.getKey() + "\": " + id.getValue())
                .collect(Collectors.joining(", "));
        execute("COPY (" + select + ") TO '" + path + "' (FORMAT parquet, FIELD_IDS {" + ids + "})");
        table.publish(table.stage(new Replacement(
                Optional.empty(),
                List.of(new WrittenFile(path, Optional.empty())),
                new Tide(Map.of("tpcds-0", 1L), TIDE).toSummary())));
    }

    /** What a question written by hand says. */
    List<List<Object>> rows(String sql) throws SQLException {
        try (Statement statement = duck.createStatement();
                var result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i : IntStream.rangeClosed(1, width).toArray()) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
