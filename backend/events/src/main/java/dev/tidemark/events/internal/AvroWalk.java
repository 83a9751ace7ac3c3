package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Reads one value of a schema as JSON. What it makes is bounded by the number of values, whatever the bytes say. */
public final class AvroWalk {

    /** Values in one record, those inside of others included. */
    public static final int MOST_VALUES = 100_000;

    /** As deep as JSON may be. */
    private static final int DEEPEST = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final AvroCursor in;
    private int values;
    private int depth;

    private AvroWalk(AvroCursor in) {
        this.in = in;
    }

    /**
     * @throws UnreadableAvro when the bytes are anything but one such record
     */
    public static ObjectNode record(byte[] bytes, int from, int to, Schema writer) {
        AvroCursor in = new AvroCursor(bytes, from, to);
        ObjectNode record = new AvroWalk(in).record(writer);
        if (in.left() > 0) {
            throw in.unreadable(in.left() + " bytes behind the end of the record");
        }
        return record;
    }

    private JsonNode value(Schema schema) {
        if (++values > MOST_VALUES) {
            throw in.unreadable("more than " + MOST_VALUES + " values");
        }
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return decimal(schema, decimal);
        }
        return switch (schema.getType()) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(in.readBoolean());
            case INT -> logical == null ? JSON.numberNode(in.readInt()) : number(logical, in.readInt(), false);
            case LONG -> logical == null ? JSON.numberNode(in.readLong()) : number(logical, in.readLong(), true);
            case FLOAT -> JSON.numberNode(in.readFloat());
            case DOUBLE -> JSON.numberNode(in.readDouble());
            case STRING -> JSON.textNode(in.readString());
            case BYTES -> base64(in.readBytes());
            case FIXED -> base64(in.readFixed(schema.getFixedSize()));
            case ENUM ->
                JSON.textNode(schema.getEnumSymbols()
                        .get(index("symbol", schema.getEnumSymbols().size())));
            case UNION ->
                value(schema.getTypes().get(index("branch", schema.getTypes().size())));
            case ARRAY -> deeper(() -> items(schema.getElementType()));
            case MAP -> deeper(() -> entries(schema.getValueType()));
            case RECORD -> deeper(() -> record(schema));
        };
    }

    /** Something that holds values. */
    private interface Holder {
        JsonNode read();
    }

    private JsonNode deeper(Holder holder) {
        if (++depth > DEEPEST) {
            throw in.unreadable("deeper than " + DEEPEST + " levels");
        }
        JsonNode read = holder.read();
        depth--;
        return read;
    }

    private ObjectNode record(Schema schema) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : schema.getFields()) {
            try {
                object.set(field.name(), value(field.schema()));
            } catch (UnreadableAvro e) {
                throw e.inside(field.name());
            }
        }
        return object;
    }

    private ArrayNode items(Schema item) {
        ArrayNode array = JSON.arrayNode();
        blocks(position -> array.add(value(item)), () -> Integer.toString(array.size()));
        return array;
    }

    private ObjectNode entries(Schema value) {
        ObjectNode object = JSON.objectNode();
        String[] key = {""};
        blocks(
                position -> {
                    key[0] = in.readString();
                    if (object.has(key[0])) {
                        throw new UnreadableAvro(position, "a key that was there before");
                    }
                    object.set(key[0], value(value));
                },
                () -> key[0]);
        return object;
    }

    private interface Name {
        String now();
    }

    /** Blocks of values until an empty one. A block that tells its size in bytes has that size, because others skip by it. */
    private void blocks(Consumer<Integer> one, Name name) {
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            long size = count < 0 ? in.readLong() : -1;
            int start = in.at();
            try {
                for (long left = count; left != 0; left -= Long.signum(count)) {
                    one.accept(in.at());
                }
            } catch (UnreadableAvro e) {
                throw e.inside(name.now());
            }
            if (count < 0 && in.at() - start != size) {
                throw new UnreadableAvro(start, "a block of " + (in.at() - start) + " bytes that says it has " + size);
            }
        }
    }

    private int index(String what, int count) {
        int index = in.readInt();
        if (index < 0 || index >= count) {
            throw in.unreadable("found " + what + ' ' + index + ", there are " + count);
        }
        return index;
    }

    private JsonNode decimal(Schema schema, LogicalTypes.Decimal decimal) {
        boolean fixed = schema.getType() == Schema.Type.FIXED;
        byte[] unscaled = fixed ? in.readFixed(schema.getFixedSize()) : in.readBytes();
        if (unscaled.length == 0 || !fixed && unscaled.length > decimal.getPrecision() / 2 + 8) {
            throw in.unreadable("a decimal in " + unscaled.length + " bytes, expected at most " + decimal.getPrecision()
                    + " digits");
        }
        return JSON.textNode(LogicalText.decimal(unscaled, decimal.getScale()));
    }

    private JsonNode number(LogicalType logical, long value, boolean wide) {
        try {
            String text = LogicalText.temporal(logical.getName(), value);
            if (text != null) {
                return JSON.textNode(text);
            }
        } catch (IllegalArgumentException e) {
            throw in.unreadable(String.valueOf(e.getMessage()));
        }
        return wide ? JSON.numberNode(value) : JSON.numberNode((int) value);
    }

    private static JsonNode base64(byte[] bytes) {
        return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
    }
}
