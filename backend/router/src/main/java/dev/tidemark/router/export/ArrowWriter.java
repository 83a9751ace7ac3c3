package dev.tidemark.router.export;

import dev.tidemark.router.AnswerColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Arrow's streaming format, in batches of a few thousand rows. Only its end-of-stream mark says that it is whole. */
final class ArrowWriter implements RowWriter {

    private static final int BATCH = 4_096;

    /** Many times what a batch of ordinary texts takes. */
    private static final long MOST_MEMORY = 256L << 20;

    private final List<AnswerColumn> columns;
    private final BufferAllocator allocator = new RootAllocator(MOST_MEMORY);
    private final VectorSchemaRoot batch;
    private final ArrowStreamWriter writer;
    private int rows;

    ArrowWriter(OutputStream out, List<AnswerColumn> columns, String receipt) throws IOException {
        this.columns = columns;
        Schema schema =
                new Schema(columns.stream().map(ArrowWriter::field).toList(), Map.of(RowWriter.RECEIPT, receipt));
        this.batch = VectorSchemaRoot.create(schema, allocator);
        this.writer = new ArrowStreamWriter(batch, null, Channels.newChannel(out));
        batch.allocateNew();
        writer.start();
    }

    private static Field field(AnswerColumn column) {
        Map<String, String> unit = column.unit() == null ? Map.of() : Map.of("unit", column.unit());
        return new Field(column.name(), new FieldType(true, type(column.type()), null, unit), null);
    }

    private static ArrowType type(AnswerColumn.Type type) {
        return switch (type) {
            case STRING -> ArrowType.Utf8.INSTANCE;
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case DECIMAL -> new ArrowType.Decimal(Decimals.PRECISION, Decimals.SCALE, 128);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case DATE -> new ArrowType.Date(DateUnit.DAY);
        };
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            set(batch.getVector(i), row.get(i), columns.get(i).name());
        }
        if (++rows == BATCH) {
            send();
        }
    }

    private void set(FieldVector vector, @Nullable Object value, String column) {
        if (value == null) {
            vector.setNull(rows);
            return;
        }
        switch (vector) {
            case VarCharVector texts -> texts.setSafe(rows, value.toString().getBytes(StandardCharsets.UTF_8));
            case BigIntVector numbers -> numbers.setSafe(rows, Decimals.whole(value));
            case DecimalVector decimals -> decimals.setSafe(rows, Decimals.fitted((BigDecimal) value, column));
            case Float8Vector numbers -> numbers.setSafe(rows, ((Number) value).doubleValue());
            case BitVector bits -> bits.setSafe(rows, Boolean.TRUE.equals(value) ? 1 : 0);
            case TimeStampMicroTZVector times -> times.setSafe(rows, micros((OffsetDateTime) value));
            case DateDayVector days -> days.setSafe(rows, Math.toIntExact(((LocalDate) value).toEpochDay()));
            default -> throw new IllegalStateException("no such vector: " + vector.getClass());
        }
    }

    private static long micros(OffsetDateTime time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }

    private void send() throws IOException {
        batch.setRowCount(rows);
        writer.writeBatch();
        rows = 0;
        batch.allocateNew();
    }

    @Override
    public void finish() throws IOException {
        if (rows > 0) {
            send();
        }
        writer.end();
    }

    /** Not the writer: it would write the mark that says that all is well. */
    @Override
    public void close() {
        batch.close();
        allocator.close();
    }
}
