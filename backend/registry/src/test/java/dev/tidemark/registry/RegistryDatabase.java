package dev.tidemark.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A fresh database with the registry's tables. */
public final class RegistryDatabase {

    private RegistryDatabase() {}

    public static Registry registry() {
        DataSource source = fresh();
        Flyway.configure()
                .dataSource(source)
                .schemas("registry")
                .locations("classpath:db/migration")
                .target("100")
                .load()
                .migrate();
        return new Registry(JdbcClient.create(source), new DataSourceTransactionManager(source));
    }

    private static DataSource fresh() {
        Path home = Path.of(System.getenv("TIDEMARK_TEST_HOME"));
        try {
            JsonNode ports = JsonMapper.builder()
                    .build()
                    .readTree(home.resolve("ports.json").toFile());
            String password =
                    Files.readString(home.resolve("secrets/postgres-password")).strip();
            String server =
                    "jdbc:postgresql://127.0.0.1:" + ports.get("postgres").intValue() + "/";
            String database = "registry_" + UUID.randomUUID().toString().replace("-", "");
            JdbcClient.create(new DriverManagerDataSource(server + "tidemark", "tidemark", password))
                    .sql("CREATE DATABASE " + database)
                    .update();
            return new DriverManagerDataSource(server + database, "tidemark", password);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
