package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.router.LargeShop.Reader;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import dev.tidemark.testbed.Database;
import dev.tidemark.testbed.Testbed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's driver holds a whole result unless it is asked through a cursor. */
@Tag("engines")
class PostgresExportTest {

    private static final int ROWS = 1_500_000;
    private static final long HELD_AT_MOST = 96L << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    @BeforeAll
    static void fill() throws SQLException {
        Database database = Testbed.postgres();
        try (Connection owner = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            owner.createStatement().execute("CREATE SCHEMA large");
            owner.createStatement().execute("SET search_path = large");
            owner.createStatement().execute(LargeShop.table(ROWS));
            owner.createStatement().execute("ANALYZE large.orders");
        }
        store = new JdbcStore(
                JdbcSettings.of(LargeShop.name(), database.url(), database.user(), database.password()),
                Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void millionsOfRowsComeThroughACursor() throws IOException {
        long before = Reader.held();
        Reader reader = new Reader();
        Router router = LargeShop.router(store, "large", Safeguards.NONE, folder);
        try (Export export = router.export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
            export.writeTo(reader);
        }

        assertThat(reader.lines()).isEqualTo(ROWS + 1);
        assertThat(reader.mostHeld() - before).isPositive().isLessThan(HELD_AT_MOST);
    }

    @Test
    void anAbandonedCursorGivesItsConnectionBack() throws IOException {
        Router router = LargeShop.router(store, "large", Safeguards.NONE, folder);
        for (int i = 0; i < 8; i++) {
            try (Export export = router.export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
                assertThatThrownBy(() -> export.writeTo(new Closed())).isInstanceOf(IOException.class);
            }
        }
        assertThat(router.answer(MetricQuery.of("large", "orders"), Shop.ASKER).rows())
                .containsExactly(List.of((long) ROWS));
    }

    private static final class Closed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("gone");
        }
    }
}
