package dev.tidemark.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes up schemas of events, and values of them. */
final class RandomEvents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int names;

    Schema record(Random random, int depth) {
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            fields.add(new Schema.Field("f" + i, type(random, depth), null, (Object) null));
        }
        return Schema.createRecord("r" + names++, null, "t", false, fields);
    }

    private Schema type(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 12 : 16)) {
            case 0 -> Schema.create(Schema.Type.BOOLEAN);
            case 1 -> Schema.create(Schema.Type.INT);
            case 2 -> Schema.create(Schema.Type.LONG);
            case 3 -> Schema.create(Schema.Type.DOUBLE);
            case 4 -> Schema.create(Schema.Type.STRING);
            case 5 -> Schema.create(Schema.Type.BYTES);
            case 6 -> LogicalTypes.decimal(12, 2).addToSchema(Schema.create(Schema.Type.BYTES));
            case 7 -> LogicalTypes.decimal(9, 4).addToSchema(Schema.createFixed("d" + names++, null, "t", 5));
            case 8 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 9 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case 10 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            case 11 -> Schema.createEnum("e" + names++, null, "t", List.of("A", "B", "C"));
            case 12 -> Schema.createArray(type(random, depth + 1));
            case 13 -> Schema.createMap(type(random, depth + 1));
            case 14 -> nullable(random, type(random, depth + 1));
            default -> record(random, depth + 1);
        };
    }

    private static Schema nullable(Random random, Schema type) {
        if (type.isUnion()) {
            return type;
        }
        Schema none = Schema.create(Schema.Type.NULL);
        return random.nextBoolean() ? Schema.createUnion(none, type) : Schema.createUnion(type, none);
    }

    JsonNode value(Schema schema, Random random) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            BigInteger digits =
                    new BigInteger(BigInteger.TEN.pow(decimal.getPrecision()).bitLength() - 1, random);
            BigDecimal number = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), decimal.getScale());
            return JSON.textNode(number.toPlainString());
        }
        if (schema.getLogicalType() != null) {
            return JSON.textNode(
                    switch (schema.getLogicalType().getName()) {
                        case "timestamp-micros" ->
                            Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L)
                                    .toString();
                        case "date" ->
                            LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000)
                                    .toString();
                        default ->
                            LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L)
                                    .toString();
                    });
        }
        return switch (schema.getType()) {
            case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
            case INT -> JSON.numberNode(random.nextInt());
            case LONG -> JSON.numberNode(random.nextLong());
            case DOUBLE -> JSON.numberNode(random.nextGaussian() * 1e9);
            case STRING -> JSON.textNode(text(random));
            case BYTES ->
                JSON.textNode(Base64.getEncoder().encodeToString(text(random).getBytes(UTF_8)));
            case ENUM -> JSON.textNode(schema.getEnumSymbols().get(random.nextInt(3)));
            case ARRAY -> items(schema, random);
            case MAP -> entries(schema, random);
            case UNION -> {
                Schema branch = schema.getTypes().get(random.nextInt(2));
                yield branch.getType() == Schema.Type.NULL ? JSON.nullNode() : value(branch, random);
            }
            case RECORD -> {
                ObjectNode object = JSON.objectNode();
                schema.getFields().forEach(field -> object.set(field.name(), value(field.schema(), random)));
                yield object;
            }
            case NULL, FLOAT, FIXED -> throw new AssertionError(schema);
        };
    }

    private ArrayNode items(Schema schema, Random random) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(schema.getElementType(), random));
        }
        return array;
    }

    private ObjectNode entries(Schema schema, Random random) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set("k" + i, value(schema.getValueType(), random));
        }
        return object;
    }

    private static String text(Random random) {
        int[] points = random.ints(random.nextInt(12), 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .toArray();
        return new String(points, 0, points.length);
    }
}
