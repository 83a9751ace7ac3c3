package dev.tidemark.router.usage;

import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL with the router's tables. */
public final class RouterDatabase {

    private RouterDatabase() {}

    private static final class Shared {
        private static final JdbcTemplate JDBC = open();
    }

    /** One for all tests of this module. */
    public static JdbcClient shared() {
        return JdbcClient.create(operations());
    }

    /** The same, with batches. */
    public static JdbcOperations operations() {
        return Shared.JDBC;
    }

    private static JdbcTemplate open() {
        Database database = Testbed.postgres();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return new JdbcTemplate(source);
    }
}
