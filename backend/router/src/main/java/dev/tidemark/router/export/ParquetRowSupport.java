package dev.tidemark.router.export;

import dev.tidemark.router.AnswerColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** How Parquet holds the rows of an answer. */
@SuppressWarnings("NullAway.Init") // the consumer comes with the first row
final class ParquetRowSupport extends WriteSupport<List<@Nullable Object>> {

    private static final int DECIMAL_BYTES = 16;

    private final List<AnswerColumn> columns;
    private final Map<String, String> metadata;
    private RecordConsumer consumer;

    ParquetRowSupport(List<AnswerColumn> columns, Map<String, String> metadata) {
        this.columns = columns;
        this.metadata = metadata;
    }

    @Override
    public WriteContext init(@Nullable Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(@Nullable ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        return new WriteContext(
                new MessageType(
                        "answer", columns.stream().map(ParquetRowSupport::type).toList()),
                metadata);
    }

    private static Type type(AnswerColumn column) {
        return switch (column.type()) {
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DECIMAL ->
                Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(Decimals.SCALE, Decimals.PRECISION))
                        .named(column.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(column.name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(List<@Nullable Object> row) {
        consumer.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                consumer.startField(columns.get(i).name(), i);
                add(columns.get(i), value);
                consumer.endField(columns.get(i).name(), i);
            }
        }
        consumer.endMessage();
    }

    private void add(AnswerColumn column, Object value) {
        switch (column.type()) {
            case STRING -> consumer.addBinary(Binary.fromString(value.toString()));
            case LONG -> consumer.addLong(Decimals.whole(value));
            case DECIMAL -> consumer.addBinary(decimal(Decimals.fitted((BigDecimal) value, column.name())));
            case DOUBLE -> consumer.addDouble(((Number) value).doubleValue());
            case BOOLEAN -> consumer.addBoolean((Boolean) value);
            case TIMESTAMP ->
                consumer.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, ((OffsetDateTime) value).toInstant()));
            case DATE -> consumer.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
        }
    }

    /** Two's complement, the sign carried on to the left. */
    private static Binary decimal(BigDecimal value) {
        byte[] least = value.unscaledValue().toByteArray();
        byte[] all = new byte[DECIMAL_BYTES];
        Arrays.fill(all, 0, DECIMAL_BYTES - least.length, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(least, 0, all, DECIMAL_BYTES - least.length, least.length);
        return Binary.fromConstantByteArray(all);
    }
}
