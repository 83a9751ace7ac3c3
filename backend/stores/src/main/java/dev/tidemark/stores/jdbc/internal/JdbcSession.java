package dev.tidemark.stores.jdbc.internal;

import dev.tidemark.stores.jdbc.JdbcProduct;
import dev.tidemark.stores.jdbc.JdbcSettings;
import java.util.Properties;

/** What a driver is told when it connects: who asks, that nothing is written, and that times without a zone are of UTC. */
final class JdbcSession {

    private JdbcSession() {}

    static Properties properties(JdbcProduct product, JdbcSettings settings) {
        Properties properties = new Properties();
        switch (product) {
            case POSTGRESQL -> {
                properties.setProperty("readOnlyMode", "always");
                properties.setProperty("options", "-c TimeZone=UTC -c default_transaction_read_only=on");
                properties.setProperty("stringtype", "unspecified");
                properties.setProperty("ApplicationName", "tidemark");
            }
            case TRINO -> {
                // It asks for a name even where everyone may read.
                properties.setProperty("user", "tidemark");
                properties.setProperty("source", "tidemark");
                properties.setProperty("timezone", "UTC");
                properties.setProperty("explicitPrepare", "false");
            }
            case REDSHIFT -> properties.setProperty("ApplicationName", "tidemark");
            case SNOWFLAKE -> {
                // Parameters of the session, docs.snowflake.com/en/sql-reference/parameters.
                properties.setProperty("TIMEZONE", "UTC");
                properties.setProperty("WEEK_START", "1");
                properties.setProperty("QUERY_TAG", "tidemark");
            }
            case BIGQUERY -> authenticate(properties, settings);
            case CLICKHOUSE -> properties.setProperty("client_name", "tidemark");
            case DUCKDB -> properties.setProperty("jdbc_stream_results", "true");
        }
        boolean byName = product != JdbcProduct.BIGQUERY && product != JdbcProduct.DUCKDB;
        if (byName && !settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        if (byName && !settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        return properties;
    }

    /** A service account and its key, or who this machine is (docs.cloud.google.com/bigquery/docs/jdbc-for-bigquery). */
    private static void authenticate(Properties properties, JdbcSettings settings) {
        if (settings.password().isEmpty()) {
            properties.setProperty("OAuthType", "3");
        } else {
            properties.setProperty("OAuthType", "0");
            properties.setProperty("OAuthServiceAcctEmail", settings.user());
            properties.setProperty("OAuthPvtKey", settings.password());
        }
    }

    /** Whether it knows sessions that only read; the others rely on what is sent, one SELECT, and on the rights of the user. */
    static boolean canBeReadOnly(JdbcProduct product) {
        return switch (product) {
            case POSTGRESQL, DUCKDB, TRINO, REDSHIFT -> true;
            case SNOWFLAKE, BIGQUERY, CLICKHOUSE -> false;
        };
    }

    /** What is said once after connecting; empty for nothing. */
    static String first(JdbcProduct product) {
        return switch (product) {
            case REDSHIFT -> "SET timezone TO 'UTC'";
            case POSTGRESQL, DUCKDB, TRINO, SNOWFLAKE, BIGQUERY, CLICKHOUSE -> "";
        };
    }
}
