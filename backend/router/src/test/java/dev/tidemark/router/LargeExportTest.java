package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problems.ProblemException;
import dev.tidemark.router.LargeShop.Reader;
import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.router.export.Exported;
import dev.tidemark.stores.FailingStore;
import dev.tidemark.stores.Store;
import dev.tidemark.stores.StoreProblem;
import dev.tidemark.stores.jdbc.JdbcSettings;
import dev.tidemark.stores.jdbc.JdbcStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many more rows than fit into the memory that is given to them. */
class LargeExportTest {

    private static final int ROWS = 2_000_000;

    /** All rows together take far more than this. */
    private static final long HELD_AT_MOST = 128L << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static JdbcStore store;

    private final List<Receipt> receipts = new ArrayList<>();

    @BeforeAll
    static void fill() throws SQLException {
        Path file = folder.resolve("large.db");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            connection.createStatement().execute(LargeShop.table(ROWS));
        }
        store = new JdbcStore(JdbcSettings.of(LargeShop.name(), "jdbc:duckdb:" + file, "", ""), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private Router router(Store from) {
        return LargeShop.router(from, "main", Safeguards.NONE.withReceipts(receipts::add), folder);
    }

    @Test
    void millionsOfRowsGoStraightThroughInLittleMemory() throws IOException {
        long before = Reader.held();
        Reader reader = new Reader();
        try (Export export = router(store).export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
            export.writeTo(reader);
        }

        assertThat(reader.lines()).isEqualTo(ROWS + 1);
        assertThat(reader.mostHeld() - before).isPositive().isLessThan(HELD_AT_MOST);
        assertThat(receipts).singleElement().satisfies(receipt -> {
            Exported export = Objects.requireNonNull(receipt.export());
            assertThat(export.rows()).isEqualTo(ROWS);
            assertThat(export.bytes()).isEqualTo(reader.bytes());
            assertThat(receipt.spans().getFirst().rows()).isEqualTo(ROWS);
        });
    }

    @Test
    void millionsOfRowsInOrderGoThroughScratchFiles() throws IOException {
        long before = Reader.held();
        Reader reader = new Reader();
        MetricQuery query = LargeShop.everyOrder().withOrderBy("-revenue");
        try (Export export = router(store).export(query, Shop.ASKER, ExportFormat.CSV)) {
            export.writeTo(reader);
        }

        assertThat(reader.lines()).isEqualTo(ROWS + 1);
        assertThat(reader.mostHeld() - before).isPositive().isLessThan(HELD_AT_MOST);
    }

    @Test
    void aReaderThatGoesAwayCancelsTheQueryAndTheReceiptSaysHowMuchItGot() throws IOException {
        Router router = router(store);
        AtomicLong taken = new AtomicLong();
        OutputStream leaving = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void write(byte[] b, int offset, int length) throws IOException {
                if (taken.addAndGet(length) > 20_000_000) {
                    throw new IOException("gone");
                }
            }
        };
        try (Export export = router.export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
            assertThatThrownBy(() -> export.writeTo(leaving)).isInstanceOf(IOException.class);
        }

        assertThat(receipts).singleElement().satisfies(receipt -> {
            Exported export = Objects.requireNonNull(receipt.export());
            assertThat(export.whole()).isFalse();
            assertThat(export.refusal()).isEqualTo("question-cancelled");
            assertThat(export.rows()).isBetween(100_000L, ROWS - 1L);
            assertThat(export.bytes()).isBetween(19_000_000L, 20_000_000L);
            assertThat(receipt.completeness()).isEqualTo(Completeness.UNKNOWN);
        });
        // The store has one slot for streams: the next export gets it only when the last has given it back.
        Reader next = new Reader();
        try (Export export = router.export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
            export.writeTo(next);
        }
        assertThat(next.lines()).isEqualTo(ROWS + 1);
    }

    @Test
    void aStoreThatFailsMidwayMakesNoWholeFile() throws IOException {
        Reader reader = new Reader();
        try (Export export = router(failing(200_000)).export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV)) {
            assertThatThrownBy(() -> export.writeTo(reader)).isInstanceOf(ProblemException.class);
        }

        assertThat(reader.lines()).isBetween(50_000L, 200_000L);
        assertThat(receipts).singleElement().satisfies(receipt -> {
            Exported export = Objects.requireNonNull(receipt.export());
            assertThat(export.whole()).isFalse();
            assertThat(export.refusal()).isEqualTo("store-out-of-memory");
        });
    }

    @Test
    void aStoreThatFailsEarlyRefusesTheExport() {
        assertThatThrownBy(() -> router(failing(10)).export(LargeShop.everyOrder(), Shop.ASKER, ExportFormat.CSV))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(StoreProblem.STORE_OUT_OF_MEMORY));
        assertThat(receipts).isEmpty();
    }

    private static FailingStore failing(int after) {
        return new FailingStore(
                store, () -> after, new ProblemException(StoreProblem.STORE_OUT_OF_MEMORY, "large", "256MB"));
    }
}
