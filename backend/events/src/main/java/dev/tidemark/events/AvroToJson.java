package dev.tidemark.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.events.internal.LogicalText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro as the JSON that {@link JsonToAvro} reads: decimals and timestamps as text, bytes as Base64, a union's value without a wrapper.
 */
public final class AvroToJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Knows no logical types. One for all: each new one looks through every jar for conversions. */
    private static final GenericData AS_WRITTEN = new GenericData();

    private AvroToJson() {}

    /**
     * Reads the Avro binary of a record, written with this schema. Logical types stay what they are on the wire (a decimal is a
     * {@link ByteBuffer}).
     *
     * @throws IllegalArgumentException when the bytes are no such record
     */
    public static GenericRecord read(ByteBuffer avro, Schema writer) {
        byte[] bytes = new byte[avro.remaining()];
        avro.duplicate().get(bytes);
        try {
            return new GenericDatumReader<GenericRecord>(writer, writer, AS_WRITTEN)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Not the Avro binary of " + writer.getFullName(), e);
        }
    }

    public static String json(GenericRecord value) {
        return node(value).toString();
    }

    public static ObjectNode node(GenericRecord value) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            object.set(field.name(), node(value.get(field.pos()), field.schema()));
        }
        return object;
    }

    private static JsonNode node(@Nullable Object value, Schema schema) {
        if (value == null) {
            return JSON.nullNode();
        }
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return JSON.textNode(decimal(value, schema, decimal.getScale()));
        }
        if (logical != null && value instanceof Number number) {
            String text = LogicalText.temporal(logical.getName(), number.longValue());
            if (text != null) {
                return JSON.textNode(text);
            }
        }
        return switch (schema.getType()) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case INT -> JSON.numberNode(((Number) value).intValue());
            case LONG -> JSON.numberNode(((Number) value).longValue());
            case FLOAT -> JSON.numberNode(((Number) value).floatValue());
            case DOUBLE -> JSON.numberNode(((Number) value).doubleValue());
            case STRING, ENUM -> JSON.textNode(value.toString());
            case BYTES, FIXED -> JSON.textNode(Base64.getEncoder().encodeToString(bytes(value)));
            case RECORD -> node((GenericRecord) value);
            case ARRAY -> items((Collection<?>) value, schema.getElementType());
            case MAP -> entries((Map<?, ?>) value, schema.getValueType());
            case UNION -> node(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
        };
    }

    private static ArrayNode items(Collection<?> values, Schema item) {
        ArrayNode array = JSON.arrayNode(values.size());
        for (Object value : values) {
            array.add(node(value, item));
        }
        return array;
    }

    private static ObjectNode entries(Map<?, ?> values, Schema value) {
        ObjectNode object = JSON.objectNode();
        values.forEach((key, entry) -> object.set(String.valueOf(key), node(entry, value)));
        return object;
    }

    private static String decimal(Object value, Schema schema, int scale) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (schema.getType() == Schema.Type.BYTES || schema.getType() == Schema.Type.FIXED) {
            return LogicalText.decimal(bytes(value), scale);
        }
        throw new IllegalArgumentException("A decimal is bytes or fixed, not " + schema.getType());
    }

    private static byte[] bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
