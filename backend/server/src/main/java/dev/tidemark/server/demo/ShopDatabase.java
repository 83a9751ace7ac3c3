package dev.tidemark.server.demo;

import dev.tidemark.server.captures.CaptureConnections;
import dev.tidemark.server.security.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The shop's own database, a system of record beside ours on the same server: customers and products, a role that runs the shop, and a role
 * that may do no more than capture it. The publication is the shop's, so the capturing role owns nothing.
 */
final class ShopDatabase {

    static final String CONNECTION = "shop-database";

    private static final String NAME = "shop";
    private static final String OWNER = "shop";
    private static final String CAPTURE = "shop_capture";
    private static final String PUBLICATION = "tidemark_storefront_shop_database";
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS customers (
              customer_id text PRIMARY KEY,
              full_name text NOT NULL,
              email text NOT NULL,
              home_country text,
              segment text,
              newsletter boolean NOT NULL DEFAULT false,
              password_hash text,
              changed_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE IF NOT EXISTS products (
              product_id text PRIMARY KEY,
              title text NOT NULL,
              category text NOT NULL,
              price numeric(10, 2) NOT NULL,
              currency text NOT NULL,
              active boolean NOT NULL DEFAULT true,
              changed_at timestamptz NOT NULL DEFAULT now());
            """;

    private final String url;
    private final String administrator;
    private final Supplier<String> password;
    private final CaptureConnections connections;

    /**
     * @param url of a database on the server; its user may make others
     */
    ShopDatabase(String url, String administrator, Supplier<String> password, CaptureConnections connections) {
        this.url = url;
        this.administrator = administrator;
        this.password = password;
        this.connections = connections;
    }

    /**
     * Makes what is missing. Passwords are new whenever the credentials are.
     *
     * @param credentials of the shop's role; filled when they are empty
     */
    void seed(Map<String, String> credentials) {
        if (!credentials.isEmpty()) {
            return;
        }
        String shopUrl = url.replaceFirst("/[^/?]*(\\?|$)", "/" + NAME + "$1");
        String shopPassword = Secrets.create("shop");
        String capturePassword = Secrets.create("cap");
        try {
            try (Connection server = DriverManager.getConnection(url, administrator, password.get())) {
                role(server, OWNER, "LOGIN", shopPassword);
                role(server, CAPTURE, "LOGIN REPLICATION", capturePassword);
                if (!exists(server, "SELECT 1 FROM pg_database WHERE datname = ?", NAME)) {
                    run(server, "CREATE DATABASE " + NAME + " OWNER " + OWNER);
                }
            }
            try (Connection shop = DriverManager.getConnection(shopUrl, OWNER, shopPassword)) {
                run(shop, TABLES);
                run(shop, "GRANT SELECT ON customers, products TO " + CAPTURE);
                if (!exists(shop, "SELECT 1 FROM pg_publication WHERE pubname = ?", PUBLICATION)) {
                    run(shop, "CREATE PUBLICATION " + PUBLICATION + " FOR TABLE customers, products");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's database cannot be made: " + e.getMessage(), e);
        }
        connections.keep(new CaptureConnections.Entry(CONNECTION, shopUrl, CAPTURE), capturePassword, "demo");
        credentials.put("url", shopUrl);
        credentials.put("user", OWNER);
        credentials.put("password", shopPassword);
    }

    /** The server itself puts the password between its quotes: a role's cannot be a parameter. */
    private static void role(Connection server, String role, String rights, String secret) throws SQLException {
        String verb = exists(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) ? "ALTER" : "CREATE";
        try (PreparedStatement format = server.prepareStatement("SELECT format(?, ?)")) {
            format.setString(1, verb + " ROLE " + role + " " + rights + " PASSWORD %L");
            format.setString(2, secret);
            try (ResultSet statement = format.executeQuery()) {
                statement.next();
                run(server, statement.getString(1));
            }
        }
    }

    private static boolean exists(Connection server, String question, String name) throws SQLException {
        try (PreparedStatement asked = server.prepareStatement(question)) {
            asked.setString(1, name);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
