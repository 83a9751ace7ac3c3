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

    public static Registry registry() {
        Database database = Testbed.postgres();
        DataSource source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("registry")
                .locations("classpath:db/migration")
                .target("100")
                .load()
                .migrate();
        return new Registry(JdbcClient.create(source), new DataSourceTransactionManager(source));
    }
}
