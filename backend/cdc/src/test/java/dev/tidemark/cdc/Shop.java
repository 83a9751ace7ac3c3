package dev.tidemark.cdc;

import dev.tidemark.events.CaptureConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A database with a table of customers, a journal of what has been committed to it, and a role that may do no more than capture needs. */
final class Shop implements AutoCloseable {

    static final String PASSWORD = "secret";

    /** Of the event; as loose as a schema must be whose rows can be deleted and whose table can be emptied. */
    static final String AVRO = """
            {"type": "record", "name": "customer_changed", "fields": [
              {"name": "customer_id", "type": ["null", "string"], "default": null},
              {"name": "full_name", "type": ["null", "string"], "default": null},
              {"name": "visits", "type": ["null", "int"], "default": null},
              {"name": "notes", "type": ["null", "string"], "default": null},
              {"name": "cdc_op", "type": "string"},
              {"name": "cdc_position", "type": "string"},
              {"name": "cdc_unchanged", "type": {"type": "array", "items": "string"}, "default": []}
            ]}""";

    private final String url;
    private final Connection connection;
    private final String role = "cdc_" + UUID.randomUUID().toString().substring(0, 8);

    private Shop(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Shop open(String url, String user, String password) throws SQLException {
        Shop shop = new Shop(url, DriverManager.getConnection(url, user, password));
        shop.run(
                "create table customers (customer_id text primary key, full_name text not null, visits int, notes text)");
        shop.run("create table journal (nth bigserial primary key, op text, customer_id text, visits int)");
        shop.run("""
                create function journals() returns trigger language plpgsql as $$ begin
                  if tg_op = 'DELETE' then
                    insert into journal (op, customer_id) values ('delete', old.customer_id);
                  else
                    insert into journal (op, customer_id, visits) values (lower(tg_op), new.customer_id, new.visits);
                  end if;
                  return null; end $$""");
        shop.run(
                "create trigger journals after insert or update or delete on customers for each row execute function journals()");
        shop.run("create role " + shop.role + " login replication password '" + PASSWORD + "'");
        shop.run("grant select on customers to " + shop.role);
        shop.run("create publication " + publication("shop") + " for table customers");
        return shop;
    }

    /** One that has been opened before. */
    static Shop reopen(String url, String user, String password) throws SQLException {
        return new Shop(url, DriverManager.getConnection(url, user, password));
    }

    static String publication(String source) {
        return "tidemark_test_" + source;
    }

    String role() {
        return role;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(answer.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        }
    }

    Connection connection() {
        return connection;
    }

    CaptureConfig.Database captured(CaptureConfig.Table... tables) {
        return new CaptureConfig.Database(
                "shop", "test", "growth", new CaptureConfig.Connection(url, role, PASSWORD), List.of(tables), "");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
