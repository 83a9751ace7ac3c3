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
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.contract_orders (id VARCHAR, country VARCHAR, amount DECIMAL(12, 2),"
                    + " items BIGINT, cancelled BOOLEAN, \"at\" TIMESTAMP WITH TIME ZONE, \"local\" TIMESTAMP)");
        }
        List<ContractRow> rows = new ArrayList<>(ContractRow.ROWS);
        rows.add(ContractRow.LATER);
        try (PreparedStatement insert =
                owner.prepareStatement("INSERT INTO shop.contract_orders VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (ContractRow row : rows) {
                insert.setString(1, row.id());
                insert.setString(2, row.country());
                insert.setBigDecimal(3, row.amount());
                insert.setLong(4, row.items());
                insert.setBoolean(5, row.cancelled());
                insert.setObject(6, row.at().atOffset(ZoneOffset.UTC));
                insert.setObject(7, row.at().atOffset(ZoneOffset.UTC).toLocalDateTime());
                insert.executeUpdate();
            }
        }
    }
}
