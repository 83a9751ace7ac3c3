package dev.tidemark.router;

import dev.tidemark.stores.StoreName;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("engines")
class PostgresZoneSweepTest extends ZoneSweep {

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @BeforeAll
    static void load() throws SQLException {
        Database database = Testbed.postgres();
        try (Connection owner = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            owner.createStatement()
                    .execute("CREATE TABLE public.ticks (clock_change VARCHAR, ticked_at TIMESTAMP WITH TIME ZONE)");
            try (PreparedStatement insert = owner.prepareStatement("INSERT INTO public.ticks VALUES (?, ?)")) {
                for (Change change : Change.values()) {
                    for (Instant time : change.times()) {
                        insert.setString(1, change.name());
                        insert.setObject(2, time.atOffset(ZoneOffset.UTC));
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
        }
        store = new JdbcStore(
                JdbcSettings.of(new StoreName("clocks"), database.url(), database.user(), database.password()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected Router router() {
        return router(store, "public.ticks");
    }
}
