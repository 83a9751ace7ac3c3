package dev.tidemark.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.router.export.Export;
import dev.tidemark.router.export.ExportFormat;
import dev.tidemark.stores.StoreName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs read in the columnar files. */
@SuppressWarnings("NullAway") // cells may be absent
class ExportFormatsTest {

    private final MemoryStore batch = new MemoryStore(StoreName.WAREHOUSE)
            .with(
                    "model.fact_orders",
                    Shop.table(Shop.orders(new Random(5), 400), order -> true, false),
                    Shop.NOW.minus(Duration.ofDays(1)),
                    Instant.EPOCH);
    private final Router router = Shop.router(batch);
    private final MetricQuery query = MetricQuery.of("storefront", "revenue", "orders", "order_value")
            .withGroupBy("metric_time__hour", "order__country", "buyer")
            .withTimeZone("Europe/London");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        batch.close();
    }

    private byte[] file(ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = router.export(query, Shop.ASKER, format)) {
            export.writeTo(out);
        }
        return out.toByteArray();
    }

    private List<List<@Nullable Object>> expected() {
        return router.answer(query, Shop.ASKER).rows().stream()
                .map(row ->
                        Stream.of(row.toArray()).map(ExportFormatsTest::plain).toList())
                .toList();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            default -> value;
        };
    }

    @Test
    void parquetIsReadByAnotherEngineToTheLastDigit() throws IOException, SQLException {
        Path file = folder.resolve("orders.parquet");
        Files.write(file, file(ExportFormat.PARQUET));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet found = duck.createStatement().executeQuery("SELECT * FROM '" + file + "'")) {
            assertThat(found.getMetaData().getColumnTypeName(1)).isEqualTo("TIMESTAMP WITH TIME ZONE");
            assertThat(found.getMetaData().getColumnTypeName(4)).isEqualTo("DECIMAL(38,18)");
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(plain(found.getObject(i)));
                }
                rows.add(row);
            }
        }

        assertThat(rows).isEqualTo(expected());
    }

    @Test
    void arrowStreamsAreReadByArrow() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BufferAllocator memory = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(file(ExportFormat.ARROW)), memory)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())
                    .containsKey("tidemark.receipt");
            assertThat(reader.getVectorSchemaRoot()
                            .getSchema()
                            .findField("revenue")
                            .getMetadata())
                    .containsEntry("unit", "GBP");
            while (reader.loadNextBatch()) {
                List<FieldVector> columns = reader.getVectorSchemaRoot().getFieldVectors();
                for (int i = 0; i < reader.getVectorSchemaRoot().getRowCount(); i++) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (FieldVector column : columns) {
                        row.add(read(column.getObject(i)));
                    }
                    rows.add(row);
                }
            }
        }

        assertThat(rows).isEqualTo(expected());
    }

    private static @Nullable Object read(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number when number > 1_000_000_000_000L -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case Long number -> number;
            default -> value.toString();
        };
    }
}
