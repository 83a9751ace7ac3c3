package dev.tidemark.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.events.AvroBinary.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroBinaryTest {

    private static final Schema BASKET = schema(
            "{'type':'record','name':'basket','fields':[{'name':'items','type':{'type':'array','items':'string'}}]}");
    private static final Schema MARKS = schema(
            "{'type':'record','name':'marks','fields':[{'name':'marks','type':{'type':'array','items':'null'}}]}");
    private static final Schema NODE = schema(
            "{'type':'record','name':'node','fields':[" + "{'name':'child','type':['null','node'],'default':null}]}");

    /** Writes Avro by hand, so that it may be wrong. */
    private interface Writing {
        void to(BinaryEncoder out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    private static Schema of(String type) {
        return schema("{'type':'record','name':'r','fields':[{'name':'v','type':" + type + "}]}");
    }

    private static Reading read(Schema schema, byte[] avro) {
        return AvroBinary.read(avro, 0, avro.length, schema, "/properties");
    }

    private static void assertBroken(Schema schema, byte[] avro, int at, String pointer, String detail) {
        assertThat(read(schema, avro)).isInstanceOfSatisfying(Reading.Broken.class, broken -> {
            assertThat(broken.fault().detail()).contains(detail);
            assertThat(broken.fault().pointer()).isEqualTo(pointer);
            assertThat(broken.at()).isEqualTo(at);
        });
    }

    @Test
    void whatIsWrittenFromJsonIsReadAsThatJson() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            RandomEvents events = new RandomEvents();
            Schema schema = events.record(random, 0);
            JsonNode value = events.value(schema, random);
            byte[] avro = ((JsonToAvro.Conversion.Fits) JsonToAvro.of(schema).convert(value)).avro();
            assertThat(read(schema, avro))
                    .as("seed %s", seed)
                    .isInstanceOfSatisfying(
                            Reading.Whole.class,
                            whole -> assertThat(JsonToAvro.of(schema).convert(whole.json()))
                                    .isInstanceOfSatisfying(
                                            JsonToAvro.Conversion.Fits.class,
                                            fits -> assertThat(fits.avro()).isEqualTo(avro)));
        }
    }

    @Test
    void whatIsAcceptedOfBrokenBytesAvrosOwnReaderReadsAlike() {
        int accepted = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            RandomEvents events = new RandomEvents();
            Schema schema = events.record(random, 0);
            byte[] avro =
                    ((JsonToAvro.Conversion.Fits) JsonToAvro.of(schema).convert(events.value(schema, random))).avro();
            byte[] broken = broken(avro, random);
            if (read(schema, broken) instanceof Reading.Whole whole) {
                accepted++;
                assertThat(tree(AvroToJson.json(AvroToJson.read(ByteBuffer.wrap(broken), schema))))
                        .as("seed %s", seed)
                        .isEqualTo(tree(whole.json().toString()));
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    /** Members of maps have no order. */
    private static JsonNode tree(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static byte[] broken(byte[] avro, Random random) {
        byte[] bytes = Arrays.copyOf(avro, Math.max(1, avro.length + random.nextInt(5) - 2));
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void aLengthIsNotBelievedBeyondTheBytesThatAreThere() {
        assertBroken(
                BASKET,
                bytes(out -> {
                    out.writeLong(1);
                    out.writeLong(Integer.MAX_VALUE - 8);
                }),
                1,
                "/properties/items/0",
                "a length of 2147483639 with");
        assertBroken(
                BASKET,
                bytes(out -> {
                    out.writeLong(1);
                    out.writeLong(-5);
                }),
                1,
                "/properties/items/0",
                "a length of -5");
    }

    @Test
    void aCountIsNotBelievedEvenWhenItsValuesTakeNoBytes() {
        assertBroken(BASKET, bytes(out -> out.writeLong(Long.MAX_VALUE)), 10, "/properties/items/0", "the bytes end");
        assertBroken(BASKET, bytes(out -> out.writeLong(Long.MIN_VALUE)), 10, "/properties/items", "the bytes end");
        assertBroken(
                MARKS, bytes(out -> out.writeLong(Long.MAX_VALUE)), 10, "/properties/marks/99999", "more than 100000");
        assertThat(read(MARKS, bytes(out -> {
                    out.writeLong(3);
                    out.writeLong(0);
                })))
                .isInstanceOfSatisfying(
                        Reading.Whole.class,
                        whole -> assertThat(whole.json()).hasToString("{\"marks\":[null,null,null]}"));
    }

    @Test
    void recordsInsideThemselvesHaveAnEnd() {
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 2);
        assertThat(read(NODE, deep))
                .isInstanceOfSatisfying(
                        Reading.Broken.class,
                        broken -> assertThat(broken.fault().detail()).isEqualTo("deeper than 100 levels"));
    }

    @Test
    void nothingMayFollowTheRecord() {
        assertBroken(of("'int'"), new byte[] {2, 0, 0}, 1, "/properties", "2 bytes behind the end");
    }

    @Test
    void everyReaderReadsAcceptedBytesAlike() {
        assertBroken(of("'boolean'"), new byte[] {2}, 0, "/properties/v", "found byte 2, expected 0 or 1");
        assertBroken(of("'int'"), new byte[] {-1, -1, -1, -1, 31}, 0, "/properties/v", "more than 32 bits");
        assertBroken(of("'int'"), new byte[] {-128, -128, -128, -128, -128, 0}, 0, "/properties/v", "32 bits");
        assertBroken(
                of("'long'"), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 3}, 0, "/properties/v", "more than 64");
        assertBroken(of("'string'"), new byte[] {4, (byte) 0xC3, '('}, 1, "/properties/v", "not UTF-8");
        assertBroken(of("['null','int']"), new byte[] {4}, 1, "/properties/v", "found branch 2, there are 2");
        assertBroken(
                of("{'type':'enum','name':'e','symbols':['A']}"),
                new byte[] {1},
                1,
                "/properties/v",
                "found symbol -1");
        assertBroken(of("{'type':'fixed','name':'f','size':9}"), new byte[3], 0, "/properties/v", "expected 9 more");
        assertBroken(
                of("{'type':'map','values':'int'}"),
                bytes(out -> {
                    out.writeLong(2);
                    out.writeString("k~");
                    out.writeInt(1);
                    out.writeString("k~");
                    out.writeInt(2);
                    out.writeLong(0);
                }),
                5,
                "/properties/v/k~0",
                "there before");
        assertBroken(
                of("{'type':'array','items':'int'}"),
                bytes(out -> {
                    out.writeLong(-2);
                    out.writeLong(7);
                    out.writeInt(1);
                    out.writeInt(2);
                    out.writeLong(0);
                }),
                2,
                "/properties/v",
                "a block of 2 bytes that says it has 7");
    }

    @Test
    void aReplacementCharacterThatWasSentIsText() {
        byte[] text = "\uFFFD".getBytes(UTF_8);
        byte[] avro = {6, text[0], text[1], text[2]};
        assertThat(read(of("'string'"), avro)).isInstanceOf(Reading.Whole.class);
    }

    @Test
    void logicalTypesHaveTheirBounds() {
        String decimal = "{'type':'bytes','logicalType':'decimal','precision':12,'scale':2}";
        assertBroken(of(decimal), new byte[] {0}, 1, "/properties/v", "a decimal in 0 bytes");
        assertBroken(of(decimal), bytes(out -> out.writeBytes(new byte[400])), 402, "/properties/v", "in 400 bytes");
        assertThat(read(of(decimal), new byte[] {4, 4, -30}))
                .isInstanceOfSatisfying(
                        Reading.Whole.class, whole -> assertThat(whole.json()).hasToString("{\"v\":\"12.50\"}"));
        assertBroken(
                of("{'type':'long','logicalType':'time-micros'}"),
                bytes(out -> out.writeLong(Long.MAX_VALUE / 10)),
                9,
                "/properties/v",
                "is no time-micros");
    }
}
