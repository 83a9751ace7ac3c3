package dev.tidemark.stores.jdbc;

import dev.tidemark.stores.ContractRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The contract's table in a database, made as its owner would. */
final class JdbcContractTable {

    private JdbcContractTable() {}

    static void load(Connection owner) throws SQLException {
        load(owner, "?");
    }

    /**
     * @param time how a time is written that comes as a text, or {@code ?} for a driver that takes times
     */
    static void load(Connection owner, String time) throws SQLException {
        boolean text = !time.equals("?");
        String precision = text ? "(6)" : "";
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.contract_orders (id VARCHAR, country VARCHAR, amount DECIMAL(12, 2),"
                    + " items BIGINT, cancelled BOOLEAN, \"at\" TIMESTAMP" + precision
                    + " WITH TIME ZONE, \"local\" TIMESTAMP" + precision + ")");
        }
        List<ContractRow> rows = new ArrayList<>(ContractRow.ROWS);
        rows.add(ContractRow.LATER);
        try (PreparedStatement insert =
                owner.prepareStatement("INSERT INTO shop.contract_orders VALUES (?, ?, ?, ?, ?, "
                        + time.formatted("TIMESTAMP(6) WITH TIME ZONE") + ", " + time.formatted("TIMESTAMP(6)")
                        + ")")) {
            for (ContractRow row : rows) {
                insert.setString(1, row.id());
                insert.setString(2, row.country());
                insert.setBigDecimal(3, row.amount());
                insert.setLong(4, row.items());
                insert.setBoolean(5, row.cancelled());
                if (text) {
                    String shown = row.at().toString().replace('T', ' ').replace("Z", "");
                    insert.setString(6, shown + " UTC");
                    insert.setString(7, shown);
                } else {
                    insert.setObject(6, row.at().atOffset(ZoneOffset.UTC));
                    insert.setObject(7, row.at().atOffset(ZoneOffset.UTC).toLocalDateTime());
                }
                insert.executeUpdate();
            }
        }
    }
}
