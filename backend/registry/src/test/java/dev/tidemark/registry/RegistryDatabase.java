package dev.tidemark.registry;

import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A fresh database with the registry's tables. */
public final class RegistryDatabase {

    private RegistryDatabase() {}

    /** One instance of the portal of several. */
    public static Registry registry(DataSource source) {
        return new Registry(JdbcClient.create(source), new DataSourceTransactionManager(source));
    }

    public static RegistrySettings settings(DataSource source) {
        return new RegistrySettings(JdbcClient.create(source), new DataSourceTransactionManager(source));
    }

    public static DataSource source() {
        Database database = Testbed.postgres();
        return new DriverManagerDataSource(database.url(), database.user(), database.password());
    }

    /** With the tables as they were after this migration. */
    public static DataSource migrated(DataSource source, String target) {
        Flyway.configure()
                .dataSource(source)
                .schemas("registry")
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
        return source;
    }
}
